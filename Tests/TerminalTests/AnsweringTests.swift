import Foundation
import TestSupport
import Testing

@Suite("Answering a prompt")
struct AnsweringTests {
    @Test("Enter gives the line, and the next text begins on a line of its own")
    func enter() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send("Sam Ito\r")

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.transcript == "Name: Sam Ito\nline: 'Sam Ito'\ndone\n")
        #expect(terminal.hasFormerModes)
    }

    @Test("a prefilled line can be edited")
    func prefill() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["--prefill", "pat@exampl", "Email: "])

        try terminal.wait(for: "Email: pat@exampl")
        try terminal.send("e.com\u{1}the.\r")

        try terminal.wait(for: "line: 'the.pat@example.com'")
    }

    @Test("a prefill stands in its own prompt only")
    func prefillOnce() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["--prefill", "a", "First: ", "Second: "])

        try terminal.wait(for: "First: a")
        try terminal.send("\r")
        try terminal.wait(for: "Second: ")
        try terminal.send("\r")

        try terminal.wait(for: "line: ''")
    }

    @Test(
        "one backspace removes one character, however many bytes and columns it has",
        arguments: ["C.UTF-8", "C", "POSIX", "xx_XX"])
    func editingWideCharacters(locale: String) throws {
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["--prefill", "日本é", "Näme: "], environment: ["LC_ALL": locale])

        try terminal.wait(for: "Näme: 日本é")
        try terminal.send("語")
        try terminal.wait(for: "語")
        try terminal.send("\u{7F}\u{7F}\u{7F}ü\r")

        try terminal.wait(for: "line: '日ü'")
    }

    @Test("bytes that are not UTF-8 are replaced")
    func invalidBytes() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "])

        try terminal.wait(for: "Name: ")
        try terminal.send([0x61, 0xFF, 0x62, 0x0D])

        try terminal.wait(for: "line: 'a\u{FFFD}b'")
    }

    @Test("Tab offers no file names")
    func tab() throws {
        let terminal = try PseudoTerminal("EchoPrompt", ["Name: "], directory: "/")

        try terminal.wait(for: "Name: ")
        try terminal.send("et\t\t\u{1B}?x\r")

        try terminal.wait(for: "line: 'etx'")
        #expect(!terminal.transcript.contains("etc"))
    }

    @Test("standard output carries results alone")
    func standardOutput() throws {
        let directory = try TemporaryDirectory()
        let output = directory.appending("output")
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["Name: "], environment: ["OUTPUT": output])

        try terminal.wait(for: "Name: ")
        try terminal.send("Sam\r")

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.transcript == "Name: Sam\n")
        #expect(try String(contentsOfFile: output, encoding: .utf8) == "line: 'Sam'\ndone\n")
    }

    @Test("keys typed ahead answer the next prompt, unless it throws them away")
    func typeAhead() throws {
        for (options, answer) in [([], "yes"), (["--discard"], "no")] {
            let lookUp = try LookUp()
            let terminal = try PseudoTerminal(
                "EchoPrompt", ["--look-up", lookUp.path] + options + ["Sure? "])

            try terminal.wait(for: "looking up")
            try terminal.send("yes")
            try terminal.wait(for: "yes")
            lookUp.finish()
            try terminal.wait(for: "Sure? ")
            if answer == "no" { try terminal.send("no") }
            try terminal.send("\r")

            try terminal.wait(for: "line: '\(answer)'")
        }
    }

    @Test("the person's inputrc is read, but does not take the keys that go back and leave")
    func inputrc() throws {
        let directory = try TemporaryDirectory()
        let inputrc = directory.appending("inputrc")
        let lines = [
            "set editing-mode vi", #""\e[Z": "x""#, #""\C-d": "y""#, #""\C-g": "typed""#, "",
        ]
        try lines.joined(separator: "\n").write(toFile: inputrc, atomically: true, encoding: .utf8)
        let terminal = try PseudoTerminal(
            "EchoPrompt", ["One: ", "Two: "], environment: ["INPUTRC": inputrc])

        try terminal.wait(for: "One: ")
        try terminal.send("\u{7}\u{1B}[Z")
        try terminal.wait(for: "went back: 'typed'")
        try terminal.wait(for: "Two: ")
        try terminal.send("ab\u{4}")

        try terminal.wait(for: "endOfInput: 'ab'")
    }

    @Test("without a terminal nobody is asked")
    func notInteractive() throws {
        let result = try Program.run("EchoPrompt", ["Name: "], input: .text("Sam\n"))

        #expect(result.standardOutput == "not interactive\n")
        #expect(result.standardError == "")
        #expect(result.status == .exited(78))
    }
}
