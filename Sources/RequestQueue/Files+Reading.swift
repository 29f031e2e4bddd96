import Foundation

/// What was found under a name.
enum Found: Sendable {
    case missing
    /// A link, a folder, a pipe: nothing that could be read.
    case other(FileStatus)
    /// The beginning of a file that is longer than allowed.
    case tooLarge(Data, FileStatus)
    case file(Data, FileStatus)
}

extension Files {
    /// Reads a regular file of at most `limit` bytes, once. Links are not followed, and nothing
    /// that is no file can make this wait.
    func read(_ path: Path, atMost limit: Int) throws(QueueError) -> Found {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let file: Int32
        switch attempt(.open(path), { path.withCString { openFile($0, flags) } }) {
        case .success(let number): file = number
        case .failure(.fails(ENOENT)): return .missing
        case .failure(let fault):
            // A link (ELOOP) or a socket (ENXIO) cannot be opened, others perhaps not by us.
            guard let status = try status(path) else { return .missing }
            if status.kind != .file { return .other(status) }
            throw QueueError(.open(path), fault)
        }
        defer { close(file) }
        let status = try status(of: file, path)
        if status.kind != .file { return .other(status) }
        // Usually one read gets it all, and a second one finds the end.
        let room = Int(min(max(status.size, 0), Int64(limit))) + 1
        let content = try read(from: file, path, atMost: limit + 1, atATime: room)
        return content.count > limit
            ? .tooLarge(content.prefix(limit), status) : .file(content, status)
    }

    func read(
        from file: Int32, _ path: Path, atMost limit: Int, atATime size: Int = 4096
    ) throws(QueueError) -> Data {
        var content = Data()
        var room = [UInt8](repeating: 0, count: max(4096, min(limit, size)))
        while content.count < limit {
            let wanted = min(room.count, limit - content.count)
            let count = try perform(.read(path), upTo: wanted) { count in
                room.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, count) }
            }
            if count == 0 { break }
            content.append(contentsOf: room[..<count])
        }
        return content
    }

    /// What a symbolic link says, which may be anything; nil where there is no link.
    func linkTarget(_ path: Path) throws(QueueError) -> FileName? {
        var room = [CChar](repeating: 0, count: Int(PATH_MAX))
        let result = attempt(.read(path)) {
            path.withCString { Int32(readlink($0, &room, room.count)) }
        }
        switch result {
        case .success(let length):
            return FileName(bytes: room[..<Int(length)].map { UInt8(bitPattern: $0) })
        case .failure(.fails(ENOENT)), .failure(.fails(EINVAL)): return nil
        case .failure(let fault): throw QueueError(.read(path), fault)
        }
    }

    /// What stands under a name, links not followed. Nil where there is nothing.
    func status(_ path: Path) throws(QueueError) -> FileStatus? {
        try status(path) { lstat($0, &$1) }
    }

    /// What a path leads to, links followed. Nil where there is nothing.
    func target(_ path: Path) throws(QueueError) -> FileStatus? {
        try status(path) { stat($0, &$1) }
    }

    func status(of file: Int32, _ path: Path) throws(QueueError) -> FileStatus {
        var status = stat()
        try perform(.inspect(path)) { fstat(file, &status) }
        return FileStatus(status)
    }

    /// Calls `body` with each name in a folder, in no order, without `.` and `..`. The bytes are
    /// only good during the call.
    func forEachName(
        in folder: Path, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(QueueError) {
        var stream: OpaquePointer?
        try perform(.list(folder)) {
            stream = folder.withCString { opendir($0) }
            return stream == nil ? -1 : 0
        }
        guard let stream else { return }
        defer { closedir(stream) }
        let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = UnsafeRawPointer(entry).advanced(by: offset)
                .assumingMemoryBound(to: UInt8.self)
            let length = strlen(UnsafePointer<CChar>(OpaquePointer(name)))
            let bytes = UnsafeBufferPointer(start: name, count: length)
            if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { continue }
            body(bytes)
        }
        if errno != 0 { throw QueueError(.list(folder), errno: errno) }
    }

    func names(in folder: Path) throws(QueueError) -> [FileName] {
        var names: [FileName] = []
        try forEachName(in: folder) { names.append(FileName(bytes: $0)) }
        return names
    }

    private func status(
        _ path: Path, _ call: (UnsafePointer<CChar>, inout stat) -> Int32
    ) throws(QueueError) -> FileStatus? {
        var status = stat()
        switch attempt(.inspect(path), { path.withCString { call($0, &status) } }) {
        case .success: return FileStatus(status)
        case .failure(.fails(ENOENT)): return nil
        case .failure(let fault): throw QueueError(.inspect(path), fault)
        }
    }
}
