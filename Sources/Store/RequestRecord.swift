import CoordinatorModel
import Foundation

/// A finished request as the store keeps it.
public struct RequestRecord: Hashable, Sendable {
    public let id: RequestID
    public let kind: String
    public let subject: String
    /// The bytes that were judged.
    public let document: Data
    public let digest: Digest
    /// The account that owned the file in the queue.
    public let owner: String
    public let preparedBy: Preparer
    /// The customer on whose word it was done: an address as the document writes it.
    public let requester: String
    public let caseReference: String?
    public let submittedAt: Timestamp
    public let verdict: Verdict
    /// What operators did with it while it was in the queue, oldest first.
    public let handling: [HandlingStep]
    public let decidedAt: Timestamp

    public init(claim: Claim, verdict: Verdict, decidedAt: Timestamp) {
        self.init(
            id: claim.request.id, kind: claim.request.kind, subject: claim.request.subject,
            document: claim.document, digest: claim.digest, owner: claim.owner,
            preparedBy: claim.request.preparedBy, requester: claim.request.requester,
            caseReference: claim.request.caseReference?.filled,
            submittedAt: claim.request.submittedAt, verdict: verdict, handling: claim.handling,
            decidedAt: decidedAt)
    }

    init(
        id: RequestID, kind: String, subject: String, document: Data, digest: Digest,
        owner: String, preparedBy: Preparer, requester: String, caseReference: String?,
        submittedAt: Timestamp, verdict: Verdict, handling: [HandlingStep], decidedAt: Timestamp
    ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.document = document
        self.digest = digest
        self.owner = owner
        self.preparedBy = preparedBy
        self.requester = requester
        self.caseReference = caseReference
        self.submittedAt = submittedAt
        self.verdict = verdict
        self.handling = handling
        self.decidedAt = decidedAt
    }

    public var outcome: RequestOutcome { RequestOutcome(verdict) }
}

/// A verdict's name, as the store keeps it.
public enum RequestOutcome: String, Hashable, Sendable, Codable, CaseIterable {
    case applied
    case rejected
    case withdrawn

    public init(_ verdict: Verdict) {
        switch verdict {
        case .applied: self = .applied
        case .rejected: self = .rejected
        case .withdrawn: self = .withdrawn
        }
    }
}

/// Which finished requests to list: those that meet all that is given.
public struct RequestFilter: Hashable, Sendable {
    /// The account name of who prepared it.
    public var preparedBy: String?
    public var caseReference: String?
    /// For a change of coordinator, the serial number as text.
    public var subject: String?
    public var outcomes: Set<RequestOutcome>
    public var limit: Int

    public init(
        preparedBy: String? = nil, caseReference: String? = nil, subject: String? = nil,
        outcomes: Set<RequestOutcome> = Set(RequestOutcome.allCases),
        limit: Int = 20
    ) {
        self.preparedBy = preparedBy
        self.caseReference = caseReference?.normalised
        self.subject = subject
        self.outcomes = outcomes
        self.limit = limit
    }
}

extension String {
    /// This text normalised; nil where nothing is left of it.
    package var filled: String? {
        let text = normalised
        return text.isEmpty ? nil : text
    }
}
