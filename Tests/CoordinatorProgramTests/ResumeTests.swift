import Foundation
import TestSupport
import Testing

@Suite("Resuming")
struct ResumeTests {
    @Test("without a name, a draft is chosen from a list", arguments: ["1", "NAME"])
    func list(choice: String) throws {
        let office = try Office()
        try leaveDraft(in: office)
        let id = try office.draft().id
        let terminal = try office.sitDown("resume")

        let shown = try terminal.wait(for: "Number or name of the draft (Enter for none): ")
        #expect(shown.contains("1  \(id)"))
        #expect(shown.contains("pat@example.com"))
        try terminal.send("9\r")
        try terminal.wait(for: "There is no draft \"9\" in this list.")
        try terminal.wait(for: "(Enter for none): 9")
        try terminal.replace(with: choice == "NAME" ? id.lowercased() : choice)

        try terminal.wait(for: "Typed last by you, just now.")
        try terminal.wait(for: Question.lastName.prompt + "half")
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

    @Test("a draft that is open elsewhere is locked; who has it, and since when, is said")
    func locked() throws {
        let office = try Office()
        let first = try office.sitDown("change")
        try first.walk(to: .lastName)
        let id = try office.draft().id

        let second = try office.run("resume", id)

        #expect(second.status == .exited(75))
        let words = "Draft \(id) is open elsewhere: "
        #expect(second.standardError.contains(words))
        #expect(second.standardError.contains(/\ on .*, process \d+, since \d{4}-\d\d-\d\dT/))
        #expect(try office.run("drafts", "discard", id).status == .exited(75))
        #expect(!(try office.json("drafts")[0]["lockedBy"].isNull))
        try first.send("Ito\r")
        try first.wait(for: Question.email.prompt)
    }

    @Test("the lock of a process that was killed is no lock")
    func deadLock() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .lastName)
        terminal.signal(SIGKILL)
        try terminal.waitForExit()

        let resumed = try office.sitDown("resume", try office.draft().id)

        try resumed.wait(for: Question.lastName.prompt)
    }

    @Test("everything is looked up afresh, as the store may have changed")
    func lookedUpAfresh() throws {
        let office = try Office()
        try leaveDraft(in: office)
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
        try leaveDraft(in: office)
        let before = try office.draft()

        let result = try office.run("resume", before.id)

        #expect(result.status == .exited(64))
        #expect(result.standardError.contains("Nobody can be asked"))
        #expect(try office.draft().content == before.content)
        #expect(try office.run("resume").status == .exited(64))
    }

    @Test("drafts are listed with where they stopped, and can be discarded")
    func drafts() throws {
        let office = try Office()
        try leaveDraft(in: office)
        let id = try office.draft().id

        let listed = try office.json("drafts")[0]
        #expect(listed["draft"].text == id)
        #expect(listed["contractManager"].text == "pat@example.com")
        #expect(listed["serialNumber"].text == "123-12345678")
        #expect(listed["next"].text == "new-coordinator")
        #expect(try office.run("drafts").standardOutput.contains("new-coordinator"))
        #expect(try office.run("drafts", "discard", id).status == .exited(0))
        #expect(try office.drafts() == [])
        #expect(try office.run("drafts", "discard", id).status == .exited(66))
    }

    @Test("unfinished drafts are told of when a new request is begun")
    func welcome() throws {
        let office = try Office()
        try leaveDraft(in: office)

        let terminal = try office.sitDown("change")

        let shown = try terminal.wait(for: Question.caseReference.prompt)
        #expect(shown.contains("You have an unfinished draft:"))
        #expect(shown.contains(try office.draft().id))
    }

    /// A draft that stopped at the last name, with `half` in the line.
    private func leaveDraft(in office: Office) throws {
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .lastName)
        try terminal.send("half :quit\r")
        try terminal.waitForExit()
    }
}
