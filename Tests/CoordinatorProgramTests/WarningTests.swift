import TestSupport
import Testing

/// Answers that are right but for a warning.
struct Doubt: Sendable, CustomTestStringConvertible {
    let code: String
    let question: Question
    let words: String
    var changes: [Question: String] = [:]
    /// Whether another request for the serial number waits.
    var isWaitedFor = false

    var testDescription: String { code }

    static let all = [
        Doubt(
            code: "other-domain", question: .email, words: "belongs to another domain",
            changes: [.email: "sam@other.example"]),
        Doubt(
            code: "mistyped-domain", question: .email, words: "one letter away from gmail.com",
            changes: [.email: "sam@gmial.com"]),
        Doubt(
            code: "manager-as-coordinator", question: .email, words: "is the contract manager",
            changes: [.email: "pat@example.com"]),
        Doubt(
            code: "dummy-serial-number", question: .serialNumber,
            words: "circulates as a placeholder",
            changes: [
                .contractManager: "kai@example.net", .serialNumber: "666-69696969",
                .currentCoordinator: "uma@example.net", .email: "sam@example.net",
            ]),
        Doubt(
            code: "contract-expired", question: .serialNumber, words: "expired on 2022-04-30",
            changes: [
                .contractManager: "dana@example.com", .serialNumber: "410-00998877",
                .currentCoordinator: "finn@example.com",
            ]),
        Doubt(
            code: "request-waiting", question: .serialNumber, words: "waits in the queue",
            isWaitedFor: true),
    ]
}

@Suite("Warnings")
struct WarningTests {
    @Test(
        "a warning is overridden with Enter, shown in the review and recorded", arguments: Doubt.all
    )
    func overridden(doubt: Doubt) throws {
        let office = try Office()
        if doubt.isWaitedFor { _ = try office.submit() }
        let terminal = try office.sitDown("change", columns: 200)

        // The other customers have one serial number on their contract.
        let isAlone = doubt.changes[.serialNumber] != nil
        for question in Question.allCases where question != .otherSerialNumbers || !isAlone {
            let answer = doubt.changes[question] ?? question.answer
            try terminal.answer(question, answer)
            if question == doubt.question {
                try terminal.wait(for: "Please check: ")
                try terminal.wait(for: doubt.words)
                try terminal.wait(for: "Press Enter to go on all the same")
                try terminal.wait(for: question.prompt + answer)
                try terminal.send("\r")
            }
        }
        try terminal.wait(for: "You went on in spite of this: ")
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        #expect(try terminal.waitForExit() == .exited(0))

        let shown = terminal.transcript.firstMatch(of: /Submitted (CC-[0-9A-Z]{16})/)
        let id = String(try #require(shown).1)
        let document = try JSON(text: try office.json("show", id)["document"].text ?? "")
        #expect(document["acknowledgedWarnings"].list.map(\.text) == [doubt.code])
    }

    @Test("an override dies with the values it spoke of")
    func changedValue() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .email)
        try terminal.send("sam@other.example\r")
        try terminal.wait(for: Question.email.prompt + "sam@other.example")
        try terminal.send("\r")
        try terminal.wait(for: Question.phone.prompt)
        try terminal.send(":back\r")
        try terminal.wait(for: Question.email.prompt)
        try terminal.replace(with: "sam@third.example")

        try terminal.wait(for: "Please check: sam@third.example")
    }

    @Test(
        "without a terminal a warning stands in the way until it is accepted", arguments: Doubt.all)
    func unattended(doubt: Doubt) throws {
        let office = try Office()
        if doubt.isWaitedFor { _ = try office.submit() }
        let changes = Dictionary(
            uniqueKeysWithValues: doubt.changes.map { ($0.key.rawValue, $0.value) })
        let answers = Program.Input.text(try Answers.json(changes))
        let waiting = try office.queued().count

        let refused = try office.run("change", "--answers", "-", input: answers)
        #expect(refused.status == .exited(65))
        #expect(refused.standardError.contains("--accept-warnings \(doubt.code)"))
        #expect(try office.queued().count == waiting)
        #expect(try office.drafts() == [])

        let accepted = try office.run(
            "change", "--answers", "-", "--accept-warnings", doubt.code, input: answers)
        #expect(accepted.status == .exited(0))
        #expect(try office.queued().count == waiting + 1)
    }
}
