import TestSupport
import Testing

@Suite("Help and orders")
struct HelpTests {
    @Test(
        "help is shown, and what was typed stays in the line",
        arguments: [("", "?"), ("", ":help"), ("half ", ":help")])
    func help(typed: String, order: String) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .currentCoordinator)
        try terminal.send("\(typed)\(order)\r")

        try terminal.wait(for: "If the caller does not know")
        try terminal.wait(
            for: Question.currentCoordinator.prompt + (typed.isEmpty ? "" : "half"))
    }

    @Test("a question mark behind an answer that was not accepted asks for help and keeps it")
    func helpBehindAnswer() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .contractManager)
        try terminal.send("pat@\r")
        try terminal.wait(for: "\"pat@\" ends too early.")
        try terminal.wait(for: Question.contractManager.prompt + "pat@")
        try terminal.send("?\r")

        try terminal.wait(for: "The email address of the contract manager")
        try terminal.wait(for: Question.contractManager.prompt + "pat@")
    }

    @Test("every question and the review have help")
    func helpEverywhere() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        for question in Question.allCases {
            try terminal.answer(question, "?")
            let help = try terminal.wait(for: "Stages: ")
            #expect(help.count > 100)
            try terminal.answer(question)
        }
        try terminal.wait(for: Question.review)
        try terminal.send("?\r")
        try terminal.wait(for: "you come straight back here")
        try terminal.wait(for: Question.review)
    }

    @Test("an order that does not exist is told, and is no answer")
    func unknownOrder() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .lastName)
        try terminal.send(":bakc\r")

        try terminal.wait(for: "There is no order \":bakc\".")
        try terminal.wait(for: Question.lastName.prompt)
        #expect(try office.draft().content["sheet"]["answers"]["lastName"].isNull)
    }
}
