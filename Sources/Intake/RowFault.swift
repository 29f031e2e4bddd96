import CoordinatorModel
import Store

/// Why a row is not queued.
public enum RowFault: Hashable, Sendable {
    /// It is no row of this table.
    case unreadable(LoadMistake)
    case problem(Problem)
    /// What waits, as the problem says, is the request of the row that starts on this line of the
    /// file; it has no ID before it is queued.
    case rowBefore(Problem, line: Int)
    /// It was bad when the file was first submitted, and was written to the file for bad rows: from
    /// there it may have been queued already.
    case rejectedBefore

    /// The name of the reason, as reports and the file for bad rows have it.
    public var code: String {
        switch self {
        case .unreadable: "unreadable-row"
        case .problem(let problem), .rowBefore(let problem, _): problem.code.rawValue
        case .rejectedBefore: "rejected-before"
        }
    }

    /// What the rules found; nil where it was not they.
    public var problem: Problem? {
        switch self {
        case .problem(let problem), .rowBefore(let problem, _): problem
        case .unreadable, .rejectedBefore: nil
        }
    }
}

/// A row that is not queued, with everything that is wrong with it.
public struct BadRow: Hashable, Sendable {
    /// The line on which it starts, from 1.
    public let line: Int
    public let faults: [RowFault]

    public init(line: Int, faults: [RowFault]) {
        (self.line, self.faults) = (line, faults)
    }
}
