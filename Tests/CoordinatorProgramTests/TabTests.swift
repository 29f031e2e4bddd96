import TestSupport
import Testing

@Suite("Completion with Tab")
struct TabTests {
    @Test("the manager's serial numbers are listed with their products, and the line grows")
    func serialNumbers() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .serialNumber)
        try terminal.send("\t")
        try terminal.wait(for: "123-12345678  Plan Studio, Render Box\n")
        try terminal.wait(for: "123-12345679  Bridge Designer\n")
        try terminal.wait(for: Question.serialNumber.prompt + "123-1234567")
        try terminal.send("8\r")

        try terminal.wait(for: Question.otherSerialNumbers.prompt)
        let saved = try office.draft().content["sheet"]["answers"]["serialNumber"]["text"]
        #expect(saved.text == "123-12345678")
    }

    @Test("one candidate fills the line, and nothing is listed")
    func one() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.answer(.caseReference)
        try terminal.answer(.contractManager, "jonas@example.net")
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.send("34\t")
        let shown = try terminal.wait(for: Question.serialNumber.prompt + "345-11223344")
        try terminal.send("\r")

        try terminal.wait(for: Question.currentCoordinator.prompt)
        #expect(!shown.contains("Plan Studio"))
    }

    @Test("where nothing fits the line stays as it is")
    func none() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .serialNumber)
        try terminal.send("9\t")
        try terminal.wait(for: Question.serialNumber.prompt + "9")
        try terminal.send("9\r")

        try terminal.wait(for: "\"99\" is not a serial number.")
    }

    @Test("people known on the contract are offered, never the current coordinator")
    func people() throws {
        let office = try Office(stockedWithMany: ())
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .firstName)
        try terminal.send("\t")
        let shown = try terminal.wait(for: Question.firstName.prompt)
        #expect(shown.contains("  Noa Kim <noa@example.com>\n  Pat Lee <pat@example.com>\n"))
        #expect(!shown.contains("lee@example.com"))
        try terminal.send("n\t")
        try terminal.wait(for: Question.firstName.prompt + "Noa Kim <noa@example.com>")
        try terminal.send("\r")

        try terminal.wait(for: "Taken from that line:")
        try terminal.wait(for: Question.phone.prompt)
        let answers = try office.draft().content["sheet"]["answers"]
        #expect(answers["firstName"]["text"].text == "Noa")
        #expect(answers["lastName"]["text"].text == "Kim")
        #expect(answers["email"]["text"].text == "noa@example.com")
    }

    @Test(
        "nobody is offered where the current coordinator is asked for",
        arguments: ["", "l", "p"])
    func currentCoordinator(typed: String) throws {
        let office = try Office(stockedWithMany: ())
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .currentCoordinator)
        try terminal.send("\(typed)\t")
        let shown = try terminal.wait(for: Question.currentCoordinator.prompt + typed)
        try terminal.send(":quit\r")
        try terminal.waitForExit()

        #expect(!shown.contains("@"))
        #expect(!terminal.transcript.contains("lee@example.com"))
    }

    @Test("orders and stages are completed after a colon, at the review as well")
    func orders() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .lastName)
        try terminal.send(":goto s\t")
        try terminal.wait(for: ":goto sign-in\n  :goto serial-number\n  :goto submit\n")
        try terminal.wait(for: Question.lastName.prompt + ":goto s")
        try terminal.send("i\t")
        try terminal.wait(for: Question.lastName.prompt + ":goto sign-in")
        try terminal.send("\r")
        try terminal.wait(for: Question.contractManager.prompt)
        try terminal.send(":goto submit\r")
        for question in Question.allCases.drop(while: { $0 != .lastName }) {
            try terminal.answer(question)
        }
        try terminal.wait(for: Question.review)
        try terminal.send(":goto c\t")
        try terminal.wait(for: Question.review + ":goto current-coordinator")
        try terminal.send("\r")

        try terminal.wait(for: Question.currentCoordinator.prompt)
    }

    @Test("a draft's name is completed where one is chosen")
    func draft() throws {
        let office = try Office()
        try office.leaveDraft()
        let id = try office.draft().id
        let terminal = try office.sitDown("resume")

        try terminal.wait(for: "(Enter for none): ")
        try terminal.send("\(id.prefix(2).lowercased())\t")
        try terminal.wait(for: "(Enter for none): \(id)")
        try terminal.send("\r")

        try terminal.wait(for: Question.lastName.prompt + "half")
    }
}
