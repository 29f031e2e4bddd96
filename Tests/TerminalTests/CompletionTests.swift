import TestSupport
import Testing

@Suite("Completion and history")
struct CompletionTests {
    @Test("Tab hands over what is typed, and takes prompt and line off the screen")
    func tab() throws {
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["--complete", "Serial: ", "--prefill", "123-12345678", "Serial: "])

        try terminal.wait(for: "Serial: ")
        try terminal.send("123\t")
        try terminal.wait(for: "to complete: '123'")
        try terminal.wait(for: "Serial: 123-12345678")
        try terminal.send("\r")

        try terminal.wait(for: "line: '123-12345678'")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.hasFormerModes)
    }

    @Test("Tab does nothing where nothing is completed, and no key offers file names")
    func nothing() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "], directory: "/")

        try terminal.wait(for: "Name: ")
        try terminal.send("et\t\u{1B}?\u{1B}*!\r")

        try terminal.wait(for: "line: 'et!'")
    }

    @Test("the arrow keys find earlier lines, the latest first, in the prompt that has them alone")
    func history() throws {
        let terminal = try PseudoTerminal(
            "EchoPrompt",
            ["--history", "first", "--history", "second", "Name: ", "Other: "])

        try terminal.wait(for: "Name: ")
        try terminal.send("\u{1B}[A\u{1B}[A\r")
        try terminal.wait(for: "line: 'first'")
        try terminal.wait(for: "Other: ")
        try terminal.send("x\u{1B}[A\r")

        try terminal.wait(for: "line: 'x'")
    }
}
