import Foundation
import TestSupport
import Testing

@Suite("A sealed draft")
struct SealedDraftTests {
    @Test(
        "only finishes its submit, whether its document was queued before the crash or not",
        arguments: [true, false])
    func finishes(wasQueued: Bool) throws {
        let office = try Office()
        let id = try seal(in: office, staysQueued: wasQueued)
        let before = try office.draft().content

        let result = try office.run("resume", "K7M-4QX")

        #expect(result.status == .exited(0))
        #expect(
            result.standardOutput.hasPrefix("Submitted \(id) for serial number 123-12345678.\n"))
        #expect(try office.drafts() == [])
        #expect(try office.queued() == ["\(id).123-12345678.json"])
        #expect(try office.document() == JSON(text: before["sealed"][0]["document"].text ?? ""))
    }

    @Test("in a terminal it asks nothing")
    func terminal() throws {
        let office = try Office()
        let id = try seal(in: office, staysQueued: false)

        let terminal = try office.sitDown("resume", "K7M-4QX")

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.transcript.contains("Submitted \(id)"))
        #expect(!terminal.transcript.contains("Step "))
    }

    @Test("a document of other bytes under its ID is never replaced: it is queued under a new ID")
    func nameTaken() throws {
        let office = try Office()
        let id = try seal(in: office, staysQueued: true)
        let name = "queue/incoming/\(id).123-12345678.json"
        try office.write("other bytes", to: name)

        let result = try office.run("resume", "K7M-4QX")

        #expect(result.status == .exited(0))
        #expect(!result.standardOutput.contains(id))
        #expect(try office.content(name) == Data("other bytes".utf8))
        #expect(try office.queued().count == 2)
    }

    @Test("cannot be discarded, and is listed as being submitted")
    func discard() throws {
        let office = try Office()
        _ = try seal(in: office, staysQueued: true)

        let result = try office.run("drafts", "discard", "K7M-4QX")

        #expect(result.status == .exited(65))
        #expect(result.standardError.contains("resume K7M-4QX"))
        #expect(try office.json("drafts")[0]["next"].text == "being submitted")
    }

    @Test("a queue that cannot be written keeps the confirmed request in its draft")
    func queueGone() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walkToReview()
        let away = office.path("away")
        try FileManager.default.moveItem(atPath: office.path("queue/incoming"), toPath: away)

        try terminal.send("submit\r")
        let status = try terminal.waitForExit()

        #expect(status == .exited(69) || status == .exited(78))
        let shown = terminal.transcript.replacing("\n", with: " ")
        #expect(shown.contains(/coordinator resume [0-9A-Z]{3}-[0-9A-Z]{3}/))
        try FileManager.default.moveItem(atPath: away, toPath: office.path("queue/incoming"))
        let id = try office.draft().id
        if try office.draft().content["sealed"].isNull {
            #expect(shown.contains("not submitted"))
        } else {
            #expect(try office.run("resume", id).status == .exited(0))
            #expect(try office.queued().count == 1)
        }
    }

    /// What a crash between sealing and queueing, or between queueing and removing the draft, leaves;
    /// returns the request's ID.
    private func seal(in office: Office, staysQueued: Bool) throws -> String {
        let id = try office.submit()
        let name = try #require(try office.queued().first)
        let document = String(decoding: try office.content("queue/incoming/\(name)"), as: UTF8.self)
        let draft: [String: Any] = [
            "schema": "coordinator-draft/1", "id": "K7M-4QX", "kind": "coordinator-change",
            "createdAt": "2026-01-02T03:04:05.000Z", "sheet": ["answers": [String: String]()],
            "sealed": [["id": id, "subject": "123-12345678", "document": document]],
        ]
        let content = try JSONSerialization.data(withJSONObject: draft)
        try content.write(to: URL(filePath: office.path("drafts/K7M-4QX.json")))
        if !staysQueued {
            try FileManager.default.removeItem(atPath: office.path("queue/incoming/\(name)"))
        }
        return id
    }
}
