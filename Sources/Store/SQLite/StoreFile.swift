import Glibc

/// A store's file, looked at without SQLite, so that a file that is no store is not touched.
struct StoreFile {
    let path: String

    /// What there is at the path.
    enum Content: Equatable {
        case nothing
        /// An empty file or database, in which nobody ever made a table: what a crash at the very
        /// beginning of making a store leaves.
        case empty
        case store(version: Int)
    }

    /// Reads the header.
    ///
    /// - Throws: `notAStore`, `newerVersion`, `notPermitted` or `failed`.
    func content() throws(StoreError) -> Content {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 {
            if errno == ENOENT { return .nothing }
            throw StoreError(errno: errno, path: path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .notAStore(path: path)
        }
        if status.st_size == 0 { return .empty }
        let header = [UInt8](unsafeUninitializedCapacity: 100) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, 100, 0))
        }
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .notAStore(path: path)
        }
        let (application, schemaChanges) = (header[68..<72], header[40..<44])
        if Self.number(application) == 0 && Self.number(schemaChanges) == 0 { return .empty }
        guard Self.number(application) == Schema.applicationID else {
            throw .notAStore(path: path)
        }
        let version = Int(Self.number(header[60..<64]))
        if version > Schema.version {
            throw .newerVersion(path: path, found: version, known: Schema.version)
        }
        return .store(version: version)
    }

    /// Makes the file, empty, with exactly that mode; one that is there already keeps its own.
    func create(mode: UInt32) throws(StoreError) {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
        if descriptor < 0 {
            if errno == EEXIST { return }
            throw errno == ENOENT ? .missing(path: path) : StoreError(errno: errno, path: path)
        }
        defer { close(descriptor) }
        if fchmod(descriptor, mode_t(mode)) != 0 { throw StoreError(errno: errno, path: path) }
    }

    /// Whether this account may write the file.
    var isWritable: Bool { access(path, W_OK) == 0 }

    /// Whether the file alone is all of the store until somebody writes: the log holds nothing, and
    /// has no index or one that disagrees with it.
    var isWithoutLog: Bool {
        var status = stat()
        let isIndexed = stat(path + "-shm", &status) == 0
        return logSize == 0 ? !isIndexed : isLogOnlyBegun
    }

    /// Whether of the log there is a header and nothing else. So it is for a moment when the first
    /// transaction is written, and so it stays where the processor is killed in that moment: its index
    /// speaks of another log then, and readers that may not write would wait for it in vain.
    var isLogOnlyBegun: Bool { (1...32).contains(logSize) }

    /// In bytes; 0 where there is none.
    private var logSize: Int {
        var status = stat()
        return stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    /// What tells whether the file was written since.
    var stamp: [Int] {
        var status = stat()
        guard stat(path, &status) == 0 else { return [] }
        return [
            Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec,
        ]
    }

    /// The file's name in the form that lets options be given to SQLite.
    func uri(_ options: String) -> String {
        let escapes: [Character: String] = ["?": "%3f", "#": "%23", "%": "%25"]
        return "file:" + path.map { escapes[$0] ?? String($0) }.joined() + "?" + options
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int32 {
        Int32(bitPattern: bytes.reduce(0) { $0 << 8 | UInt32($1) })
    }
}
