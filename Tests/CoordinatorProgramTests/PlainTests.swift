import Foundation
import TestSupport
import Testing

@Suite("One line after the other, for screen readers")
struct PlainTests {
    /// The ways of asking for it.
    enum Wish: CaseIterable {
        case option, accessible, dumb

        func sitDown(
            in office: Office, _ command: String = "change", columns: Int = 80
        ) throws -> PseudoTerminal {
            switch self {
            case .option: try office.sitDown(command, "--plain", columns: columns)
            case .accessible:
                try office.sitDown(
                    command, columns: columns, moreEnvironment: ["ACCESSIBLE": "1"])
            case .dumb:
                try office.sitDown(command, columns: columns, moreEnvironment: ["TERM": "dumb"])
            }
        }
    }

    @Test(
        "a whole request with detours: nothing shown is drawn again, and nothing is styled",
        arguments: Wish.allCases, [40, 80])
    func wholeWalk(wish: Wish, columns: Int) throws {
        let office = try Office()
        let terminal = try wish.sitDown(in: office, columns: columns)

        try terminal.walk(to: .contractManager)
        try terminal.send("a very long answer, wider than any window of forty columns\r")
        try terminal.wait(for: "Error: There is a space inside")
        try terminal.wait(for: "Answer so far: a very long answer")
        try terminal.answer(.contractManager)
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.send("123-1\t")
        try terminal.wait(for: "123-12345679")
        try terminal.wait(for: "Answer so far: 123-1234567\n")
        try terminal.answer(.serialNumber)
        try terminal.wait(for: Question.otherSerialNumbers.prompt)
        try terminal.send(":back\r")
        try terminal.wait(for: "Answer so far: 123 12345678\n")
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.send("?\r")
        try terminal.wait(for: "Three digits, a dash")
        try terminal.wait(for: Question.serialNumber.prompt)
        terminal.resize(columns: columns + 20)
        try terminal.send("\r")
        try terminal.walk(from: .otherSerialNumbers, to: .firstName)
        try terminal.send(":goto nowhere\r")
        try terminal.wait(for: "Error: There is no stage")
        try terminal.wait(for: Question.firstName.prompt)
        try terminal.send(":what\r")
        try terminal.wait(for: "Error: There is no order")
        try terminal.walk(from: .firstName, to: .phone)
        try terminal.send("\u{1B}[Z")
        try terminal.wait(for: "Answer so far: sam@example.com\n")
        try terminal.answer(.email, ":goto phone")
        try terminal.wait(for: Question.email.prompt)
        try terminal.send("\r")
        try terminal.walkToReview(from: .phone)
        try terminal.send("maybe\r")
        try terminal.wait(for: "Error: Type submit")
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.isLinear)
        #expect(terminal.transcript.contains("Step 3 of 7: Serial number"))
        #expect(try office.document()["newCoordinator"]["email"].text == "sam@example.com")
    }

    @Test("a program that was suspended says the prompt once more and goes on")
    func suspend() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--plain")

        try terminal.walk(to: .firstName)
        try terminal.begin("Sa")
        try terminal.send("\u{1A}")
        try terminal.waitUntilStopped()
        terminal.signal(SIGCONT)
        try terminal.wait(for: Question.firstName.prompt + "Sa")
        try terminal.send("m\r")

        try terminal.wait(for: Question.lastName.prompt)
        #expect(terminal.isLinear)
        #expect(try office.draft().content["sheet"]["answers"]["firstName"]["text"].text == "Sam")
    }

    @Test("the line is kept on Ctrl-C, said on resuming, and kept by Enter")
    func kept() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--plain")
        try terminal.walk(to: .lastName)
        try terminal.begin("It")
        try terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
        let draft = try office.draft()
        #expect(draft.content["sheet"]["halfTyped"]["lastName"].text == "It")

        let resumed = try office.sitDown("resume", draft.id, "--plain")
        try resumed.wait(
            for: """
                Answer so far: It
                Enter keeps it; a space and Enter empties it.
                \(Question.lastName.prompt)
                """)
        try resumed.send("\r")

        try resumed.wait(for: Question.email.prompt)
        #expect(try office.draft().content["sheet"]["answers"]["lastName"]["text"].text == "It")
        #expect(terminal.isLinear && resumed.isLinear)
    }

    @Test("leaving in the middle of the line does not say the prompt again")
    func leftInside() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--plain")
        try terminal.walk(to: .lastName)
        try terminal.begin("Ito")
        try terminal.send("\u{1B}[D\u{1}")
        try terminal.begin("x")
        try terminal.send("\u{3}")

        #expect(try terminal.waitForExit() == .exited(130))
        let shown = String(decoding: terminal.rawBytes, as: UTF8.self)
        #expect(shown.ranges(of: Question.lastName.prompt).count == 1)
        let halfTyped = try office.draft().content["sheet"]["halfTyped"]
        #expect(halfTyped["lastName"].text == "xIto")
    }

    @Test(
        "leaving, by whatever order or key, keeps a line that was said",
        arguments: [":quit\r", ":later x\r", ":back\r", ":goto sign-in\r", "\u{3}", "\u{1B}[Z"])
    func saidIsKept(keys: String) throws {
        let office = try Office()
        try office.leaveDraft()
        let id = try office.draft().id
        let terminal = try office.sitDown("resume", id, "--plain")

        try terminal.wait(for: "Answer so far: half\n")
        try terminal.wait(for: Question.lastName.prompt)
        try terminal.send(keys)
        try terminal.wait(for: "\n")
        try terminal.wait(
            for: keys.contains("b") || keys.contains("g") || keys.contains("[")
                ? "Answer so far: " : "is kept")

        let kept = try office.draft().content["sheet"]["halfTyped"]["lastName"]
        #expect(kept.text == "half")
    }

    @Test("an optional answer is emptied with a space")
    func emptied() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--plain")

        try terminal.walk(to: .phone)
        try terminal.send("soon\r")
        try terminal.wait(for: "Error: \"soon\" is not a telephone number.")
        try terminal.wait(for: "Answer so far: soon\n")
        try terminal.answer(.phone, " ")
        try terminal.walkToReview(from: .verification)
        try terminal.send("submit\r")
        try terminal.waitForExit()

        #expect(try office.document()["newCoordinator"]["phone"].isNull)
    }

    @Test("the arrow keys say earlier answers, one after the other, and draw nothing again")
    func history() throws {
        let office = try Office()
        let folder = office.directory.appending(".local/state/coordinator")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(#"{"contractManager": ["old@example.com", "pat@example.com"]}"#.utf8)
            .write(to: URL(filePath: "\(folder)/history.json"))
        let terminal = try office.sitDown("change", "--plain")

        try terminal.walk(to: .contractManager)
        try terminal.begin("mine")
        for (keys, said) in [
            ("\u{1B}[A", "pat@example.com"), ("\u{10}", "old@example.com"),
            ("\u{1B}OA", "old@example.com"), ("\u{E}", "pat@example.com"), ("\u{1B}[B", "mine"),
            ("\u{1B}[B", "mine"), ("\u{1B}[A", "pat@example.com"),
        ] {
            try terminal.send(keys)
            try terminal.wait(for: "Answer so far: \(said)\n")
            try terminal.wait(for: Question.contractManager.prompt)
        }
        try terminal.send("\r")

        try terminal.wait(for: Question.serialNumber.prompt)
        let answers = try office.draft().content["sheet"]["answers"]
        #expect(answers["contractManager"]["text"].text == "pat@example.com")
        #expect(terminal.isLinear)
    }

    @Test("a person pasted with tabs is taken whole, though nothing says that it is a paste")
    func pastedTabs() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--plain")

        try terminal.walk(to: .firstName)
        try terminal.send("Sam\tIto\tsam@example.com")
        try terminal.wait(for: "sam@example.com")
        try terminal.send("\r")
        try terminal.wait(for: "Taken from that line:")

        try terminal.wait(for: Question.phone.prompt)
        let answers = try office.draft().content["sheet"]["answers"]
        #expect(answers["firstName"]["text"].text == "Sam")
        #expect(answers["email"]["text"].text == "sam@example.com")
        #expect(terminal.isLinear)
    }

    @Test("lines pasted at once stay in one prompt, though nothing says that it is a paste")
    func pastedLines() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--plain")

        try terminal.walk(to: .serialNumber)
        try terminal.send("it is s/n 123-12345678\rthanks\ryes\r")

        try terminal.wait(for: Question.otherSerialNumbers.prompt)
        let answers = try office.draft().content["sheet"]["answers"]
        #expect(answers["serialNumber"]["text"].text == "it is s/n 123-12345678 thanks yes")
        #expect(answers["otherSerialNumbers"]["text"].text == nil)
    }

    @Test("Tab with nothing typed completes the answer that was said")
    func completion() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", "--plain", "--serial", "123-12345678")

        try terminal.walk(to: .contractManager)
        try terminal.answerAgain(.contractManager)
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.send("\t")
        try terminal.wait(for: "Answer so far: 123-12345678\n")
        try terminal.wait(for: Question.serialNumber.prompt)
        try terminal.send("\r")

        try terminal.wait(for: Question.otherSerialNumbers.prompt)
        #expect(terminal.isLinear)
    }
}

extension PseudoTerminal {
    /// Whether nothing but text was shown: no escape sequences, no going back in a line.
    fileprivate var isLinear: Bool {
        let followers = rawBytes.dropFirst() + [0]
        return !rawBytes.contains(0x1B) && !rawBytes.contains(0x08)
            && zip(rawBytes, followers).allSatisfy { $0 != 0x0D || $1 == 0x0A || $1 == 0x0D }
    }
}
