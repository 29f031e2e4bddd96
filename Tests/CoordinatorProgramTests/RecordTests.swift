import Foundation
import TestSupport
import Testing

@Suite("What is written down: receipts, recorded answers")
struct RecordTests {
    @Test("the receipt of a request that waits")
    func receipt() throws {
        let office = try Office()
        let id = try office.submit()
        let moment = try #require(try office.document()["submittedAt"].text)

        let result = try office.run("show", id, "--receipt")

        #expect(
            result.standardOutput == """
                Change of software coordinator: queued

                  Request              \(id)
                  Serial number        123-12345678
                  Asked for by         pat@example.com
                  Until now            lee@example.com
                  From now on          Sam Ito <sam@example.com>
                  Telephone            +1 503 555 0100
                  Our reference        00123456
                  Submitted            \(moment)

                """)
        #expect(result.standardError == "" && result.status == .exited(0))
    }

    @Test("once it is decided, the receipt says what became of it, when, and why")
    func decided() throws {
        let office = try Office()
        let first = try office.submit()
        let second = try office.submit(
            ["email": "kim@example.com", "phone": "", "caseReference": ""],
            accepting: "request-waiting")
        try office.process()

        let applied = try office.run("show", first, "--receipt").standardOutput
        let rejected = try office.run("show", second, "--receipt").standardOutput

        #expect(applied.hasPrefix("Change of software coordinator: applied\n"))
        #expect(applied.contains(/\n  Decided              \d{4}-\d\d-\d\dT[0-9:.]+Z\n$/))
        #expect(rejected.hasPrefix("Change of software coordinator: rejected\n"))
        #expect(rejected.contains("\n\nlee@example.com is not the software coordinator of "))
        #expect(!rejected.contains("Telephone") && !rejected.contains("Our reference"))
    }

    @Test("what was to be recorded is recorded by the command that resumes")
    func recordResumed() throws {
        let office = try Office()
        let file = office.path("my answers.json")
        let terminal = try office.sitDown("change", "--record", file)
        try terminal.walk(to: .lastName)
        try terminal.send("\u{3}")
        try terminal.waitForExit()
        let draft = try office.draft()
        #expect(
            terminal.transcript.replacing("\n", with: "").contains(
                "coordinator resume \(draft.id) --record '\(file)' --home"))

        let resumed = try office.sitDown("resume", draft.id, "--record", file)
        try resumed.walkToReview(from: .lastName)
        try resumed.send("submit\r")
        try resumed.waitForExit()

        let recorded = try JSON(
            text: String(decoding: office.content("my answers.json"), as: UTF8.self))
        #expect(recorded["firstName"].text == "Sam")
    }

    @Test("answers recorded in a conversation make the same request from a file")
    func record() throws {
        let office = try Office(stockedWithMany: ())
        let file = office.path("answers.json")
        let terminal = try office.sitDown("change", "--record", file)
        try terminal.walk(to: .otherSerialNumbers)
        try terminal.send("2\r")
        try terminal.walkToReview(from: .currentCoordinator)
        try terminal.send("submit\r")
        #expect(try terminal.waitForExit() == .exited(0))
        let asked = try office.documents()

        let other = try Office(stockedWithMany: ())
        let result = try other.run("change", "--answers", file)

        #expect(result.status == .exited(0))
        let read = try other.documents()
        #expect(read.count == 2)
        for (asked, read) in zip(asked, read) {
            for key in [
                "caseReference", "contractManager", "serialNumber", "currentCoordinator",
                "newCoordinator", "verification", "acknowledgedWarnings",
            ] {
                #expect(asked[key] == read[key], "\(key)")
            }
            #expect(asked["authorization"]["statement"] == read["authorization"]["statement"])
        }
    }

    @Test("a file that exists is not written over, and nothing is asked")
    func exists() throws {
        let office = try Office()
        try office.write("mine", to: "answers.json")

        let terminal = try office.sitDown("change", "--record", office.path("answers.json"))

        #expect(try terminal.waitForExit() == .exited(73))
        #expect(terminal.transcript.contains("exists already"))
        #expect(!terminal.transcript.contains("Step 1"))
        #expect(try office.content("answers.json") == Data("mine".utf8))
    }

    @Test("nothing is recorded of what was not submitted")
    func left() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--record", office.path("answers.json"))

        try terminal.walkToReview()
        try terminal.send(":quit\r")
        try terminal.waitForExit()

        #expect(!FileManager.default.fileExists(atPath: office.path("answers.json")))
    }
}
