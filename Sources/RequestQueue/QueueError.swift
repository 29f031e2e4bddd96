import CoordinatorModel
import Glibc

/// What can go wrong with the home, its drafts and its queue.
///
/// Whatever is thrown, a request is still in exactly one place: each call says which.
public enum QueueError: Error, Hashable, Sendable {
    /// Neither `--home` nor the environment says where the home is.
    case homeUnknown
    /// There is no such home, or a folder of it is gone; `setup` makes it.
    case homeMissing(Path)
    /// Something else stands where a folder of the home belongs.
    case notAFolder(Path)
    /// Set-up was asked for a folder that has other things in it.
    case notAHome(Path)
    /// Who may do what in a home that a team shares is in the way.
    case team(TeamError)
    /// Locks and renames cannot be relied upon there.
    case unsuitableFileSystem(Path, kind: String)

    case diskFull(FileOperation)
    case noPermission(FileOperation)
    case readOnlyFileSystem(FileOperation)
    /// The disk failed.
    case inputOutput(FileOperation)
    /// What should be there is not.
    case missing(FileOperation)
    case failed(FileOperation, errno: Int32)

    case noSuchDraft(DraftID)
    /// The draft is there and cannot be used.
    case draft(DraftID, DraftError)
    /// Somebody else is at work on the draft. The holder is nil where the lock does not say.
    case draftLocked(DraftID, by: Holder?)
    /// A sealed draft can only be finished.
    case draftSealed(DraftID)
    /// Nothing was sealed: there is nothing to submit.
    case draftNotSealed(DraftID)
    /// The document would be corrupt in the queue, so it was not put there.
    case notQueueable(CorruptReason)
    /// Somebody else submits the same file just now.
    case receiptLocked(by: Holder?)
    /// A receipt is there and cannot be used.
    case receipt(Path, ReceiptError)
    /// What is kept of a request that operators handled is there, and is no such record.
    case handlingUnreadable(Path)
    /// Another processor is at work.
    case processorAtWork(Holder?)
    /// Somebody else moves requests by hand, or copies the queue.
    case queueBeingMoved(Holder?)
    /// A backup was to be made where something is.
    case backupPlaceTaken(Path)
    /// A backup was to be made in the home itself.
    case backupWithinHome(Path)
    /// What a backup that was interrupted left is there.
    case backupIncomplete(Path)

    init(_ operation: FileOperation, errno code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull(operation)
        case EACCES, EPERM: self = .noPermission(operation)
        case EROFS: self = .readOnlyFileSystem(operation)
        case EIO: self = .inputOutput(operation)
        case ENOENT: self = .missing(operation)
        default: self = .failed(operation, errno: code)
        }
    }
}

extension QueueError: CustomStringConvertible {
    /// One line for a log; the programs have better words.
    public var description: String {
        switch self {
        case .homeUnknown: "no home is named"
        case .homeMissing(let path): "\(path) does not exist"
        case .notAFolder(let path): "\(path) is not a folder"
        case .notAHome(let path): "\(path) is neither empty nor a home"
        case .team(let error): "\(error)"
        case .unsuitableFileSystem(let path, let kind): "\(path) is on a \(kind) file system"
        case .diskFull(let operation): Self.line(operation, "the disk is full")
        case .noPermission(let operation): Self.line(operation, "no permission")
        case .readOnlyFileSystem(let operation): Self.line(operation, "read-only file system")
        case .inputOutput(let operation): Self.line(operation, "the disk failed")
        case .missing(let operation): Self.line(operation, "it does not exist")
        case .failed(let operation, let code): Self.line(operation, String(cString: strerror(code)))
        case .noSuchDraft(let id): "there is no draft \(id)"
        case .draft(let id, let error): "draft \(id): \(error)"
        case .draftLocked(let id, let holder):
            "draft \(id) is open elsewhere\(holder.map { ": \($0)" } ?? "")"
        case .draftSealed(let id): "draft \(id) is sealed"
        case .draftNotSealed(let id): "draft \(id) is not sealed"
        case .notQueueable(let reason): "the document cannot be queued: \(reason)"
        case .receiptLocked(let holder):
            "the file is being submitted elsewhere\(holder.map { ": \($0)" } ?? "")"
        case .receipt(let path, let error): "the receipt \(path) cannot be used: \(error)"
        case .handlingUnreadable(let path): "the record \(path) cannot be read"
        case .processorAtWork(let holder):
            "another processor is at work\(holder.map { ": \($0)" } ?? "")"
        case .queueBeingMoved(let holder):
            "requests are being moved or copied\(holder.map { ": \($0)" } ?? "")"
        case .backupPlaceTaken(let path): "\(path) is there and is no empty folder"
        case .backupWithinHome(let path): "\(path) is within the home"
        case .backupIncomplete(let path): "\(path) is an incomplete backup"
        }
    }

    private static func line(_ operation: FileOperation, _ why: String) -> String {
        "\(operation.path) could not be \(operation.participle): \(why)"
    }
}
