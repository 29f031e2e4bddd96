import CoordinatorModel
import RequestQueue
import Store

/// What a run did with the queue.
public struct RunReport: Hashable, Sendable {
    /// Why a run came to its end.
    public enum Ending: String, Hashable, Sendable, Codable {
        /// Nothing waits any more that could be read.
        case drained
        /// So many were taken as were asked for.
        case limitReached
        /// Somebody asked it to stop; what was not taken still waits.
        case stopped
    }

    /// A request that breaks a rule.
    public struct Rejection: Hashable, Sendable {
        public let id: RequestID
        public let subject: String
        public let problems: [Problem]

        public init(id: RequestID, subject: String, problems: [Problem]) {
            self.id = id
            self.subject = subject
            self.problems = problems
        }
    }

    /// A file that was put aside.
    public struct CorruptFile: Hashable, Sendable {
        public let name: FileName
        /// Where it lay: `incoming` or `withdrawals`.
        public let folder: Home.Folder
        public let reason: CorruptReason

        public init(name: FileName, folder: Home.Folder, reason: CorruptReason) {
            self.name = name
            self.folder = folder
            self.reason = reason
        }
    }

    public var ending = Ending.drained
    public var applied = 0
    public var withdrawn = 0
    public var rejected = Listing<Rejection>(mostListed: 1000)
    public var corrupt = Listing<CorruptFile>(mostListed: 1000)
    /// Found in the queue though an earlier run had recorded them; their files were removed.
    public var alreadyOnRecord = 0
    /// Withdrawals whose request had been decided before they came.
    public var lateWithdrawals = 0
    /// What could not be read or removed, and is left where it is: the first thousand.
    public var stuck: [StuckFile] = []
    /// How many there are of those.
    public var stuckCount = 0
    /// Requests left to cool off; a later run applies them.
    public var cooling = 0
    /// When the first of them has waited long enough; nil where there are none.
    public var nextDue: Timestamp?
    /// Transactions that decided requests.
    public var batches = 0
    public var duration = Duration.zero

    public init() {}

    /// The files that were dealt with, without withdrawals that came too late.
    public var settled: Int {
        applied + withdrawn + rejected.count + corrupt.count + alreadyOnRecord
    }
}
