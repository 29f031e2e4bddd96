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
                It is too late to withdraw \(record.id): it was \(record.outcome.rawValue) at \
                \(record.decidedAt). Nothing was changed. To undo a change, file another request.
                """, .badData)
        }
        let wish = Withdrawal(
            id: found.id, by: desk.preparer, at: .now, reason: reason.normalised)
        switch try desk.writer.withdraw(wish) {
        case .asked:
            try printResult("Asked to withdraw \(found.id).")
        case .askedBefore(let first):
            let who = first.map { " by \(printable($0.by.user)) at \($0.at)" } ?? ""
            try printResult("The withdrawal of \(found.id) was asked for before\(who).")
        }
        printRemark(
            """
            The processor answers at its next run, with "withdrawn" or that it came too late. To see:
                coordinator show \(found.id)\(desk.retyped)
            """)
    }
}
