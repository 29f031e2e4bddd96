import Foundation
import TestSupport
import Testing

/// A practice home and a folder of files, and the programs that work with them.
struct Desk {
    static let header =
        "case_reference,contract_manager,serial_number,current_coordinator,first_name,last_name,"
        + "email,phone,verification"
    static let sam =
        "0001,pat@example.com,123-12345678,lee@example.com,Sam,Ito,sam@example.com,,called-back"
    static let kim =
        "0002,pat@example.com,123-12345679,pat@example.com,Kim,Day,kim@example.com,,called-back"
    static let bad =
        "0003,pat@example.com,123-99999999,lee@example.com,Sam,Ito,sam@example.com,,called-back"

    let folder: TemporaryDirectory

    init(_ rows: String...) throws {
        folder = try TemporaryDirectory()
        try write([Self.header] + rows)
    }

    var home: String { folder.appending("home") }

    func write(_ lines: [String], to name: String = "batch.csv") throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8)
            .write(to: URL(fileURLWithPath: folder.appending(name)))
    }

    func text(_ name: String) throws -> String {
        let content = try Data(contentsOf: URL(fileURLWithPath: folder.appending(name)))
        return String(decoding: content, as: UTF8.self)
    }

    func names(in path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path)))?.sorted()
            ?? []
    }

    func coordinator(_ arguments: String..., input: Program.Input = .null) throws -> Program.Result
    {
        try run("coordinator", arguments, input)
    }

    func processor(_ arguments: String...) throws -> Program.Result {
        try run("coordinator-processor", arguments, .null)
    }

    /// The SHA-256 that a rehearsal of the file reports.
    func digest(_ name: String = "batch.csv") throws -> String {
        let report = try coordinator("submit", name, "--dry-run", "--format", "json")
        let object = try JSONSerialization.jsonObject(with: Data(report.standardOutput.utf8))
        return try #require((object as? [String: Any])?["sha256"] as? String)
    }

    private func run(
        _ program: String, _ arguments: [String], _ input: Program.Input
    ) throws -> Program.Result {
        try Program.run(
            program, arguments + ["--practice", "--home", home], directory: folder.path,
            input: input)
    }
}
