import Glibc
import TestSupport
import Testing

@Suite("Pasting")
struct PasteTests {
    private func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

    @Test("several pasted lines are one answer")
    func severalLines() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: ", "Email: "])

        try terminal.wait(for: "Name: ")
        try terminal.send(pasted("\r\n  Sam\r\r Ito \t\rsam@example.com\r\n"))
        try terminal.wait(for: "sam@example.com")
        try terminal.send("\r")

        try terminal.wait(for: "line: 'Sam Ito sam@example.com'")
        try terminal.wait(for: "Email: ")
    }

    @Test("a paste without line breaks stays as it is")
    func oneLine() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send(pasted(" Sam  Ito "))
        try terminal.send("\r")

        try terminal.wait(for: "line: ' Sam  Ito '")
    }

    @Test("a paste of 100 KB arrives whole")
    func long() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send(pasted(String(repeating: "ten chars ", count: 10_000)))
        try terminal.send("\r")

        try terminal.wait(for: "line: 100000 bytes")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("what was pasted counts as half-typed")
    func halfTyped() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send(pasted("Sam\rIto"))
        try terminal.wait(for: "Ito")
        try terminal.send("\u{1B}[Z")

        try terminal.wait(for: "went back: 'Sam Ito'")
    }

    @Test("a paste that never ends can be left")
    func unfinished() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        // More than the kernel holds, so that the program has begun to read it.
        try terminal.send("\u{1B}[200~" + String(repeating: "ten chars ", count: 15_000))
        terminal.signal(SIGTERM)

        try terminal.wait(for: "\nterminated: ")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(terminal.hasFormerModes)
    }
}
