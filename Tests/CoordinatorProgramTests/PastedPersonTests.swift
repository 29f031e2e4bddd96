import TestSupport
import Testing

@Suite("A person pasted at the first name")
struct PastedPersonTests {
    private static func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

    @Test(
        "whole: every question that it answers is filled, shown, and asked no more",
        arguments: [
            "Sam Ito <sam@example.com>", "\"Ito, Sam\" <sam@example.com>",
            "Sam\tIto\tsam@example.com", "Sam, Ito, sam@example.com",
            "Sam Ito; sam@example.com", "sam@example.com, Sam, Ito",
        ])
    func whole(line: String) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .firstName)
        try terminal.send(Self.pasted(line))
        try terminal.wait(for: "sam@example.com")
        try terminal.send("\r")
        let shown = try terminal.wait(for: Question.phone.prompt)

        for words in [
            "Taken from that line:", "New first name: Sam\n", "New last name: Ito\n",
            "New email: sam@example.com\n",
        ] {
            #expect(shown.contains(words))
        }
        #expect(!shown.contains(Question.email.prompt))
    }

    @Test("with a telephone number, that is filled in too")
    func phone() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .firstName)
        try terminal.send(Self.pasted("Sam\tIto\tsam@example.com\t+1 503 555 0100") + "\r")
        try terminal.wait(for: "New phone: +1 503 555 0100")

        try terminal.wait(for: Question.verification.prompt)
    }

    @Test("what is pasted without a name asks for the names")
    func nameless() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .firstName)
        try terminal.send(Self.pasted("<sam@example.com>, +1 503 555 0100") + "\r")
        try terminal.wait(for: "Taken from that line:")

        try terminal.walk(from: .firstName, to: .lastName)
        try terminal.send("Ito\r")
        try terminal.wait(for: Question.verification.prompt)
    }

    @Test("an address that is wrong is asked for, the rest stays")
    func wrongAddress() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .firstName)
        try terminal.send(Self.pasted("Sam Ito <lee@example.com>") + "\r")
        try terminal.wait(for: "is the software coordinator already")
        try terminal.wait(for: Question.email.prompt + "lee@example.com")
        try terminal.replace(with: "sam@example.com")

        try terminal.wait(for: Question.phone.prompt)
    }

    @Test("pasted over a person in the review, it changes that person and comes straight back")
    func again() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        try terminal.send("6\r")
        try terminal.wait(for: Question.firstName.prompt + "Sam")
        try terminal.send(Question.clear + Self.pasted("Kim Ode <kim@example.com>") + "\r")
        try terminal.wait(for: "The statement reads differently now")
        try terminal.wait(for: "Kim Ode <kim@example.com>")
        try terminal.answer(.authorization)
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        let new = try office.document()["newCoordinator"]
        #expect(new["firstName"].text == "Kim" && new["lastName"].text == "Ode")
        #expect(new["email"].text == "kim@example.com")
        #expect(new["phone"].text == "+1 503 555 0100")
    }
}
