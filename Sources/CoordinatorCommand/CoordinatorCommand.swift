import ArgumentParser
import CommandSupport

/// The program of support staff.
public struct CoordinatorCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "coordinator",
        abstract: "Change the software coordinator of a serial number, and look up licenses.",
        discussion: """
            A request is filled in step by step, queued, and applied by the processor. To try it \
            on made-up customers: coordinator change --practice
            """,
        version: programVersion,
        subcommands: [
            ChangeCommand.self, ResumeCommand.self, DraftsCommand.self, LicensesCommand.self,
            RequestsCommand.self, ShowCommand.self, HistoryCommand.self, ReopenCommand.self,
            WithdrawCommand.self, SubmitCommand.self, SkeletonCommand.self,
        ])

    public init() {}
}
