import Glibc
import Terminal
import TestSupport
import Testing

@Suite("Signals")
struct SignalTests {
    @Test("a suspended program gives the terminal back, and draws its prompt when it continues")
    func suspend() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send("half")
        try terminal.wait(for: "half")
        try terminal.send("\u{1A}")
        try terminal.waitUntilStopped()
        #expect(terminal.hasFormerModes)
        terminal.signal(SIGCONT)
        try terminal.wait(for: "Name: half")
        #expect(!terminal.hasFormerModes)
        try terminal.send("-typed\r")

        try terminal.wait(for: "line: 'half-typed'")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.hasFormerModes)
    }

    @Test("a program can be suspended again and again")
    func suspendTwice() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["--prefill", "half", "Name: "])

        for _ in 1...3 {
            try terminal.wait(for: "Name: half")
            terminal.signal(SIGTSTP)
            try terminal.waitUntilStopped()
            terminal.signal(SIGCONT)
        }
        try terminal.wait(for: "Name: half")
        terminal.signal(SIGTERM)

        try terminal.wait(for: "terminated: 'half'")
    }

    @Test("a resized window is drawn anew, and its width is known")
    func resize() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["WIDTH", "Name: ", "WIDTH"], columns: 60)

        try terminal.wait(for: "width: 60")
        try terminal.wait(for: "Name: ")
        try terminal.send("half")
        try terminal.wait(for: "half")
        terminal.resize(columns: 30)
        try terminal.wait(for: "Name: half")
        try terminal.send("-typed\r")

        try terminal.wait(for: "line: 'half-typed'")
        try terminal.wait(for: "width: 30")
    }

    @Test(
        "a signal during a look-up ends the next prompt before it is shown",
        arguments: [
            (SIGINT, "interrupted"), (SIGTERM, "terminated"), (SIGHUP, "hungUp"),
        ])
    func betweenPrompts(number: Int32, ending: String) throws {
        let lookUp = try LookUp()
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["--look-up", lookUp.path, "--prefill", "kept", "Name: "])

        try terminal.wait(for: "looking up")
        terminal.signal(number)
        lookUp.finish()

        try terminal.wait(for: "waiting: \(ending)")
        try terminal.wait(for: "\n\(ending): 'kept'\n")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(!terminal.transcript.contains("Name"))
        #expect(terminal.hasFormerModes)
    }

    @Test("Ctrl-C during a look-up ends the next prompt, though Enter was typed after it")
    func interruptThenEnter() throws {
        let lookUp = try LookUp()
        let terminal = try PseudoTerminal("EchoPrompt", ["--look-up", lookUp.path, "Sure? "])

        try terminal.wait(for: "looking up")
        try terminal.send("\u{3}")
        try terminal.wait(for: "^C")
        try terminal.send("yes\r")
        try terminal.wait(for: "yes")
        lookUp.finish()

        try terminal.wait(for: "interrupted: ''")
    }

    @Test("a window resized during a look-up only changes the width")
    func resizeBetweenPrompts() throws {
        let lookUp = try LookUp()
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["First: ", "--look-up", lookUp.path, "Second: "], columns: 60)

        try terminal.wait(for: "First: ")
        try terminal.send("\r")
        try terminal.wait(for: "looking up\n")
        terminal.resize(columns: 30)
        lookUp.finish()

        #expect(try terminal.wait(for: "Second: ") == "Second: ")
    }

    @Test("a broken pipe on standard error harms nothing")
    func brokenPipe() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        signal(SIGPIPE, SIG_IGN)  // as SignalMask.block does

        Screen(descriptor: ends[1]).show(String(repeating: "nobody reads this\n", count: 10_000))
    }
}
