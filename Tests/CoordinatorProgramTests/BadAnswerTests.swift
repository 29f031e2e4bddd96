import TestSupport
import Testing

@Suite("Answers that are not acceptable come back in the prompt")
struct BadAnswerTests {
    private static let long = String(repeating: "a", count: 300)

    @Test(
        "an address that is none",
        arguments: [
            ("", "An email address is needed here"),
            ("pat@@example.com", "has more than one @"),
            ("pat lee@example.com", "There is a space inside"),
            ("pat", "has no @"), ("pat@", "ends too early"),
            ("pat@example", "is not where mail could go"),
            ("pat,lee@example.com", "has a character that an email address cannot have"),
            ("pät@example.com", "manages no contract that we know"),
            ("who@example.com", "manages no contract that we know"),
        ])
    func email(typed: String, words: String) throws {
        try expect(words, after: typed, at: .contractManager)
    }

    @Test("who types the right answer behind the wrong one is told how to empty the line")
    func glued() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .contractManager)
        try terminal.send("pat@\r")
        try terminal.wait(for: "ends too early")
        try terminal.wait(for: Question.contractManager.prompt + "pat@")
        try terminal.send("pat@example.com\r")

        try terminal.wait(for: "The line began with the answer before. Ctrl-U empties the line.")
    }

    @Test("the name of an order is only an answer when it is entered once more")
    func orderWithoutColon() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .lastName)
        try terminal.send("Back\r")

        try terminal.wait(for: "An order begins with a colon, as :back.")
        try terminal.wait(for: Question.lastName.prompt + "Back")
        try terminal.send("\r")
        try terminal.wait(for: Question.email.prompt)

        let answers = try office.draft().content["sheet"]["answers"]
        #expect(answers["lastName"]["text"].text == "Back")
    }

    @Test("all that have the same coordinator are none: that is told")
    func allAreNone() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .serialNumber)
        try terminal.send("123-12345679\r")
        try terminal.wait(for: Question.otherSerialNumbers.prompt)
        try terminal.send("all\r")

        try terminal.wait(for: "No other serial number has the same software coordinator")
    }

    @Test("an address of 300 characters")
    func longEmail() throws {
        try expect(
            "This is too long for an email address", after: Self.long + "@example.com",
            at: .contractManager, comingBack: Self.long.prefix(40))
    }

    @Test(
        "a serial number that is none, or not the caller's",
        arguments: [
            ("", "A serial number is needed here"),
            ("abc-defghijk", "\"abc-defghijk\" is not a serial number."),
            ("1231234567", "\"1231234567\" is not a serial number."),
            ("123-12345678 123-12345679", "These are several serial numbers."),
            ("110001001", "is a contract number, not a serial number."),
            ("110003003", "is a contract number, not a serial number."),
            ("SUB-88010001", "is a subscription ID, not a serial number."),
            ("345-11223344", "is on none of pat@example.com's contracts"),
            ("999-99999999", "is on none of pat@example.com's contracts"),
        ])
    func serialNumber(typed: String, words: String) throws {
        let shown = try expect(words, after: typed, at: .serialNumber)

        #expect(!shown.contains("345-11223344") || typed == "345-11223344")
        #expect(!shown.contains("Tidewater"))
    }

    @Test("somebody who is not the coordinator; who it is, is not said")
    func currentCoordinator() throws {
        let shown = try expect(
            "is not the software coordinator of 123-12345678", after: "sam@example.com",
            at: .currentCoordinator)

        #expect(!shown.contains("lee@example.com"))
    }

    @Test(
        "a name that is none",
        arguments: [
            ("", "A name is needed here."), ("   ", "A name is needed here."),
            (String(repeating: "n", count: 500), "This name has 500 characters"),
        ])
    func name(typed: String, words: String) throws {
        try expect(words, after: typed, at: .firstName, comingBack: typed.prefix(20))
    }

    @Test(
        "names of any script are taken as they are, composed",
        arguments: [("Zoe\u{308}", "Zo\u{EB}"), ("שרה", "שרה"), ("O’Brien-李", "O’Brien-李")])
    func scripts(typed: String, recorded: String) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .firstName)
        try terminal.send("\(typed)\r")
        for question in Question.allCases.drop(while: { $0 != .lastName }) {
            try terminal.answer(question)
        }
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        let name = try office.document()["newCoordinator"]["firstName"].text
        #expect(name?.unicodeScalars.elementsEqual(recorded.unicodeScalars) == true)
    }

    @Test("a telephone number that is none")
    func phone() throws {
        try expect("\"call me\" is not a telephone number", after: "call me", at: .phone)
    }

    @Test("a way of verifying that is not in the list", arguments: ["9", "0", "by feel"])
    func verification(typed: String) throws {
        try expect("is not one of the ways of verifying a caller", after: typed, at: .verification)
    }

    @Test("anything but yes in full", arguments: ["y", "no", "yes!"])
    func authorization(typed: String) throws {
        try expect("\"\(typed)\" does not confirm the statement", after: typed, at: .authorization)
    }

    @Test("a caller who has only licenses to sign in to is shown them, and what to do instead")
    func signInOnly() throws {
        let shown = try expect(
            "no license there has a serial number", after: "maya@example.org",
            at: .contractManager)

        #expect(shown.contains("SUB-77120034"))
        #expect(shown.contains("names any number of secondary admins"))
    }

    /// Answers, and expects these words and then the answer in the same prompt; returns what was
    /// shown from the answer to there.
    @discardableResult
    private func expect(
        _ words: String, after typed: String, at question: Question,
        comingBack prefix: Substring? = nil
    ) throws -> String {
        let office = try Office()
        let terminal = try office.sitDown("change", columns: 120)

        try terminal.walk(to: question)
        try terminal.send("\(typed)\r")

        var shown = try terminal.wait(for: "Error: ")
        shown += try terminal.wait(for: question.prompt + (prefix ?? typed[...]))
        #expect(shown.replacing("\n", with: " ").contains(words))
        return shown
    }
}
