import Foundation
import TestSupport

/// A practice home of its own, and the staff's program at work in it.
final class Office: Sendable {
    let directory: TemporaryDirectory
    let home: String

    /// - Parameter stocked: Whether the practice home is there already.
    init(stocked: Bool = true) throws {
        directory = try TemporaryDirectory()
        home = directory.appending("home")
        if stocked { try FileManager.default.copyItem(atPath: Self.model.get().home, toPath: home) }
    }

    var environment: [String: String] { ["HOME": directory.path] }

    /// Runs the program with pipes, to its end.
    @discardableResult
    func run(_ arguments: String..., input: Program.Input = .null) throws -> Program.Result {
        try Program.run(
            "coordinator", arguments + ["--home", home], environment: environment, input: input)
    }

    /// Runs the program, and reads the JSON that it prints.
    func json(_ arguments: String..., input: Program.Input = .null) throws -> JSON {
        let result = try Program.run(
            "coordinator", arguments + ["--format", "json", "--home", home],
            environment: environment, input: input)
        return try JSON(text: result.standardOutput)
    }

    /// Applies what is queued.
    @discardableResult
    func process() throws -> Program.Result {
        try Program.run(
            "coordinator-processor", ["run", "--home", home], environment: environment)
    }

    /// Starts the program in a terminal.
    func sitDown(
        _ arguments: String..., columns: Int = 80, moreEnvironment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            "coordinator", arguments + ["--home", home],
            environment: environment.merging(moreEnvironment) { $1 }, columns: columns,
            timeout: .seconds(30))
    }

    func path(_ name: String) -> String { "\(home)/\(name)" }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    func content(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path(name)))
    }

    /// Made once, copied for each test.
    private static let model: Result<Office, any Error> = Result {
        let model = try Office(stocked: false)
        let made = try model.run("drafts", "--practice")
        guard made.status == .exited(0) else {
            throw ProgramFailure(description: made.standardError)
        }
        return model
    }
}

extension Office {
    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }

    /// The names of the drafts on disk, such as `K7M-4QX`.
    func drafts() throws -> [String] {
        try names(in: "drafts").filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    }

    /// The one draft on disk.
    func draft() throws -> (id: String, content: JSON) {
        let ids = try drafts()
        guard ids.count == 1 else { throw ProgramFailure(description: "drafts: \(ids)") }
        return (ids[0], try JSON(data: try content("drafts/\(ids[0]).json")))
    }

    /// The names of the documents that wait.
    func queued() throws -> [String] { try names(in: "queue/incoming") }

    /// The one document that waits.
    func document() throws -> JSON {
        let names = try queued()
        guard names.count == 1 else { throw ProgramFailure(description: "queue: \(names)") }
        return try JSON(data: try content("queue/incoming/\(names[0])"))
    }

    /// Submits a request from the sample answers, with these changed; returns its ID.
    func submit(_ changes: [String: String] = [:], accepting warnings: String...) throws -> String {
        let accepted = warnings.isEmpty ? [] : ["--accept-warnings"] + warnings
        let result = try Program.run(
            "coordinator", ["change", "--answers", "-", "--home", home] + accepted,
            environment: environment, input: .text(Answers.json(changes)))
        guard let id = result.standardOutput.firstMatch(of: /CC-[0-9A-Z]{16}/) else {
            throw ProgramFailure(description: result.standardError)
        }
        return String(id.0)
    }

    /// A draft that stopped at the last name, with `half` in the line.
    func leaveDraft() throws {
        let terminal = try sitDown("change")
        try terminal.walk(to: .lastName)
        try terminal.send("half :quit\r")
        try terminal.waitForExit()
    }
}
