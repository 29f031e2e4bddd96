import ArgumentParser
import CommandSupport
import Glibc

/// Runs the operator's program on the command line, and ends the process.
public func runCoordinatorProcessor() -> Never {
    // Where nobody reads a result any more, the work is done nevertheless.
    signal(SIGPIPE, SIG_IGN)
    runProgram(CoordinatorProcessor.self)
}

/// The program that applies what waits in the queue to the store.
struct CoordinatorProcessor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coordinator-processor",
        abstract: "Apply queued requests to the license store.",
        discussion: """
            Begin with 'setup' and 'load', then let 'run' drain the queue as often as you like. \
            'plan' tells what a run would do.
            """,
        version: programVersion,
        subcommands: [
            SetupCommand.self, LoadCommand.self, RunCommand.self, WatchCommand.self,
            PlanCommand.self,
            HoldCommand.self, ReleaseCommand.self, CorruptCommand.self, StatusCommand.self,
            VerifyCommand.self, BackupCommand.self,
        ])
}
