import CoordinatorModel
import Foundation

extension HomeCopy {
    /// The greatest size of a file that is copied, in bytes.
    static let greatestSize = 256 * 1024 * 1024

    /// Copies the files that lie in a folder, without what is in folders beneath it, without locks
    /// and without what is just being written.
    ///
    /// - Parameter tellsOthers: Whether what is no file is told of; else it is no part of a home.
    mutating func copyFiles(
        in folder: Path, to target: Path, atMost limit: Int = greatestSize,
        tellsOthers: Bool = false
    ) throws(QueueError) {
        guard try files.status(folder)?.kind == .folder else { return }
        for name in try files.names(in: folder) where !name.isPassing {
            // The store is not copied as a file, nor are its log and index.
            if name.bytes.starts(with: home.store.name.bytes) { continue }
            try copyFile(
                folder.appending(name), to: target.appending(name), atMost: limit,
                tellsOthers: tellsOthers)
        }
    }

    /// Copies a folder with all files and folders in it; links are not followed.
    mutating func copyTree(_ folder: Path, to target: Path) throws(QueueError) {
        guard let status = try files.status(folder), status.kind == .folder else { return }
        _ = try files.makeFolder(target, mode: 0o700)
        let names: [FileName]
        do throws(QueueError) {
            names = try files.names(in: folder)
        } catch .noPermission(let operation) {
            leftOut.append(LeftOut(path: folder, why: .failed(.noPermission(operation))))
            return
        }
        for name in names {
            let (path, place) = (folder.appending(name), target.appending(name))
            if try files.status(path)?.kind == .folder {
                try copyTree(path, to: place)
            } else {
                try copyFile(path, to: place, atMost: Self.greatestSize, tellsOthers: true)
            }
        }
        files.keepOwner(target, of: status)
        try files.setMode(target, status.mode)
    }

    /// Copies a file as it is now. One that is gone was moved on, and is found there.
    private mutating func copyFile(
        _ path: Path, to target: Path, atMost limit: Int, tellsOthers: Bool
    ) throws(QueueError) {
        do throws(QueueError) {
            switch try files.read(path, atMost: limit) {
            case .missing: break
            case .other:
                if tellsOthers { leftOut.append(LeftOut(path: path, why: .notAFile)) }
            case .tooLarge: leftOut.append(LeftOut(path: path, why: .tooLarge))
            case .file(let content, let status):
                try files.createUnsynced(target, content: content, mode: status.mode & 0o777)
                count += 1
                if !files.keepOwner(target, of: status) { ownersNotKept[path.name] = status }
            }
        } catch {
            guard error.concernsReading(path) else { throw error }
            leftOut.append(LeftOut(path: path, why: .failed(error)))
        }
    }
}

extension FileName {
    /// Whether it is that of a lock, or of a file that is just being written: no part of a copy.
    fileprivate var isPassing: Bool { hasSuffix(".lock") || hasSuffix(".tmp") }
}

extension QueueError {
    /// Whether the file that was to be read is in the way, not the disk on which the copy grows.
    fileprivate func concernsReading(_ path: Path) -> Bool {
        switch self {
        case .noPermission(let operation), .inputOutput(let operation), .failed(let operation, _):
            operation.path == path
        default: false
        }
    }
}

extension Files {
    /// Gives a copy the owner, the group and the times of the original, as far as the system lets
    /// this account. Whether the owner is the same.
    @discardableResult
    func keepOwner(_ path: Path, of status: FileStatus) -> Bool {
        let owning = attempt(.setOwner(path, user: status.ownerID, group: status.groupID)) {
            path.withCString { path in
                _ = lchown(path, uid_t.max, status.groupID)
                return lchown(path, status.ownerID, gid_t.max)
            }
        }
        let moment = timespec(
            tv_sec: status.modifiedSeconds, tv_nsec: status.modifiedNanoseconds)
        let times = [moment, moment]
        _ = path.withCString { utimensat(AT_FDCWD, $0, times, AT_SYMLINK_NOFOLLOW) }
        if case .success = owning { return true }
        return false
    }
}
