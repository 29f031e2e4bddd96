import ArgumentParser
import CoordinatorModel
import Foundation
import Glibc
import Terminal

/// A command that may ask a person, or that stops at a moment of its own choosing.
public protocol AskingCommand: AsyncParsableCommand {
    /// Whether it will, by its options: then signals wait until it looks at them.
    var asks: Bool { get }
}

/// Parses the command line, runs the command, and ends the process: with 0, or with the message and
/// the status of its failure.
///
/// Called first thing, by the main thread. Where the command asks, signals are kept for the prompt
/// before any other thread exists; elsewhere Ctrl-C simply ends the program. The main thread then
/// sleeps and takes no part: were it to await the command, the runtime would let it receive the
/// signals that are kept for the prompt.
public func runProgram(_ program: any AsyncParsableCommand.Type) -> Never {
    do {
        try program.checkCommand(in: CommandLine.arguments.dropFirst())
        // Handed over to the one task below, and not touched here again.
        nonisolated(unsafe) let command = try program.parseAsRoot()
        if let asking = command as? any AskingCommand, asking.asks { SignalMask.block() }
        Task.detached { await end(program, after: command) }
        while true { pause() }
    } catch {
        end(program, with: error)
    }
}

private func end(
    _ program: any AsyncParsableCommand.Type, after command: any ParsableCommand
) async -> Never {
    do {
        var command = command
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
        exit(0)
    } catch {
        end(program, with: error)
    }
}

private func end(_ program: any AsyncParsableCommand.Type, with error: any Error) -> Never {
    if let failure = Failure(error) {
        printRemark(failure.message)
        exit(failure.status.rawValue)
    }
    program.exit(withError: error)
}

extension Timestamp {
    public static var now: Timestamp { Timestamp(Date()) }
}
