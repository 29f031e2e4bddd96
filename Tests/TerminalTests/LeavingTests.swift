import Foundation
import TestSupport
import Testing

@Suite("Leaving a prompt")
struct LeavingTests {
    @Test(
        "a key that leaves keeps what was typed and restores the terminal",
        arguments: [
            ("", "\u{3}", "interrupted: ''"),
            ("half", "\u{3}", "interrupted: 'half'"),
            ("", "\u{4}", "endOfInput: ''"),
            ("half", "\u{4}", "endOfInput: 'half'"),
        ])
    func keys(typed: String, key: String, reading: String) throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send(typed)
        try terminal.wait(for: typed)
        #expect(!terminal.hasFormerModes)
        try terminal.send(key)

        try terminal.wait(for: "\n\(reading)\n")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(terminal.hasFormerModes)
    }

    @Test(
        "a signal that ends the program keeps what was typed and restores the terminal",
        arguments: [
            (SIGINT, "interrupted"), (SIGTERM, "terminated"), (SIGHUP, "hungUp"),
            (SIGQUIT, "interrupted"),
        ])
    func signals(number: Int32, ending: String) throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send("half")
        try terminal.wait(for: "half")
        terminal.signal(number)

        try terminal.wait(for: "\n\(ending): 'half'\n")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(terminal.hasFormerModes)
    }

    @Test(
        "closing the window hangs up and keeps what was typed, with or without a signal",
        arguments: [[:], ["IGNORES_HANGUP": "1"]])
    func closedWindow(environment: [String: String]) throws {
        let directory = try TemporaryDirectory()
        let output = directory.appending("output")
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["Name: "], environment: environment.merging(["OUTPUT": output]) { $1 })

        try terminal.wait(for: "Name: ")
        try terminal.send("half")
        try terminal.wait(for: "half")
        terminal.closeWindow()

        #expect(try terminal.waitForExit() == .exited(130))
        #expect(try String(contentsOfFile: output, encoding: .utf8) == "hungUp: 'half'\n")
    }

    @Test("a signal that was ignored when the program started stays ignored")
    func ignoredHangup() throws {
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["Name: "], environment: ["IGNORES_HANGUP": "1"])

        try terminal.wait(for: "Name: ")
        terminal.signal(SIGHUP)
        try terminal.send("Sam\r")

        try terminal.wait(for: "line: 'Sam'")
    }

    @Test("Ctrl-D inside the line deletes a character")
    func deletes() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["--prefill", "Samm", "Name: "])

        try terminal.wait(for: "Name: Samm")
        try terminal.send("\u{2}\u{4}\r")

        try terminal.wait(for: "line: 'Sam'")
    }

    @Test(
        "Shift-Tab goes back and keeps what was typed", arguments: ["", "half", "日本"])
    func back(typed: String) throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["--prefill", typed, "Name: ", "Next: "])

        try terminal.wait(for: "Name: \(typed)")
        try terminal.send("\u{2}\u{1B}[Z")

        try terminal.wait(for: "\nwent back: '\(typed)'\nNext: ")
        try terminal.send("after\r")
        try terminal.wait(for: "line: 'after'")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.hasFormerModes)
    }

    @Test("an escape key waiting for more does not delay a signal")
    func escapeThenSignal() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send("half")
        try terminal.wait(for: "half")
        try terminal.send("\u{1B}")
        terminal.signal(SIGTERM)

        try terminal.wait(for: "terminated: 'half'")
    }
}
