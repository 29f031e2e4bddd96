import Foundation
import TestSupport
import Testing

@Suite("Several serial numbers at once")
struct SeveralSerialNumbersTests {
    private static let all = ["123-12345678", "123-12345680", "123-12345681"]

    @Test(
        "chosen from the list, each becomes a document; they are one group, their IDs in order",
        arguments: [
            ("2, 3", all), ("all", all), ("3", ["123-12345678", "123-12345681"]),
            ("123 12345680", ["123-12345678", "123-12345680"]), ("", ["123-12345678"]),
        ])
    func chosen(typed: String, numbers: [String]) throws {
        let office = try Office(stockedWithMany: ())
        let terminal = try office.sitDown("change", columns: 100)

        try terminal.walk(to: .otherSerialNumbers)
        try terminal.send("\(typed)\r")
        try terminal.walk(from: .currentCoordinator, to: .authorization)
        let statement = terminal.transcript.components(separatedBy: "\n\n").last {
            $0.replacing("\n", with: " ").contains("is authorized")
        }
        try terminal.answerAgain(.authorization)
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")

        #expect(try terminal.waitForExit() == .exited(0))
        let words = statement?.replacing("\n", with: " ")
        let noun = numbers.count > 1 ? "numbers" : "number"
        let named = "serial \(noun) \(numbers.joined(separator: ", ")) changes from lee@example.com"
        #expect(words?.contains(named) == true)
        let documents = try office.documents()
        #expect(documents.map { $0["serialNumber"].text } == numbers)
        #expect(documents.allSatisfy { $0["authorization"]["statement"].text == words })
        let ids = documents.compactMap { $0["id"].text }
        #expect(ids == ids.sorted() && Set(ids).count == numbers.count)
        let group = numbers.count > 1 ? ids[0] : nil
        #expect(documents.allSatisfy { $0["group"].text == group })
        for (id, number) in zip(ids, numbers) {
            #expect(terminal.transcript.contains("Submitted \(id) for serial number \(number)."))
        }
        #expect(try office.drafts() == [])

        try office.process()
        for id in ids { #expect(try office.json("show", id)["state"].text == "applied") }
    }

    @Test("those with another coordinator say so in the list")
    func list() throws {
        let office = try Office(stockedWithMany: ())
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .serialNumber)
        try terminal.send("123-12345678\r")
        let shown = try terminal.wait(for: Question.otherSerialNumbers.prompt)

        #expect(
            shown.contains(
                """
                  1. 123-12345679  Bridge Designer (another coordinator)
                  2. 123-12345680  Terrain Viewer
                  3. 123-12345681  Render Box
                  4. 123-12345682  Plan Studio (another coordinator)

                """))
    }

    @Test(
        "what cannot be chosen is refused, and stays in the line",
        arguments: [
            (
                "4", "123-12345682 has another software coordinator now than 123-12345678.",
                "123-12345682"
            ),
            ("1", "123-12345679 has another software coordinator", "123-12345679"),
            ("9", "\"9\" is neither a number of the list nor a serial number.", "9"),
            (
                "345-11223344", "345-11223344 is on none of pat@example.com's contracts.",
                "345-11223344"
            ),
        ])
    func refused(typed: String, words: String, kept: String) throws {
        let office = try Office(stockedWithMany: ())
        let terminal = try office.sitDown("change", columns: 200)

        try terminal.walk(to: .otherSerialNumbers)
        try terminal.send("\(typed)\r")
        try terminal.wait(for: "Error: \(words)")
        try terminal.wait(for: Question.otherSerialNumbers.prompt + kept)
        try terminal.replace(with: "")

        try terminal.wait(for: Question.currentCoordinator.prompt)
    }

    @Test("another first serial number among the others is not changed twice")
    func firstAmongOthers() throws {
        let office = try Office(stockedWithMany: ())
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .otherSerialNumbers)
        try terminal.send("all\r")
        try terminal.walkToReview(from: .currentCoordinator)
        try terminal.send("3\r")
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.replace(with: "123-12345680")
        try terminal.wait(for: "The statement reads differently now")
        try terminal.answer(.authorization)
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        let numbers = try office.documents().map { $0["serialNumber"].text }
        #expect(numbers == ["123-12345680", "123-12345681"])
    }

    @Test("a crash between two puts: resuming queues the rest, once", arguments: 0...3)
    func crash(queued: Int) throws {
        let office = try Office(stockedWithMany: ())
        let changes = ["otherSerialNumbers": "all"]
        _ = try office.submit(changes)
        let names = try office.queued()
        let documents = try names.map { try office.content("queue/incoming/\($0)") }
        try #require(names.count == 3)
        for name in names.dropFirst(queued) {
            try FileManager.default.removeItem(atPath: office.path("queue/incoming/\(name)"))
        }
        let sealed = try documents.map { bytes in
            let document = try JSON(data: bytes)
            return [
                "id": document["id"].text, "subject": document["serialNumber"].text,
                "document": String(decoding: bytes, as: UTF8.self),
            ]
        }
        let draft: [String: Any] = [
            "schema": "coordinator-draft/1", "id": "K7M-4QX", "kind": "coordinator-change",
            "createdAt": "2026-01-02T03:04:05.000Z", "sheet": ["answers": [String: String]()],
            "sealed": sealed,
        ]
        try JSONSerialization.data(withJSONObject: draft)
            .write(to: URL(filePath: office.path("drafts/K7M-4QX.json")))

        let first = try office.run("resume", "K7M-4QX")
        let again = try office.run("resume", "K7M-4QX")

        #expect(first.status == .exited(0) && again.status == .exited(66))
        #expect(try office.queued() == names)
        #expect(try names.map { try office.content("queue/incoming/\($0)") } == documents)
        #expect(try office.drafts() == [])
    }
}

extension PseudoTerminal {
    /// Answers a question whose prompt was waited for already.
    func answerAgain(_ question: Question) throws {
        try send("\(question.answer)\r")
    }
}
