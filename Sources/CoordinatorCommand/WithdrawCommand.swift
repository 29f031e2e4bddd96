import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Store
import Terminal

struct WithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take back a request that waits.")

    @Argument(help: "The request's ID, or its last four or more characters.")
    var id: String

    @Option(help: "Why; it is recorded with the request.")
    var reason: String

    @OptionGroup var homeOptions: HomeOptions

    func validate() throws {
        if reason.normalised.isEmpty {
            throw ValidationError("--reason takes the reason in words; it is recorded.")
        }
        if reason.count > ChangeRules.longestText {
            throw ValidationError(
                "--reason takes at most \(ChangeRules.longestText) characters.")
        }
    }

    func run() async throws {
        let desk = try await Desk(homeOptions)
        try desk.home.checkForStaff()
        let found = try await desk.request(typed: id)
        if case .finished(let record) = found {
            throw Failure(
                """
                It is too late to withdraw \(record.id): it was \(record.outcome.rawValue) \
                \(record.decidedAt.ago(at: .now)). Nothing was changed. To undo a change, file another request.
                """, .badData)
        }
        let wish = Withdrawal(
            id: found.id, by: desk.preparer, at: .now, reason: reason.normalised)
        switch try desk.writer.withdraw(wish) {
        case .asked:
            try printResult("Asked to withdraw \(found.id).")
        case .askedBefore(let first):
            var who = first.by.user
            if let owner = first.owner, owner != who { who += " (file of \(owner))" }
            try printResult(
                """
                The withdrawal of \(found.id) was asked for before by \(printable(who)) at \
                \(first.at).
                """)
        case .placeTaken:
            throw Failure(
                """
                The withdrawal of \(found.id) was not asked for: something else lies in its place in \
                the queue. Ask your administrator to put the request on hold at once: \
                'coordinator-processor hold \(found.id) --reason …'.
                """, .tryLater)
        }
        printRemark(
            """
            The processor answers at its next run, with "withdrawn" or that it came too late. To see:
                coordinator show \(found.id)\(desk.retyped)
            """)
    }
}
