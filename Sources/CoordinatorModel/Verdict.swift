import Foundation

/// How a request ended: what the store records. A document that is no request is corrupt instead
/// (`CorruptReason`); it is put aside and never recorded.
public enum Verdict: Hashable, Sendable {
    /// The store was changed as asked; the warnings that held at that moment are kept with it.
    case applied(warnings: [Problem])
    /// It breaks a rule; nothing was changed but the record.
    case rejected([Problem])
    /// Somebody took it back before it was applied.
    case withdrawn(Withdrawal)
}

/// Why a file is put aside as corrupt.
public enum CorruptReason: Error, Hashable, Sendable {
    case document(DocumentError)
    /// Not `ID.SUBJECT.json`, or the content is about another ID or subject.
    case nameDisagrees(expected: String?)
    /// No regular file: a directory, a link, a pipe.
    case notAFile
    /// Another document bears this ID: in the store, or on hold.
    case idAlreadyUsed
    /// A withdrawal of a request that is neither waiting nor in the store.
    case nothingToWithdraw
}

extension CorruptReason: CustomStringConvertible {
    /// One line for an operator, without a full stop.
    public var description: String {
        switch self {
        case .document(let error): "\(error)"
        case .nameDisagrees(let expected?):
            "its name disagrees with its content, which belongs in “\(expected)”"
        case .nameDisagrees(nil): "its name is not that of a request"
        case .notAFile: "not a regular file"
        case .idAlreadyUsed:
            "id-already-used: another document bears this ID, in the store or on hold"
        case .nothingToWithdraw: "withdraws a request that does not exist"
        }
    }
}

/// "Take that request back": what staff put into `queue/withdrawals/ID.json`.
public struct Withdrawal: Hashable, Sendable, Codable {
    public static let schema = "withdrawal/1"

    public var schema = Self.schema
    public var id: RequestID
    /// Who asks for it, by account name and machine.
    public var by: Preparer
    public var at: Timestamp
    public var reason: String
    /// The account that owned the file, beside what it says of itself. The file does not hold it: it
    /// is added where one is read.
    public var owner: String?

    public init(
        id: RequestID, by: Preparer, at: Timestamp, reason: String, owner: String? = nil
    ) {
        self.id = id
        self.by = by
        self.at = at
        self.reason = reason
        self.owner = owner
    }
}

/// A document as it was read, once: these bytes are judged, recorded and kept, whatever happens to
/// the file meanwhile.
public struct Claim: Hashable, Sendable {
    public let request: SubmittedRequest
    public let document: Data
    public let digest: Digest
    /// The account that put the file in the queue, beside what the document says of itself.
    public let owner: String
    /// What operators did with it while it was in the queue, oldest first.
    public let handling: [HandlingStep]
    /// Read again before every transaction; nil where nobody asked for it.
    public var withdrawal: Withdrawal?

    public init(
        request: SubmittedRequest, document: Data, owner: String, handling: [HandlingStep] = [],
        withdrawal: Withdrawal? = nil
    ) {
        self.request = request
        self.document = document
        self.digest = Digest(of: document)
        self.owner = owner
        self.handling = handling
        self.withdrawal = withdrawal
    }
}

/// What the store made of a claim; durable when it is handed out.
public enum Decision: Hashable, Sendable {
    /// Recorded now, or in an earlier run that did not get to remove the file.
    case recorded(Verdict, before: Bool)
    /// Not recorded: the store holds another document under this ID.
    case idAlreadyUsed
}

/// What the rules make of a request: the verdict if it were processed now, and what to change.
public struct Judgement: Hashable, Sendable {
    public let problems: [Problem]
    /// Nil where a problem stands in the way.
    public let change: CoordinatorChange?
}

extension SubmittedRequest {
    /// What has to be looked up before `judge`.
    public func queries(_ rules: ChangeRules) -> Set<Query> {
        switch self {
        case .coordinatorChange(let request): rules.queries(request.answers)
        }
    }

    /// All rules, against these facts.
    public func judge(_ rules: ChangeRules, _ facts: Facts) -> Judgement {
        switch self {
        case .coordinatorChange(let request):
            Judgement(
                problems: rules.problems(request.answers, facts),
                change: rules.change(request.answers, facts))
        }
    }
}

extension Claim {
    /// What has to be looked up before `verdict`.
    public func queries(_ rules: ChangeRules) -> Set<Query> {
        withdrawal == nil ? request.queries(rules) : []
    }

    /// The verdict if it were decided now, and what it changes; nil where that is nothing.
    public func verdict(_ rules: ChangeRules, _ facts: Facts) -> (Verdict, CoordinatorChange?) {
        if let withdrawal { return (.withdrawn(withdrawal), nil) }
        let judgement = request.judge(rules, facts)
        guard let change = judgement.change else { return (.rejected(judgement.problems), nil) }
        return (.applied(warnings: judgement.problems), change)
    }
}
