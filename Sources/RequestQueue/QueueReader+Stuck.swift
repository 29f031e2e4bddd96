import CoordinatorModel
import Glibc

extension QueueReader {
    /// Reads a file of `incoming` or `withdrawals`; nil where it is gone, or is stuck from now on.
    mutating func read(
        _ name: FileName, in folder: Home.Folder
    ) throws(QueueError) -> ClaimedFile? {
        do throws(QueueError) {
            return folder == .withdrawals
                ? try queue.withdrawal(name) : try queue.requestAndWithdrawal(name, in: folder)
        } catch {
            guard error.concernsOneFile else { throw error }
            report(name, in: folder, .failed(error))
            return nil
        }
    }

    /// Removes a file; a folder that is not empty, or a file that is too large to be copied, is moved
    /// to its number in `corrupt`.
    @discardableResult
    mutating func remove(
        _ file: ClaimedFile, asCorrupt number: Int? = nil
    ) throws(QueueError) -> Bool {
        try remove(
            file.name, in: file.folder, ifStill: file.status, asCorrupt: number,
            isMoved: file.isMovedWhenCorrupt)
    }

    /// Removes what was claimed, and nothing that was put in its place. False where it stays.
    @discardableResult
    mutating func remove(
        _ name: FileName, in folder: Home.Folder, ifStill claimedStatus: FileStatus,
        asCorrupt number: Int? = nil, isMoved: Bool = false
    ) throws(QueueError) -> Bool {
        let path = home[folder].appending(name)
        do throws(QueueError) {
            if let status = try files.status(path) {
                if status.identity != claimedStatus.identity {
                    report(name, in: folder, .changedAfterClaim)
                    return false
                }
                if status.kind == .folder {
                    try removeFolder(path, asCorrupt: number)
                } else if isMoved, let number {
                    try corrupt?.move(path, to: number)
                } else {
                    try files.remove(path)
                }
            }
        } catch {
            guard error.concernsOneFile else { throw error }
            report(name, in: folder, .failed(error))
            return false
        }
        claimed.remove(Place(folder: folder, name: name))
        return true
    }

    private mutating func removeFolder(
        _ path: Path, asCorrupt number: Int?
    ) throws(QueueError) {
        do throws(QueueError) {
            try files.removeFolder(path)
        } catch .failed(let operation, let code) where code == ENOTEMPTY || code == EEXIST {
            guard let number, corrupt != nil else { throw .failed(operation, errno: code) }
            try corrupt?.move(path, to: number)
        }
    }

    /// Whether a file stays where it is, as it could not be removed.
    public func isStuck(_ file: ClaimedFile) -> Bool {
        stuckPlaces.contains(Place(folder: file.folder, name: file.name))
    }

    mutating func report(
        _ name: FileName, in folder: Home.Folder, _ why: StuckFile.Reason
    ) {
        let place = Place(folder: folder, name: name)
        claimed.insert(place)
        guard stuckPlaces.insert(place).inserted else { return }
        if stuck.count < Self.mostStuckListed {
            stuck.append(StuckFile(name: name, folder: folder, why: why))
        }
    }
}

extension QueueError {
    /// Whether only the file in question is in the way, not disk, folder or system.
    var concernsOneFile: Bool {
        switch self {
        case .noPermission, .missing, .handlingUnreadable: true
        case .failed(_, let code): ![EMFILE, ENFILE, ENOMEM].contains(code)
        default: false
        }
    }
}
