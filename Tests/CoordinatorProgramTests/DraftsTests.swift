import Glibc
import TestSupport
import Testing

@Suite("Drafts and their locks")
struct DraftsTests {
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
        #expect(second.standardError.contains(/\ on .*, process \d+, begun just now\./))
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

    @Test("drafts are listed with where they stopped, and can be discarded")
    func drafts() throws {
        let office = try Office()
        try office.leaveDraft()
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
        try office.leaveDraft()

        let terminal = try office.sitDown("change")

        let shown = try terminal.wait(for: Question.caseReference.prompt)
        #expect(shown.contains("You have an unfinished draft:"))
        #expect(shown.contains(try office.draft().id))
    }
}
