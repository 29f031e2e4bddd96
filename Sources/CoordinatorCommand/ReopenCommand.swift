import ArgumentParser
import CommandSupport
import Conversation
import CoordinatorModel
import RequestQueue
import Store
import Terminal

struct ReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Make a rejected request a new draft, at the question that was wrong.")

    @Argument(help: "The request's ID, or its last four or more characters.")
    var id: String

    @OptionGroup var homeOptions: HomeOptions

    func run() async throws {
        let desk = try await Desk(homeOptions)
        try desk.home.checkForStaff()
        let found = try await desk.request(typed: id)
        guard case .finished(let record) = found, case .rejected(let problems) = record.verdict
        else {
            throw Failure(
                """
                \(found.id) was not rejected, so it was not reopened. To see it: coordinator show \
                \(found.id)\(desk.retyped)
                """, .badData)
        }
        let earlier = try desk.drafts.list().first {
            (try? $0.content.get())?.reopens == record.id
        }
        if let earlier {
            throw Failure(
                """
                \(record.id) was reopened before, as draft \(earlier.id). Nothing was done. To go on \
                with it: coordinator resume \(earlier.id)\(desk.retyped)
                """, .badData)
        }
        let draft = try desk.drafts.create(
            kind: record.kind, sheet: try sheet(of: record, problems), reopens: record.id)
        try draft.save(draft.draft.sheet)
        draft.close()
        try printWords("Draft \(draft.id) was made from \(record.id).")
        printRemark("To correct and submit it: coordinator resume \(draft.id)\(desk.retyped)")
    }

    /// The answers as they were, at the question that was wrong. The statement has to be confirmed
    /// again: this is another request.
    private func sheet(of record: RequestRecord, _ problems: [Problem]) throws -> Sheet {
        switch try SubmittedRequest(document: record.document) {
        case .coordinatorChange(let request):
            var answers = request.answers
            answers[.authorization] = nil
            return Sheet(
                answers: answers, position: problems.first { !$0.isWarning }?.question)
        }
    }
}
