import Foundation
import TestSupport
import Testing

@Suite("A serial number with a request that waits; a request for later")
struct WaitingTests {
    @Test("who prepared it and when is said at the serial number; :show shows it")
    func waiting() throws {
        let office = try Office()
        let id = try office.submit()
        let queued = try office.document()
        let terminal = try office.sitDown("change", columns: 120)

        try terminal.walk(to: .serialNumber)
        try terminal.send("123-12345678\r")
        let warning = try terminal.wait(for: Question.serialNumber.prompt + "123-12345678")
        let user = try #require(queued["preparedBy"]["user"].text)
        #expect(warning.contains("\(id) for 123-12345678 waits in the queue."))
        let prepared = try Regex("\(id): prepared by \(user) on \\S+, just now\n")
        #expect(warning.contains(prepared))
        #expect(warning.contains("Type :show to look at it, or :quit to stop here."))

        try terminal.send(" :show\r")
        try terminal.wait(for: "\(id)  queued\n")
        try terminal.wait(for: "Asked for by: pat@example.com")
        try terminal.wait(for: "sam@example.com")
        try terminal.wait(for: Question.serialNumber.prompt + "123-12345678")
        try terminal.send("\r")

        try terminal.wait(for: Question.otherSerialNumbers.prompt)
    }

    @Test("one that is on hold is warned of too, at the prompt and for an answers file")
    func onHold() throws {
        let office = try Office()
        let id = try office.submit()
        let held = try Program.run(
            "coordinator-processor",
            ["hold", id, "--reason", "ask first", "--home", office.home])
        #expect(held.status == .exited(0))
        let terminal = try office.sitDown("change", columns: 120)

        try terminal.walk(to: .serialNumber)
        try terminal.send("123-12345678\r")
        let warning = try terminal.wait(for: Question.serialNumber.prompt + "123-12345678")
        #expect(warning.contains("\(id) for 123-12345678 is on hold."))
        #expect(warning.contains("\(id): prepared by "))
        try terminal.send(" :show\r")
        try terminal.wait(for: "\(id)  held\n")

        let refused = try Program.run(
            "coordinator", ["change", "--answers", "-", "--home", office.home],
            input: .text(Answers.json([:])))
        #expect(refused.status == .exited(65))
        #expect(refused.standardError.contains("\(id) for 123-12345678 is on hold."))
    }

    @Test("one that was withdrawn or applied meanwhile waits no more when the draft is resumed")
    func gone() throws {
        let office = try Office()
        let id = try office.submit(["email": "kim@example.com"])
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .serialNumber)
        try terminal.send("123-12345678\r")
        try terminal.wait(for: "Please check: ")
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.send(" :quit\r")
        try terminal.waitForExit()
        try office.run("withdraw", id, "--reason", "x")
        try office.process()

        let resumed = try office.sitDown("resume", try office.draft().id)
        let shown = try resumed.wait(for: Question.serialNumber.prompt + "123-12345678")
        try resumed.send("\r")

        try resumed.wait(for: Question.otherSerialNumbers.prompt)
        #expect(!shown.contains("Please check"))
    }

    @Test("one of several serial numbers that has a request waiting says so")
    func other() throws {
        let office = try Office(stockedWithMany: ())
        let id = try office.submit(["serialNumber": "123-12345680"])
        let terminal = try office.sitDown("change", columns: 120)

        try terminal.walk(to: .otherSerialNumbers)
        try terminal.send("all\r")
        try terminal.wait(for: "\(id) for 123-12345680 waits in the queue.")
        try terminal.wait(for: "\(id): prepared by ")
        try terminal.wait(for: Question.otherSerialNumbers.prompt + "123-12345680, 123-12345681")
        try terminal.send("\r")

        try terminal.wait(for: Question.currentCoordinator.prompt)
    }

    @Test("where none waits, :show says so")
    func nothing() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .lastName)
        try terminal.send("Ito :show\r")

        try terminal.wait(for: "No request waits for this serial number.")
        try terminal.wait(for: Question.lastName.prompt + "Ito")
    }

    @Test("a caller who does not know the coordinator: what to tell them, and a note for later")
    func later() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .currentCoordinator)
        try terminal.send("?\r")
        try terminal.wait(for: "If the caller does not know")
        try terminal.wait(for: Question.currentCoordinator.prompt)
        try terminal.send("lee@ :later Calls back on Monday, 9:30\r")
        try terminal.wait(for: "is kept")
        #expect(try terminal.waitForExit() == .exited(0))

        let id = try office.draft().id
        let note = "Calls back on Monday, 9:30"
        #expect(try office.run("drafts").standardOutput.contains("\(id): \(note)\n"))
        #expect(try office.json("drafts")[0]["note"].text == note)
        let resumed = try office.sitDown("resume", id)
        try resumed.wait(for: "Noted for later: \(note)\n")
        try resumed.wait(for: Question.currentCoordinator.prompt + "lee@")
        #expect(resumed.transcript.contains("Typed last by you"))
    }
}
