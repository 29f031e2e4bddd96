import Glibc
import TestSupport
import Testing

@Suite("Windows, pastes, keys typed ahead")
struct KeyboardTests {
    @Test("a window resized during a line keeps the line")
    func resize() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", columns: 100)

        try terminal.walk(to: .firstName)
        try terminal.begin("Sa")
        terminal.resize(columns: 60)
        try terminal.wait(for: Question.firstName.prompt + "Sa")
        try terminal.send("m\r")

        try terminal.wait(for: Question.lastName.prompt)
        #expect(try office.draft().content["sheet"]["answers"]["firstName"]["text"].text == "Sam")
    }

    @Test("a program that was suspended goes on with the line")
    func suspend() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .firstName)
        try terminal.begin("Sa")
        try terminal.send("\u{1A}")
        try terminal.waitUntilStopped()
        #expect(terminal.hasFormerModes)
        terminal.signal(SIGCONT)
        try terminal.wait(for: Question.firstName.prompt + "Sa")
        try terminal.send("m\r")

        try terminal.wait(for: Question.lastName.prompt)
        #expect(try office.draft().content["sheet"]["answers"]["firstName"]["text"].text == "Sam")
    }

    @Test("several pasted lines stay in one prompt, and can be put right there")
    func paste() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .contractManager)
        try terminal.send("\u{1B}[200~pat@example.com\r123-12345678\ryes\r\u{1B}[201~")
        try terminal.wait(for: "yes")
        try terminal.send("\r")

        try terminal.wait(for: "Error: There is a space inside")
        try terminal.wait(
            for: Question.contractManager.prompt + "pat@example.com 123-12345678 yes")
        #expect(try office.draft().content["sheet"]["answers"].keys.count == 2)
    }

    @Test("a pasted sentence that holds the serial number is understood")
    func pastedSentence() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .serialNumber)
        try terminal.send("\u{1B}[200~it is s/n 123–12345678\rthanks\r\u{1B}[201~")
        try terminal.wait(for: "thanks")
        try terminal.send("\r")

        try terminal.wait(for: Question.otherSerialNumbers.prompt)
    }

    @Test("Enter typed before a warning was shown does not override it")
    func warning() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .email)
        try terminal.send("sam@other.example\r\r\r\r")
        try terminal.wait(for: "Please check: ")
        try terminal.wait(for: Question.email.prompt + "sam@other.example")
        try terminal.send("\u{15}sam@example.com\r")

        try terminal.wait(for: Question.phone.prompt)
        #expect(try office.draft().content["sheet"]["overridden"].list == [])
    }

    @Test("yes typed before the statement was shown does not confirm it")
    func statement() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .verificationNote)
        try terminal.send("note\ryes\r")
        try terminal.wait(for: Question.authorization.prompt)
        try terminal.send("n\r")

        try terminal.wait(for: "\"n\" does not confirm the statement; yes in full does.")
    }

    @Test("submit typed before the review was shown does not submit")
    func review() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .authorization)
        try terminal.send("yes\rsubmit\r")
        try terminal.wait(for: Question.review)
        try terminal.send(":quit\r")

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(try office.queued() == [])
    }
}
