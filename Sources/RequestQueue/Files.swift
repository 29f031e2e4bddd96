import CFileSystem
import Foundation

/// The one way to the file system: every operation passes `before`, so that a test can stop or fail
/// any of them.
///
/// Interrupted calls are repeated and short ones continued. To simulate a crash, let `before` fail
/// one operation and every one after it: nothing is undone behind its back.
public struct Files: Sendable {
    public typealias Hook = @Sendable (FileOperation) throws(FileFault) -> Void

    let before: Hook

    public init(before: @escaping Hook = { _ in }) {
        self.before = before
    }

    /// Makes a folder with exactly this mode, whatever the umask. False where the name is taken.
    func makeFolder(_ path: Path, mode: UInt32) throws(QueueError) -> Bool {
        switch attempt(.makeFolder(path), { path.withCString { mkdir($0, mode & 0o777) } }) {
        case .success: break
        case .failure(.fails(EEXIST)): return false
        case .failure(let fault): throw QueueError(.makeFolder(path), fault)
        }
        try setMode(path, mode)
        return true
    }

    func setMode(_ path: Path, _ mode: UInt32) throws(QueueError) {
        try perform(.setMode(path, mode)) { path.withCString { chmod($0, mode) } }
    }

    /// Writes a file that is not there yet. When this returns the content is on disk; the name is
    /// once the folder is synced too. After a throw a part of the file may be left.
    func create(_ path: Path, content: Data, mode: UInt32) throws(QueueError) {
        try create(path, content: content, mode: mode) { file throws(QueueError) in
            try perform(.sync(path)) { fsync(file) }
        }
    }

    /// The same, and nothing is on disk before `syncFileSystem` has returned.
    func createUnsynced(_ path: Path, content: Data, mode: UInt32) throws(QueueError) {
        try create(path, content: content, mode: mode) { _ in }
    }

    private func create(
        _ path: Path, content: Data, mode: UInt32, sync: (Int32) throws(QueueError) -> Void
    ) throws(QueueError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = try perform(.create(path)) { path.withCString { openFile($0, flags) } }
        defer { close(file) }
        try perform(.setMode(path, mode)) { fchmod(file, mode) }
        try write(content, to: file, path)
        try sync(file)
    }

    func write(_ content: Data, to file: Int32, _ path: Path) throws(QueueError) {
        var written = 0
        while written < content.count {
            let rest = content[(content.startIndex + written)...]
            written += Int(
                try perform(.write(path), upTo: rest.count) { count in
                    rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, count) }
                })
        }
    }

    /// Replaces what bears the name `to`.
    func rename(_ from: Path, to: Path) throws(QueueError) {
        try perform(.rename(from, to: to)) {
            from.withCString { from in to.withCString { Glibc.rename(from, $0) } }
        }
    }

    /// Puts a file in the place of what bears its name: written beside, synced, renamed. The content
    /// is on disk when this returns, the name once the folder is synced too. After a throw the name
    /// stands for what it stood for before.
    func replace(_ path: Path, content: Data, mode: UInt32) throws(QueueError) {
        let temporary = path.ending(in: ".tmp")
        try remove(temporary)
        do throws(QueueError) {
            try create(temporary, content: content, mode: mode)
            try rename(temporary, to: path)
        } catch {
            try? remove(temporary)
            throw error
        }
    }

    /// False where the name `to` is taken; nothing was done then.
    func renameExclusively(_ from: Path, to: Path) throws(QueueError) -> Bool {
        let operation = FileOperation.renameExclusively(from, to: to)
        let result = attempt(operation) {
            from.withCString { from in to.withCString { coordinator_rename_exclusively(from, $0) } }
        }
        switch result {
        case .success: return true
        case .failure(.fails(EEXIST)): return false
        case .failure(let fault): throw QueueError(operation, fault)
        }
    }

    /// Removes a file, or a link itself. One that is gone already is no failure.
    func remove(_ path: Path) throws(QueueError) {
        do throws(QueueError) {
            try perform(.remove(path)) { path.withCString { unlink($0) } }
        } catch .missing {
        }
    }

    /// Removes an empty folder.
    func removeFolder(_ path: Path) throws(QueueError) {
        try perform(.removeFolder(path)) { path.withCString { rmdir($0) } }
    }

    /// When this returns, what was renamed and removed in the folder stays so. After a throw, which
    /// is always of the operation `syncFolder`, it is so, and a loss of power may undo it.
    func syncFolder(_ path: Path) throws(QueueError) {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        switch attempt(.open(path), { path.withCString { openFile($0, flags) } }) {
        case .failure(let fault): throw QueueError(.syncFolder(path), fault)
        case .success(let folder):
            defer { close(folder) }
            try perform(.syncFolder(path)) { fsync(folder) }
        }
    }

    /// When this returns, everything written on the folder's file system is on disk: for many files
    /// at once this costs far less than one sync for each.
    func syncFileSystem(of path: Path) throws(QueueError) {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let folder = try perform(.open(path)) { path.withCString { openFile($0, flags) } }
        defer { close(folder) }
        try perform(.syncFileSystem(path)) { coordinator_sync_file_system(folder) }
    }

    @discardableResult
    func perform(_ operation: FileOperation, _ call: () -> Int32) throws(QueueError) -> Int32 {
        switch attempt(operation, call) {
        case .success(let value): return value
        case .failure(let fault): throw QueueError(operation, fault)
        }
    }

    func perform(
        _ operation: FileOperation, upTo count: Int, _ call: (Int) -> Int
    ) throws(QueueError) -> Int {
        var allowed = count
        while true {
            do throws(FileFault) {
                try before(operation)
            } catch {
                switch error {
                case .isShort(let bytes): allowed = max(1, min(bytes, count))
                case .fails(EINTR): continue
                case .fails(let code): throw QueueError(operation, errno: code)
                }
            }
            let value = call(allowed)
            if value >= 0 { return value }
            if errno != EINTR { throw QueueError(operation, errno: errno) }
        }
    }

    func attempt(_ operation: FileOperation, _ call: () -> Int32) -> Result<Int32, FileFault> {
        while true {
            do throws(FileFault) {
                try before(operation)
            } catch .fails(EINTR) {
                continue
            } catch .fails(let code) {
                return .failure(.fails(code))
            } catch {
            }
            let value = call()
            if value >= 0 { return .success(value) }
            if errno != EINTR { return .failure(.fails(errno)) }
        }
    }
}

extension QueueError {
    init(_ operation: FileOperation, _ fault: FileFault) {
        switch fault {
        case .fails(let code): self.init(operation, errno: code)
        case .isShort: self = .inputOutput(operation)
        }
    }
}

/// open(2) for owner's eyes only; the exact mode is set before anything is written.
func openFile(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
    open(path, flags, 0o600)
}
