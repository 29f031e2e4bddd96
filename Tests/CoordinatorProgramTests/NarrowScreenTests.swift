import TestSupport
import Testing

@Suite("A window of 40 columns")
struct NarrowScreenTests {
    @Test("a whole request is filled in, and no line of text is wider than the window")
    func wholeWalk() throws {
        let office = try Office(stocked: false)
        let terminal = try office.sitDown("change", "--practice", columns: 40)
        let before = try terminal.wait(for: Question.caseReference.prompt)
        #expect(before.isNarrow)

        for question in Question.allCases {
            try terminal.send("\(question.answer)\r")
            let next = Question.allCases.first { $0.earlier.last == question }
            // Readline breaks a prompt that is wider than the window: its beginning is looked for.
            let prompt = next?.prompt ?? "Type submit to submit this request"
            let shown = try terminal.wait(for: String(prompt.prefix(25)))
            #expect(shown.drop { $0 != "\n" }.isNarrow)
        }
        try terminal.wait(for: "nswer: ")
        try terminal.send("submit\r")

        let submitted = try terminal.wait(for: "coordinator show CC-")
        #expect(submitted.contains("\nIt waits in the queue until the\nprocessor is run. "))
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("answers from a file are told of without a broken word, the statement too")
    func answers() throws {
        let office = try Office()
        try office.write(Answers.json(), to: "answers.json")
        let terminal = try office.sitDown(
            "change", "--answers", office.path("answers.json"), columns: 40)

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.transcript.contains("Recorded as confirmed by"))
        #expect(terminal.transcript.isNarrow)
    }

    @Test("drafts and requests are listed as lines of their own")
    func lists() throws {
        let office = try Office()
        let id = try office.submit()
        let asked = try office.sitDown("change")
        try asked.walk(to: .serialNumber)

        let requests = try office.sitDown("requests", columns: 40)
        try requests.waitForExit()
        let drafts = try office.sitDown("drafts", columns: 40)
        try drafts.waitForExit()

        #expect(requests.transcript.contains("Request: \(id)\nState: queued\n"))
        #expect(drafts.transcript.contains("Contract manager: pat@example.com\n"))
        #expect(requests.transcript.isNarrow && drafts.transcript.isNarrow)
    }
}

extension StringProtocol {
    /// Whether each line has at most 40 characters, or is a single word or a command to copy.
    fileprivate var isNarrow: Bool {
        split(separator: "\n").allSatisfy {
            $0.count <= 40 || !$0.contains(" ") || $0.hasPrefix("    coordinator ")
        }
    }
}
