import TestSupport
import Testing

@Suite("An earlier answer that is changed")
struct ChangedAnswerTests {
    @Test("another serial number asks again for the coordinator and the statement alone")
    func serialNumber() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        try terminal.send("3\r")
        try terminal.wait(for: Question.serialNumber.prompt + "123 12345678")
        try terminal.replace(with: "123-12345679")
        try terminal.wait(for: "is not the software coordinator of 123-12345679.")
        try terminal.wait(for: Question.currentCoordinator.prompt + " Lee@Example.com")
        try terminal.replace(with: "pat@example.com")
        let shown = try terminal.wait(for: Question.authorization.prompt)
        try terminal.send("yes\r")
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        for question in Question.allCases where question != .authorization {
            #expect(!shown.contains(question.prompt))
        }
        let document = try office.document()
        #expect(document["serialNumber"].text == "123-12345679")
        #expect(document["currentCoordinator"].text == "pat@example.com")
        #expect(document["verification"]["note"].text == "known voice")
    }

    @Test("another contract manager asks again for all that was the former one's")
    func contractManager() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", columns: 200)

        try terminal.walkToReview()
        try terminal.send("2\r")
        try terminal.wait(for: Question.contractManager.prompt)
        try terminal.replace(with: "jonas@example.net")
        try terminal.wait(for: "123-12345678 is on none of jonas@example.net's contracts.")
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.replace(with: "345-11223344")
        try terminal.wait(for: Question.currentCoordinator.prompt)
        try terminal.replace(with: "rosa@example.net")
        try terminal.wait(for: "belongs to another domain")
        try terminal.wait(for: Question.email.prompt + "sam@example.com")
        try terminal.send("\r")
        try terminal.wait(for: "Jonas Berg <jonas@example.net>")
        try terminal.answer(.authorization)
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        let document = try office.document()
        #expect(document["contractManager"].text == "jonas@example.net")
        #expect(document["newCoordinator"]["lastName"].text == "Ito")
        #expect(document["acknowledgedWarnings"].list.map(\.text) == ["other-domain"])
    }

    @Test(
        "what nothing depends on comes straight back to the review",
        arguments: [(1, Question.caseReference), (9, .phone), (11, .verificationNote)])
    func independent(number: Int, question: Question) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        try terminal.send("\(number)\r")
        try terminal.wait(for: question.prompt + question.answer)
        try terminal.replace(with: "77777")
        let shown = try terminal.wait(for: Question.review)

        #expect(shown.contains("  77777\n"))
        #expect(!shown.contains(Question.authorization.prompt))
    }
}
