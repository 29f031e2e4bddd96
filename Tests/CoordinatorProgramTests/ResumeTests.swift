import Foundation
import TestSupport
import Testing

@Suite("Resuming")
struct ResumeTests {
    @Test("without a name, a draft is chosen from a list", arguments: ["1", "NAME"])
    func list(choice: String) throws {
        let office = try Office()
        try office.leaveDraft()
        let id = try office.draft().id
        let terminal = try office.sitDown("resume")

        let shown = try terminal.wait(for: "Number or name of the draft (Enter for none): ")
        #expect(shown.contains("1  \(id)"))
        #expect(shown.contains("pat@example.com"))
        try terminal.send("9\r")
        try terminal.wait(for: "Error: There is no draft \"9\" in this list.")
        try terminal.wait(for: "(Enter for none): 9")
        try terminal.replace(with: choice == "NAME" ? id.lowercased() : choice)

        try terminal.wait(for: "Typed last by you, just now.")
        try terminal.wait(for: Question.lastName.prompt + "half")
    }

    @Test("the list can be left", arguments: [("\r", Int32(0)), ("\u{3}", 130), (":quit\r", 0)])
    func leavingList(keys: String, status: Int32) throws {
        let office = try Office()
        try office.leaveDraft()
        let before = try office.draft().content
        let terminal = try office.sitDown("resume")

        try terminal.wait(for: "(Enter for none): ")
        try terminal.send(keys)

        #expect(try terminal.waitForExit() == .exited(status))
        #expect(try office.draft().content == before)
    }

    @Test("with nothing to resume, that is said")
    func nothing() throws {
        let office = try Office()
        let terminal = try office.sitDown("resume")

        try terminal.wait(for: "There is no draft to resume.")
        #expect(try terminal.waitForExit() == .exited(66))
    }

    @Test("a draft that does not exist is told", arguments: ["K7M-4QX", "k7m4qx"])
    func unknown(name: String) throws {
        let result = try Office().run("resume", name)

        #expect(result.status == .exited(66))
        #expect(result.standardError.contains("There is no draft K7M-4QX."))
        #expect(result.standardOutput == "")
    }

    @Test("what is no name of a draft is told", arguments: ["zzz", "../../x", "\u{1B}[2J"])
    func malformed(name: String) throws {
        let result = try Office().run("resume", name)

        #expect(result.status == .exited(64))
        #expect(result.standardError.contains("is not the name of a draft"))
        #expect(!result.standardError.contains("\u{1B}"))
    }

    @Test("everything is looked up afresh, as the store may have changed")
    func lookedUpAfresh() throws {
        let office = try Office()
        try office.leaveDraft()
        _ = try office.submit()
        try office.process()

        let terminal = try office.sitDown("resume", try office.draft().id)
        try terminal.wait(for: Question.lastName.prompt)
        try terminal.replace(with: "Ito")

        try terminal.wait(for: "is not the software coordinator of 123-12345678.")
        try terminal.wait(for: Question.currentCoordinator.prompt + " Lee@Example.com")
    }

    @Test("without a terminal nobody is asked, and the draft stays")
    func noTerminal() throws {
        let office = try Office()
        try office.leaveDraft()
        let before = try office.draft()

        let result = try office.run("resume", before.id)

        #expect(result.status == .exited(64))
        #expect(result.standardError.contains("Nobody can be asked"))
        #expect(try office.draft().content == before.content)
        #expect(try office.run("resume").status == .exited(64))
    }
}
