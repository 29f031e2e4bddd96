import CoordinatorModel
import Foundation

/// A file of the queue as it was read, once.
public struct ClaimedFile: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case request(Claim)
        /// Of a request that does not wait: the store knows what became of it.
        case withdrawal(Withdrawal)
        case corrupt(CorruptReason)
    }

    public let name: FileName
    public let folder: Home.Folder
    public let content: Content
    /// When it was put in the queue; of a request that was held, when that was before it was.
    public let queuedAt: Timestamp
    /// What was read: nothing of what is no file, the beginning of what is too large.
    public let bytes: Data
    public let status: FileStatus
    /// The withdrawal that was read with a request.
    let withdrawal: FileStatus?

    /// Whether only its beginning was read.
    var isCut: Bool { status.kind == .file && status.size > Int64(bytes.count) }

    /// Whether the file itself is put aside where it is corrupt, as it is too large to be copied.
    var isMovedWhenCorrupt: Bool {
        status.kind == .file && status.size > Int64(CorruptFolder.greatestCopy)
    }

    /// The account that owns the file.
    public var owner: String { status.owner }
}

/// What is to become of a claimed file.
public enum Settlement: Hashable, Sendable {
    /// The store has it on record: the file can go, and the withdrawal that was read with it.
    case recorded(ClaimedFile)
    /// It is put aside with this reason: the claim's own, or the store's.
    case corrupt(ClaimedFile, CorruptReason)
}

/// A file that could not be read or removed. It stays, and is not tried again in the same run.
public struct StuckFile: Hashable, Sendable {
    public let name: FileName
    public let folder: Home.Folder
    public let why: Reason

    public enum Reason: Hashable, Sendable {
        case failed(QueueError)
        /// Its owner replaced or altered it after it was read. What was read is on record; what
        /// stands there now is judged in the next run.
        case changedAfterClaim
    }
}
