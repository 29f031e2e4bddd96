import CommandSupport
import CoordinatorModel
import Processing
import RequestQueue
import Store
import Templates
import Terminal

/// A plan, for people and for programs.
struct PlanWords: Encodable {
    enum Fate: String, Encodable, CaseIterable {
        case applied
        case rejected
        case corrupt
        case withdrawn
        /// Decided in an earlier run, which did not get to remove the file.
        case onRecord = "on-record"
        /// Has not waited long enough yet.
        case cooling
        case unreadable
    }

    struct Request: Encodable {
        let id: RequestID
        let subject: String
        let fate: Fate
        /// What the rules find; warnings for a request that would be applied.
        let problems: [WordedProblem]
        /// Why it would be corrupt, withdrawn, or cannot be read.
        let reason: String?
    }

    let waiting: Int
    /// Files under a name that is not that of a request: they would be put aside as corrupt.
    let misnamedFiles: Int
    let requests: [Request]

    init(_ plan: Plan, texts: Texts) {
        waiting = plan.entries.count
        misnamedFiles = plan.misnamed
        requests = plan.entries.map { Request($0, texts) }
    }

    /// For people.
    func text(width: Int?) -> String {
        if requests.isEmpty, misnamedFiles == 0 { return "Nothing waits in the queue." }
        var text = ""
        if !requests.isEmpty {
            var table = Table([
                .init("WOULD BE"), .init("REQUEST"), .init("SUBJECT", isTruncated: true),
                .init("WHY", isTruncated: true),
            ])
            for request in requests {
                table.add([
                    request.fate.rawValue, request.id.description, request.subject, request.why,
                ])
            }
            text = table.text(width: width)
        }
        let counts = Fate.allCases.map { fate in
            (requests.count { $0.fate == fate }, fate.rawValue)
        }
        let said = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        if waiting > 0 { text += "\(counted(waiting, "request")) would be: \(said).\n" }
        if misnamedFiles > 0 {
            text += """
                \(counted(misnamedFiles, "file")) with a name that is not a request's would be put \
                aside as corrupt.\n
                """
        }
        return text + "Nothing was changed."
    }
}

extension PlanWords.Request {
    init(_ entry: Plan.Entry, _ texts: Texts) {
        let (id, subject) = (entry.name.id, entry.name.subject)
        func words(_ problems: [Problem]) -> [WordedProblem] {
            problems.map { WordedProblem($0, texts) }
        }
        switch entry.fate {
        case .verdict(.applied(let warnings)):
            self.init(
                id: id, subject: subject, fate: .applied, problems: words(warnings), reason: nil)
        case .verdict(.rejected(let problems)):
            self.init(
                id: id, subject: subject, fate: .rejected, problems: words(problems), reason: nil)
        case .corrupt(let reason):
            self.init(
                id: id, subject: subject, fate: .corrupt, problems: [], reason: "\(reason)")
        case .verdict(.withdrawn(let withdrawal)):
            self.init(
                id: id, subject: subject, fate: .withdrawn, problems: [],
                reason: "by \(withdrawal.by.user): \(withdrawal.reason)")
        case .alreadyOnRecord(let verdict):
            self.init(
                id: id, subject: subject, fate: .onRecord, problems: [],
                reason: RequestOutcome(verdict).rawValue)
        case .coolsOff(let end):
            self.init(
                id: id, subject: subject, fate: .cooling, problems: [], reason: "until \(end)")
        case .unreadable(let error):
            self.init(
                id: id, subject: subject, fate: .unreadable, problems: [], reason: "\(error)")
        }
    }

    fileprivate var why: String {
        reason ?? problems.map { "\($0.code.rawValue): \($0.message)" }.joined(separator: " ")
    }
}
