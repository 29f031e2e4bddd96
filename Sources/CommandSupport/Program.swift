import ArgumentParser
import CoordinatorModel
import Foundation
import Glibc

/// Parses the command line, runs the command, and ends the process: with 0, or with the message and
/// the status of its failure.
public func runProgram(_ program: any AsyncParsableCommand.Type) async -> Never {
    do {
        var command = try program.parseAsRoot()
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
