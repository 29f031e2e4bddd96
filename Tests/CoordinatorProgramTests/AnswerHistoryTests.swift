import Foundation
import TestSupport
import Testing

@Suite("Lines typed in earlier requests")
struct AnswerHistoryTests {
    private static let up = "\u{1B}[A"

    /// Submits a request in a terminal; nothing waits afterwards.
    private func submit(in office: Office, _ options: String...) throws {
        let terminal = try PseudoTerminal(
            "coordinator", ["change", "--home", office.home] + options,
            environment: office.environment, timeout: .seconds(30))
        try terminal.walkToReview()
        try terminal.send("submit\r")
        try terminal.waitForExit()
        let name = try #require(try office.queued().first)
        try FileManager.default.removeItem(atPath: office.path("queue/incoming/\(name)"))
    }

    private func file(_ office: Office) -> String {
        office.directory.appending(".local/state/coordinator/history.json")
    }

    @Test(
        "the arrow keys find them at their question",
        arguments: [
            (Question.contractManager, "Pat Lee <PAT@example.com>"),
            (.serialNumber, "123 12345678"), (.email, "sam@example.com"),
        ])
    func found(question: Question, line: String) throws {
        let office = try Office()
        try submit(in: office)
        let terminal = try office.sitDown("change")

        try terminal.walk(to: question)
        try terminal.send(Self.up)

        try terminal.wait(for: line)
    }

    @Test(
        "nothing comes back where something is confirmed, or the caller has to know it",
        arguments: [
            Question.caseReference, .currentCoordinator, .firstName, .phone, .verification,
            .verificationNote, .authorization,
        ])
    func notKept(question: Question) throws {
        let office = try Office()
        try submit(in: office)
        let terminal = try office.sitDown("change", "--case", "")

        try terminal.walk(to: question)
        try terminal.send("\(Self.up)x :quit\r")
        try terminal.waitForExit()

        let kept = try office.draft().content["sheet"]["halfTyped"][question.rawValue]
        #expect(kept.text == "x")
    }

    @Test("they lie in a file for nobody else to read")
    func mode() throws {
        let office = try Office()
        try submit(in: office)

        let files = FileManager.default
        let attributes = try files.attributesOfItem(atPath: file(office))
        let folder = try files.contentsOfDirectory(
            atPath: office.directory.appending(".local/state/coordinator"))

        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(folder == ["history.json"])
        let content = try JSON(data: try Data(contentsOf: URL(filePath: file(office))))
        #expect(content.keys == ["contractManager", "email", "serialNumber"])
    }

    @Test("XDG_STATE_HOME says where; a file that is no history is no obstacle")
    func state() throws {
        let office = try Office()
        let state = office.directory.appending("state")
        let folder = state + "/coordinator"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data("{broken".utf8).write(to: URL(filePath: folder + "/history.json"))
        let terminal = try office.sitDown("change", moreEnvironment: ["XDG_STATE_HOME": state])

        try terminal.walkToReview()
        try terminal.send("submit\r")

        #expect(try terminal.waitForExit() == .exited(0))
        let content = try JSON(
            data: try Data(contentsOf: URL(filePath: folder + "/history.json")))
        #expect(content["email"].list.map(\.text) == ["sam@example.com"])
        #expect(!FileManager.default.fileExists(atPath: file(office)))
    }

    @Test("--no-history neither keeps nor offers any")
    func none() throws {
        let office = try Office()
        try submit(in: office, "--no-history")
        #expect(!FileManager.default.fileExists(atPath: file(office)))

        try submit(in: office)
        let terminal = try office.sitDown("change", "--no-history")
        try terminal.walk(to: .email)
        try terminal.send("\(Self.up)x :quit\r")
        try terminal.waitForExit()

        #expect(try office.draft().content["sheet"]["halfTyped"]["email"].text == "x")
    }
}
