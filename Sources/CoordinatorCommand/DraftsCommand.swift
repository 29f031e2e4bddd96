import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

struct DraftsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts",
        abstract: "List unfinished requests, or discard one.",
        subcommands: [List.self, Discard.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List unfinished requests, the one saved last first.")

        @OptionGroup var homeOptions: HomeOptions
        @OptionGroup var formatOptions: FormatOptions

        func run() async throws {
            let desk = try await Desk(homeOptions)
            let report = DraftsReport(
                entries: try desk.drafts.list(), rules: desk.rules, now: .now)
            switch formatOptions.format {
            case .json: try printJSON(report.json)
            case .text where report.entries.isEmpty: printRemark("There are no drafts.")
            case .text: printResult(report.text(Screen(descriptor: 1).widthOfTerminal))
            }
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a draft for good.")

        @Argument(help: "The draft's name.")
        var draft: String

        @OptionGroup var homeOptions: HomeOptions

        func run() async throws {
            let desk = try await Desk(homeOptions)
            let id = try DraftID(argument: draft, retyped: desk.retyped)
            try desk.drafts.discard(id)
            printRemark("Draft \(id) is discarded.")
        }
    }
}
