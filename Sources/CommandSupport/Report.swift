import ArgumentParser
import CoordinatorModel
import Foundation
import Glibc
import Terminal

/// The form of lists and reports.
public enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs: one JSON value.
    case json
}

public struct FormatOptions: ParsableArguments {
    @Option(help: "text for people, json for programs.")
    public var format = OutputFormat.text

    public init() {}
}

/// Writes one JSON value to standard output, keys in order, and a line feed.
public func printJSON(_ value: some Encodable) throws {
    try printResult(String(decoding: StrictJSON.encode(value), as: UTF8.self))
}

/// Writes a result to standard output, ended by a line feed.
///
/// Throws a failure where it could not be written; that somebody stopped reading is none.
public func printResult(_ text: String) throws {
    do {
        let line = text.hasSuffix("\n") ? text : text + "\n"
        try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
    } catch {
        if errno == EPIPE { return }
        let beginning = text.prefix { $0 != "\n" }.prefix(120)
        throw Failure(
            """
            The result could not be written to standard output: \(String(cString: strerror(errno))). \
            What was asked for was done all the same. The result begins: \(beginning)
            """, .cannotWrite)
    }
}

/// Writes a result in sentences to standard output, as `printResult` does. On a terminal long lines
/// are wrapped, but for commands, which stand indented.
public func printWords(_ text: String) throws {
    try printResult(Screen(descriptor: STDOUT_FILENO).fitted(text))
}

/// Writes a remark to standard error, ended by a line feed. On a terminal long lines are wrapped, but
/// for commands, which stand indented. A remark that nobody can read is dropped.
public func printRemark(_ text: String) {
    let screen = Screen()
    screen.show(screen.fitted(text) + "\n")
}

extension Screen {
    fileprivate func fitted(_ text: String) -> String {
        guard isTerminal else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("    ") ? String($0) : wrapped(String($0)) }
            .joined(separator: "\n")
    }
}
