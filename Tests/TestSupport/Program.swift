import CPseudoTerminal
import Foundation
import Glibc

/// Runs built programs as scripts do: with pipes, without a terminal.
public enum Program {
    /// Where the built program of that name lies.
    public static func path(of name: String) -> String {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return tests.appending(path: name).path
    }

    /// What a program finds on standard input.
    public enum Input: Sendable {
        case text(String)
        case bytes([UInt8])

        /// `/dev/null`.
        case null

        /// No standard input at all.
        case closed
    }

    /// Where a program's standard output goes.
    public enum Output: Sendable {
        case gathered

        /// To `/dev/full`, where nothing can be written.
        case full
    }

    /// What a program left behind.
    public struct Result: Equatable, Sendable {
        public let standardOutput: String
        public let standardError: String
        public let status: ExitStatus
    }

    /// Runs a built program to its end, and kills it if that does not come in time.
    ///
    /// - Parameters:
    ///   - environment: In addition to the few variables that every test has.
    ///   - directory: The working directory; that of the tests if nil.
    public static func run(
        _ name: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil, input: Input = .null, output: Output = .gathered,
        timeout: Duration = .seconds(60)
    ) throws -> Result {
        let program = BuiltProgram(
            name, arguments: arguments, environment: environment, directory: directory)
        let pipes = try Pipes(input, output)
        let process = program.withC {
            cpt_start(&$0, pipes.input.child, pipes.output.child, pipes.error.child)
        }
        pipes.closeChildEnds()
        guard process > 0 else {
            throw ProgramFailure(description: "\(name) did not start: error \(-process)")
        }

        let isFinished = pipes.exchange(until: Deadline(timeout))
        if !isFinished { kill(process, SIGKILL) }
        guard let status = ExitStatus(cpt_wait(process)), isFinished else {
            throw ProgramFailure(description: "\(name) did not end in \(timeout)")
        }
        return Result(
            standardOutput: String(decoding: pipes.outputBytes, as: UTF8.self),
            standardError: String(decoding: pipes.errorBytes, as: UTF8.self),
            status: status)
    }
}
