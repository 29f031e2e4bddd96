import ArgumentParser
import Foundation

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
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    printResult(String(decoding: try encoder.encode(value), as: UTF8.self))
}

/// Writes a result to standard output, ended by a line feed. Where nobody reads it any more, it is
/// dropped.
public func printResult(_ text: String) {
    FileHandle.standardOutput.writeIgnoringErrors(text.hasSuffix("\n") ? text : text + "\n")
}

/// Writes a remark to standard error, ended by a line feed.
public func printRemark(_ text: String) {
    FileHandle.standardError.writeIgnoringErrors(text + "\n")
}

extension FileHandle {
    fileprivate func writeIgnoringErrors(_ text: String) {
        try? write(contentsOf: Data(text.utf8))
    }
}
