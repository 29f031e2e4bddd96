import Foundation
import TestSupport
import Testing

@Suite("Drafts left long ago, and drafts of an earlier version")
struct OldDraftsTests {
    /// Two drafts, one of them left 40 days ago; returns that one first.
    private func twoDrafts(in office: Office) throws -> [String] {
        try office.leaveDraft()
        let old = try office.draft().id
        try office.leaveDraft()
        try office.age(draft: old, days: 40)
        return [old] + (try office.drafts()).filter { $0 != old }
    }

    @Test("--older-than lists those alone")
    func list() throws {
        let office = try Office()
        let drafts = try twoDrafts(in: office)

        let old = try office.json("drafts", "--older-than", "30d").list.map { $0["draft"].text }
        let older = try office.run("drafts", "--older-than", "41d")
        let all = try office.json("drafts", "--older-than", "0m").list.count

        #expect(old == [drafts[0]])
        #expect(older.standardError == "There are no drafts.\n")
        #expect(all == 2)
    }

    @Test("discarding them counts first, and removes with --yes")
    func discard() throws {
        let office = try Office()
        let drafts = try twoDrafts(in: office)

        let counted = try office.run("drafts", "discard", "--older-than", "30d")
        #expect(counted.status == .exited(0))
        #expect(
            counted.standardError
                == "1 draft is that old. Nothing was removed; --yes removes it.\n")
        #expect(try office.drafts().count == 2)

        let removed = try office.run("drafts", "discard", "--older-than", "30d", "--yes")
        #expect(removed.status == .exited(0))
        #expect(removed.standardOutput == "1 draft is discarded.\n")
        #expect(try office.drafts() == [drafts[1]])
    }

    @Test("one that is open elsewhere stays, however old its file is")
    func open() throws {
        let office = try Office()
        let drafts = try twoDrafts(in: office)
        let terminal = try office.sitDown("resume", drafts[0])
        try terminal.wait(for: Question.lastName.prompt)

        let removed = try office.run("drafts", "discard", "--older-than", "30d", "--yes")

        #expect(
            removed.standardOutput
                == "0 drafts are discarded. 1 is open or being submitted, and stays.\n")
        #expect(try office.drafts().count == 2)
    }

    @Test(
        "what is no age, and a name together with an age, are refused",
        arguments: [
            ["--older-than", "x"], ["--older-than", "-1d"], ["--older-than", "30"],
            ["K7M-4QX", "--older-than", "30d"], [],
        ])
    func refused(arguments: [String]) throws {
        let office = try Office()
        try office.leaveDraft()

        let result = try Program.run(
            "coordinator", ["drafts", "discard"] + arguments + ["--yes", "--home", office.home],
            environment: office.environment)

        #expect(result.status == .exited(64))
        #expect(try office.drafts().count == 1)
    }

    /// As the program wrote it when it knew nothing of several serial numbers, with an answer and a
    /// field that it does not know any more.
    private func earlier() -> String {
        func answer(_ text: String) -> String {
            #"{"text": "\#(text)", "by": "maria", "at": "2026-01-02T03:04:05.000Z"}"#
        }
        return """
            {"schema": "coordinator-draft/1", "id": "K7M-4QX", "kind": "coordinator-change",
             "createdAt": "2026-01-02T03:04:05.000Z", "color": "blue",
             "sheet": {"answers": {
                 "caseReference": \(answer("")), "contractManager": \(answer("pat@example.com")),
                 "serialNumber": \(answer("123-12345678")),
                 "currentCoordinator": \(answer("lee@example.com")),
                 "firstName": \(answer("Sam")), "costCenter": \(answer("4711"))}}}
            """
    }

    @Test("a draft of an earlier version resumes; answers not asked for are kept and shown")
    func resumed() throws {
        let office = try Office()
        try office.write(earlier(), to: "drafts/K7M-4QX.json")

        let terminal = try office.sitDown("resume", "K7M-4QX")
        try terminal.wait(for: "Typed last by maria, ")
        try terminal.wait(for: "this version does not ask for it")
        try terminal.wait(for: "  costCenter: 4711\n")
        try terminal.answer(.otherSerialNumbers)
        try terminal.wait(for: Question.lastName.prompt)
        let saved = try office.draft().content
        #expect(saved["sheet"]["answers"]["costCenter"]["text"].text == "4711")
        #expect(saved["sheet"]["answers"]["costCenter"]["by"].text == "maria")
        #expect(saved["color"].text == "blue")
        try terminal.send("Ito\r")
        try terminal.walkToReview(from: .email)
        try terminal.send("submit\r")

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(try office.document()["newCoordinator"]["lastName"].text == "Ito")
        #expect(try office.document()["costCenter"].isNull)
    }
}
