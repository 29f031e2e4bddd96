import ArgumentParser
import CoordinatorModel
import Foundation
import Glibc
import Terminal

/// A command that may ask a person.
public protocol AskingCommand: AsyncParsableCommand {
    /// Whether it will, by its options.
    var asks: Bool { get }
}

/// Parses the command line, runs the command, and ends the process: with 0, or with the message and
/// the status of its failure.
///
/// The first thing in `main`: where the command asks, signals are kept for the prompt before any
/// other thread exists. Elsewhere Ctrl-C simply ends the program.
@MainActor
public func runProgram(_ program: any AsyncParsableCommand.Type) async -> Never {
    do {
        var command = try program.parseAsRoot()
        if let asking = command as? any AskingCommand, asking.asks { SignalMask.block() }
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
        exit(0)
    } catch {
        if let failure = Failure(error) {
            printRemark(failure.message)
            exit(failure.status.rawValue)
        }
        program.exit(withError: error)
    }
}

extension Timestamp {
    public static var now: Timestamp { Timestamp(Date()) }
}
