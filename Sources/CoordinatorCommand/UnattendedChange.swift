import CommandSupport
import Conversation
import CoordinatorModel
import RequestQueue
import Terminal

/// A change of coordinator from answers that were prepared: the same rules, and no prompt.
struct UnattendedChange {
    let desk: Desk
    let texts: [QuestionID: String]
    let acceptedWarnings: Set<Problem.Code>
    let format: OutputFormat

    /// Submits the request; or, where anything is missing or wrong, lists all of it and queues
    /// nothing.
    func run() async throws {
        let flow = CoordinatorChangeFlow(rules: desk.rules)
        var sheet = Sheet()
        for question in flow.questions {
            sheet.answers[question] = desk.answer(texts[question] ?? "")
        }
        var facts = try await desk.facts(for: flow.queries(sheet))
        for question in flow.questions {
            let meaning = flow.meaning(of: texts[question] ?? "", at: question, sheet, facts)
            sheet.answers[question]?.text = meaning
        }
        // "all" has become serial numbers that are to be looked up in turn.
        facts = try await desk.facts(for: flow.queries(sheet))
        let statement = desk.texts.statement(sheet.answers, facts)
        sheet.answers[.authorization]?.shown = statement

        let problems = flow.problems(sheet, facts)
            .filter { !acceptedWarnings.contains($0.code) || !$0.isWarning }
        guard problems.isEmpty, let prepared = flow.request(sheet, facts) else {
            throw try refusal(problems)
        }
        let draft = try desk.drafts.create(kind: CoordinatorChangeFlow.kind, sheet: sheet)
        let submission = Submission(desk: desk, draft: draft)
        do throws(QueueError) {
            try draft.save(sheet)
            try submission.seal(prepared)
        } catch {
            throw submission.failure(error)
        }
        switch format {
        case .text:
            try submission.finish()
            try printWords(
                "Recorded as confirmed by \(printable(desk.preparer.user)):\n  "
                    + printable(statement ?? ""))
        case .json:
            try submission.finish {
                try printJSON(
                    Result(requests: $0.map(\.id), problems: [], statement: statement))
            }
        }
    }

    private func refusal(_ problems: [Problem]) throws -> Failure {
        if format == .json {
            let listed = problems.map { WordedProblem($0, desk.texts) }
            try printJSON(Result(requests: [], problems: listed, statement: nil))
        }
        let lines = problems.map { problem in
            "  \(problem.code.rawValue) at \(problem.question.rawValue): "
                + printable(desk.texts.wording(of: problem)) + "\n      " + remedy(for: problem)
        }
        let count = lines.count == 1 ? "One thing is" : "\(lines.count) things are"
        return Failure(
            "Nothing was submitted. \(count) missing or wrong:\n" + lines.joined(separator: "\n"),
            .badData)
    }

    private func remedy(for problem: Problem) -> String {
        if problem.isWarning {
            return "Change the answer, or give --accept-warnings \(problem.code.rawValue)."
        }
        let inFile = "\"\(problem.question.rawValue)\" in the answers file"
        switch problem.question {
        case .verification:
            let keys = desk.texts.lists.verificationMethods.map(\.key).joined(separator: ", ")
            return "Give it with \(inFile), or with --verification; one of: \(keys)."
        case .authorization:
            return "Give it with \(inFile): \"\(ChangeRules.confirmation)\"."
        default:
            break
        }
        return problem.question.option.map { "Give it with \(inFile), or with \($0)." }
            ?? "Give it with \(inFile)."
    }

    private struct Result: Encodable {
        let requests: [RequestID]
        let problems: [WordedProblem]
        /// What the answers file's `yes` confirmed, as the documents hold it; nil where nothing was
        /// submitted.
        let statement: String?
    }
}
