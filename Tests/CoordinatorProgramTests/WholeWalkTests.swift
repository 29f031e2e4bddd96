import Foundation
import TestSupport
import Testing

@Suite("From the first prompt to the queue")
struct WholeWalkTests {
    @Test("a request is filled in, submitted and queued once, as it was answered")
    func wholeWalk() throws {
        let office = try Office(stocked: false)
        let terminal = try office.sitDown("change", "--practice")

        try terminal.wait(for: "This is practice")
        try terminal.wait(for: "Step 1 of 7: Get started")
        try terminal.walkToReview()
        try terminal.send("submit\r")

        try terminal.wait(for: "Submitted CC-")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.hasFormerModes)
        #expect(try office.drafts() == [])
        let document = try office.document()
        #expect(document["schema"].text == "coordinator-change/1")
        #expect(document["caseReference"].text == "00123456")
        #expect(document["contractManager"].text == "pat@example.com")
        #expect(document["serialNumber"].text == "123-12345678")
        #expect(document["currentCoordinator"].text == "lee@example.com")
        #expect(
            document["newCoordinator"]
                == (try JSON(
                    text: """
                        {"firstName": "Sam", "lastName": "Ito", "email": "sam@example.com",
                         "phone": "+1 503 555 0100"}
                        """)))
        #expect(document["verification"]["method"].text == "called-back")
        #expect(document["verification"]["note"].text == "known voice")
        #expect(document["acknowledgedWarnings"].list == [])
    }

    @Test("the statement is recorded word for word as it was shown")
    func statement() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .authorization)
        let paragraphs = terminal.transcript.components(separatedBy: "\n\n")
        let shown = paragraphs.last { $0.contains("is authorized") }
        try terminal.send("yes\r")
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        let recorded = try office.document()["authorization"]["statement"].text
        #expect(recorded == shown?.replacing("\n", with: " "))
        #expect(recorded?.contains("Sam Ito <sam@example.com>") == true)
    }

    @Test("optional questions may be passed over, and options stand in their prompts")
    func options() throws {
        let office = try Office()
        let terminal = try office.sitDown(
            "change", "--manager", "pat@example.com", "--serial", "123-12345678", "--first-name",
            "Sam")

        try terminal.answer(.caseReference, "")
        try terminal.wait(for: Question.contractManager.prompt + "pat@example.com")
        try terminal.send("\r")
        try terminal.wait(for: Question.serialNumber.prompt + "123-12345678")
        try terminal.send("\r")
        try terminal.answer(.otherSerialNumbers)
        try terminal.answer(.currentCoordinator)
        try terminal.wait(for: Question.firstName.prompt + "Sam")
        try terminal.send("uel\r")
        try terminal.answer(.lastName)
        try terminal.answer(.email)
        try terminal.answer(.phone, "")
        try terminal.answer(.verification, "2")
        try terminal.answer(.verificationNote, "")
        try terminal.answer(.authorization)
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")

        #expect(try terminal.waitForExit() == .exited(0))
        let document = try office.document()
        #expect(document["caseReference"].isNull)
        #expect(document["newCoordinator"]["firstName"].text == "Samuel")
        #expect(document["newCoordinator"]["phone"].isNull)
        #expect(document["verification"]["method"].text == "email-reply")
        #expect(document["verification"]["note"].isNull)
    }

    @Test("every answer is on disk before the next prompt appears, and nothing before the first")
    func drafts() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.wait(for: Question.caseReference.prompt)
        #expect(try office.drafts() == [])
        for question in Question.allCases {
            try terminal.send("\(question.answer)\r")
            let next = Question.allCases.first { $0.earlier.last == question }?.prompt
            try terminal.wait(for: next ?? Question.review)

            let saved = try office.draft().content["sheet"]["answers"][question.rawValue]["text"]
            #expect(saved.text == (question == .verification ? "called-back" : question.answer))
        }
    }

    @Test("an empty answer is an answer: its draft is on disk")
    func emptyAnswer() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.answer(.caseReference, "")
        try terminal.wait(for: Question.contractManager.prompt)

        #expect(try office.draft().content["sheet"]["answers"].keys == ["caseReference"])
    }

    @Test("leaving before anything was typed leaves nothing behind")
    func nothingTyped() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.wait(for: Question.caseReference.prompt)
        try terminal.send("\u{4}")

        try terminal.wait(for: "Nothing was typed, so nothing is kept.")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(try office.drafts() == [])
    }

    @Test("what options filled in was not typed, and leaves nothing behind either")
    func nothingTypedBehindOptions() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--case", "7", "--serial", "123-12345678")

        try terminal.wait(for: Question.caseReference.prompt + "7")
        try terminal.send("\u{3}")

        try terminal.wait(for: "Nothing was typed, so nothing is kept.")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(try office.drafts() == [])
    }
}
