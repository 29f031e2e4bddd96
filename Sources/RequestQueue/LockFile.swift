import CoordinatorModel
import Foundation

/// A lock that the kernel lets go of when its process ends, however it ends.
///
/// The lock is flock(2) on a file that is never replaced while it is held. The file's content says
/// who holds it and means nothing by itself.
final class LockFile: Sendable {
    /// What becomes of the file when the lock is let go.
    enum Ending: Sendable {
        case removed
        case kept
    }

    enum Attempt {
        case acquired(LockFile)
        /// Held elsewhere; the holder is nil where the file does not say.
        case held(Holder?)
    }

    private let path: Path
    private let file: OpenFile
    private let ending: Ending
    private let files: Files

    private init(_ path: Path, _ file: OpenFile, _ ending: Ending, _ files: Files) {
        (self.path, self.file, self.ending, self.files) = (path, file, ending, files)
    }

    /// Removes the file while the lock is still held: whoever opened it before and locks it after
    /// sees that the name stands for another file by then, and starts again.
    deinit {
        if ending == .removed { try? files.remove(path) }
    }

    /// Takes the lock, or says who holds it. Nobody is waited for, except briefly for somebody who
    /// only looks whether it is held.
    static func acquire(
        _ path: Path, as holder: Holder, mode: UInt32, ending: Ending, files: Files
    ) throws(QueueError) -> Attempt {
        var looks = 0
        while true {
            let file = try open(path, mode: mode, files)
            switch files.attempt(.lock(path), { flock(file.number, LOCK_EX | LOCK_NB) }) {
            case .success: break
            case .failure(.fails(EWOULDBLOCK)):
                looks += 1
                if looks == 5 { return .held(try Self.holder(in: file, path, files)) }
                usleep(10_000)
                continue
            case .failure(let fault): throw QueueError(.lock(path), fault)
            }
            let status = try files.status(of: file.number, path)
            if status.kind != .file { throw QueueError(.lock(path), errno: EINVAL) }
            guard let named = try files.status(path), named.isSameFile(as: status) else { continue }
            let lock = LockFile(path, file, ending, files)
            try lock.write(holder)
            return .acquired(lock)
        }
    }

    /// Who holds the lock now. Throws `noPermission` where this account may not know.
    static func look(at path: Path, files: Files) throws(QueueError) -> DraftEntry.Lock {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let opened = files.attempt(.open(path)) { path.withCString { openFile($0, flags) } }
        if case .failure(.fails(EACCES)) = opened { throw QueueError(.open(path), errno: EACCES) }
        guard case .success(let number) = opened else { return .free }
        let file = OpenFile(number)
        switch files.attempt(.lock(path), { flock(number, LOCK_SH | LOCK_NB) }) {
        case .failure(.fails(EWOULDBLOCK)): return .held(by: try Self.holder(in: file, path, files))
        default: return .free
        }
    }

    private static func open(
        _ path: Path, mode: UInt32, _ files: Files
    ) throws(QueueError) -> OpenFile {
        let flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        while true {
            switch files.attempt(.open(path), { path.withCString { openFile($0, flags) } }) {
            case .success(let number): return OpenFile(number)
            case .failure(.fails(ENOENT)): break
            case .failure(let fault): throw QueueError(.open(path), fault)
            }
            let made = files.attempt(.create(path)) {
                path.withCString { openFile($0, flags | O_CREAT | O_EXCL) }
            }
            switch made {
            case .success(let number):
                let file = OpenFile(number)
                try files.perform(.setMode(path, mode)) { fchmod(number, mode) }
                return file
            case .failure(.fails(EEXIST)): continue
            case .failure(let fault): throw QueueError(.create(path), fault)
            }
        }
    }

    private func write(_ holder: Holder) throws(QueueError) {
        guard let content = try? JSONEncoder().encode(holder) else { return }
        try files.perform(.write(path)) { ftruncate(file.number, 0) }
        try files.write(content, to: file.number, path)
    }

    private static func holder(
        in file: OpenFile, _ path: Path, _ files: Files
    ) throws(QueueError) -> Holder? {
        let content = try files.read(from: file.number, path, atMost: 4096)
        return try? JSONDecoder().decode(Holder.self, from: content)
    }
}

/// A file that is closed when nobody needs it any more.
private final class OpenFile: Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }
}
