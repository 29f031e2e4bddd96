import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Store
import Templates
import Terminal

/// One request, with what became of it.
struct RequestReport: Encodable {
    let id: RequestID
    let state: RequestState
    let subject: String?
    let preparedBy: Preparer?
    let submittedAt: Timestamp?
    let decidedAt: Timestamp?
    let requester: String?
    let caseReference: String?
    /// The account that submitted the file, beside what the document claims.
    let owner: String
    let problems: [WordedProblem]
    /// The wish to take it back, where there is one.
    let withdrawal: Withdrawal?
    /// What operators did with it while it was in the queue, oldest first.
    let handling: [HandlingStep]
    /// Why the queue cannot take it for a request, where it cannot.
    let corruptReason: String?
    /// The document's text, as it was judged.
    let document: String

    init(_ found: FoundRequest, texts: Texts) {
        switch found {
        case .finished(let record):
            self.init(record, texts: texts)
        case .queued(let file, let id, let withdrawal):
            self.init(file, id: id, state: .queued, withdrawal: withdrawal)
        case .held(let file, let id):
            self.init(file, id: id, state: .held, withdrawal: nil)
        }
    }

    private init(_ record: RequestRecord, texts: Texts) {
        (id, state, subject) = (record.id, RequestState(record.outcome), record.subject)
        (preparedBy, submittedAt) = (record.preparedBy, record.submittedAt)
        (requester, caseReference) = (record.requester, record.caseReference)
        (decidedAt, owner, corruptReason) = (record.decidedAt, record.owner, nil)
        document = String(decoding: record.document, as: UTF8.self)
        problems = record.verdict.problems.map { WordedProblem($0, texts) }
        withdrawal = record.verdict.withdrawal
        handling = record.handling
    }

    private init(
        _ file: ClaimedFile, id: RequestID, state: RequestState, withdrawal: Withdrawal?
    ) {
        self.id = id
        self.state = state
        (decidedAt, problems) = (nil, [])
        document = String(decoding: file.bytes, as: UTF8.self)
        switch file.content {
        case .request(let claim):
            self.withdrawal = withdrawal ?? claim.withdrawal
            (subject, preparedBy) = (claim.request.subject, claim.request.preparedBy)
            (submittedAt, requester) = (claim.request.submittedAt, claim.request.requester)
            (caseReference, corruptReason) = (claim.request.caseReference, nil)
            // A file on hold is the processor's.
            (owner, handling) = (claim.owner, claim.handling)
        case .corrupt(let reason):
            self.withdrawal = withdrawal
            (subject, preparedBy, submittedAt, requester) = (nil, nil, nil, nil)
            (caseReference, corruptReason) = (nil, "\(reason)")
            (owner, handling) = (file.owner, [])
        case .withdrawal:
            preconditionFailure("a withdrawal among the requests")
        }
    }

    /// Who is to become coordinator; nil for what is no such request.
    private var newCoordinator: Person? {
        guard
            case .coordinatorChange(let request)? = try? SubmittedRequest(
                document: Data(document.utf8)),
            let email = try? EmailAddress(typed: request.newCoordinator.email)
        else { return nil }
        let new = request.newCoordinator
        return Person(firstName: new.firstName, lastName: new.lastName, email: email)
    }

    /// For people.
    var text: String {
        let lines = document.split(separator: "\n").map { "  " + printable(String($0)) }
        return ([summary, "Document:"] + lines).joined(separator: "\n")
    }

    /// All but the document, which names the current coordinator: for a screen from which somebody
    /// might read to a caller.
    var summary: String {
        var lines = ["\(id)  \(state.rawValue)\(decidedAt.map { " at \($0)" } ?? "")"]
        func add(_ label: String, _ value: String?) {
            if let value { lines.append("\(label): \(printable(value))") }
        }
        add("Subject", subject)
        add("Submitted", submittedAt?.description)
        add("Prepared by", preparedBy.map { "\($0.user) on \($0.host)" })
        if let preparedBy, preparedBy.user != owner { add("File owned by", owner) }
        add("Asked for by", requester)
        add("New coordinator", newCoordinator?.line)
        add("Case reference", caseReference)
        add("Not a request", corruptReason)
        for step in handling {
            let reason = step.reason.map { ": \($0)" } ?? ""
            add(step.words, "\(step.by.user) on \(step.by.host), \(step.at)\(reason)")
        }
        if let withdrawal {
            let verb = state == .withdrawn ? "Withdrawn by" : "Withdrawal asked for by"
            add(verb, "\(withdrawal.by.user), \(withdrawal.at): \(withdrawal.reason)")
            if let owner = withdrawal.owner, owner != withdrawal.by.user {
                add("Withdrawal's file owned by", owner)
            }
        }
        for problem in problems {
            add(
                problem.isWarning
                    ? "Warning \(problem.code.rawValue)" : "Problem \(problem.code.rawValue)",
                problem.message)
        }
        return lines.joined(separator: "\n")
    }
}

/// Where a request is.
enum RequestState: String, Encodable, CaseIterable, ExpressibleByArgument {
    case queued
    case held
    case applied
    case rejected
    case withdrawn

    init(_ outcome: RequestOutcome) {
        switch outcome {
        case .applied: self = .applied
        case .rejected: self = .rejected
        case .withdrawn: self = .withdrawn
        }
    }

    /// Nil for requests that are not finished.
    var outcome: RequestOutcome? { RequestOutcome(rawValue: rawValue) }
}

extension Verdict {
    /// What the rules found.
    var problems: [Problem] {
        switch self {
        case .applied(let warnings): warnings
        case .rejected(let problems): problems
        case .withdrawn: []
        }
    }

    /// Who took it back, where it was withdrawn.
    fileprivate var withdrawal: Withdrawal? {
        if case .withdrawn(let withdrawal) = self { withdrawal } else { nil }
    }
}

extension HandlingStep {
    /// What was done, before the name of who did it.
    fileprivate var words: String {
        switch action {
        case .held: "Put on hold by"
        case .released: "Released by"
        case .requeued: "Put back into the queue by"
        case .discarded: "Discarded by"
        }
    }
}
