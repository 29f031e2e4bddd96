import CoordinatorModel
import Store

/// What the check of a file found; nothing was queued by it.
public struct BatchFindings {
    /// Where a request of an earlier submit is by now.
    public enum Done: Hashable, Sendable {
        case waiting
        case held
        case finished(RequestOutcome)

        /// As reports write it: `waiting`, `applied`.
        public var name: String {
            switch self {
            case .waiting: "waiting"
            case .held: "held"
            case .finished(let outcome): outcome.rawValue
            }
        }
    }

    /// How many bad rows are described.
    public static let mostDescribed = 1000

    public internal(set) var good = 0
    /// The rows that were queued before.
    public internal(set) var done: [Done: Int] = [:]
    public internal(set) var bad = 0
    /// The first bad rows, `mostDescribed` at most.
    public internal(set) var badRows: [BadRow] = []
    /// The bad rows, counted from 0; those that were bad in an earlier submit too.
    public internal(set) var rejectedRows = RangeSet<Int>()
    /// The bad rows' own file, not in place yet; nil where there are none, or none was asked for.
    public internal(set) var rejects: RejectsFile?
    var verdicts = RowVerdicts()

    public init() {}

    public var rows: Int { verdicts.count }
    public var doneCount: Int { done.values.reduce(0, +) }
}
