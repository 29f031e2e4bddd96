import TestSupport
import Testing

@Suite("The review")
struct ReviewTests {
    @Test("all answers are shown by number, and the change as current → new")
    func shown() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        for question in Question.allCases { try terminal.answer(question) }
        let shown = try terminal.wait(for: Question.review)

        for line in [
            " 1  Case reference       00123456", " 2  Contract manager     pat@example.com",
            " 3  Serial number        123-12345678", " 5  Current coordinator  lee@example.com",
            "10  Caller verified      Called back on the telephone number in our records",
            "12  Statement            confirmed",
            "The change for 123-12345678: lee@example.com → Sam Ito <sam@example.com>",
            "Type submit to submit this request",
        ] {
            #expect(shown.contains(line))
        }
    }

    @Test("a number changes that answer and comes straight back")
    func number() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        try terminal.send("9\r")
        try terminal.wait(for: Question.phone.prompt + "+1 503 555 0100")
        try terminal.replace(with: "+49 30 5550100")

        let shown = try terminal.wait(for: Question.review)
        #expect(shown.contains(" 9  New phone            +49 30 5550100"))
        #expect(shown.count(of: "Step 7 of 7") == 1)
    }

    @Test("a change that the statement speaks of asks for the statement again")
    func statementAgain() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        try terminal.send("8\r")
        try terminal.wait(for: Question.email.prompt + "sam@example.com")
        try terminal.replace(with: "kim@example.com")
        try terminal.wait(for: "The statement reads differently now")
        try terminal.wait(for: "kim@example.com")
        try terminal.wait(for: Question.authorization.prompt)
        try terminal.send("yes\r")
        let shown = try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        #expect(shown.contains("lee@example.com → Sam Ito <kim@example.com>"))
        let document = try office.document()
        #expect(document["newCoordinator"]["email"].text == "kim@example.com")
        #expect(document["authorization"]["statement"].text?.contains("kim@example.com") == true)
    }

    @Test(
        "what is neither submit nor a number of the list does nothing",
        arguments: ["", "0", "13", "y"])
    func unclear(typed: String) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        try terminal.send("\(typed)\r")

        try terminal.wait(for: "Type submit, or a number of the list to change it.")
        try terminal.wait(for: Question.review)
        #expect(try office.queued() == [])
    }

    @Test(":quit at the review keeps the draft, which is resumed there")
    func quit() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        try terminal.send(":quit\r")
        #expect(try terminal.waitForExit() == .exited(0))

        let resumed = try office.sitDown("resume", try office.draft().id)
        #expect(try resumed.wait(for: Question.review).count(of: "Step ") == 1)
    }

    @Test("what changed in the store while the review was read is told, and nothing is submitted")
    func changedMeanwhile() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        _ = try office.submit(["email": "kim@example.com"])
        try office.process()
        try terminal.send("submit\r")

        try terminal.wait(for: "Nothing was submitted: what we know of this changed")
        try terminal.wait(for: "lee@example.com is not the software coordinator")
        try terminal.wait(for: Question.currentCoordinator.prompt)
        #expect(try office.queued() == [])
    }
}
