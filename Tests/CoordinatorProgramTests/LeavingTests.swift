import Glibc
import TestSupport
import Testing

/// A way in which a conversation is broken off.
enum Interruption: CaseIterable, Sendable {
    case controlC, controlD, hangup, termination, closedWindow

    func happen(to terminal: PseudoTerminal) throws {
        switch self {
        case .controlC: try terminal.send("\u{3}")
        case .controlD: try terminal.send("\u{4}")
        case .hangup: terminal.signal(SIGHUP)
        case .termination: terminal.signal(SIGTERM)
        case .closedWindow: terminal.closeWindow()
        }
    }
}

@Suite("Broken off at any question, and resumed")
struct LeavingTests {
    @Test(
        "what stood in the line is kept, and comes back in the prompt of the same question",
        arguments: Interruption.allCases, Question.allCases)
    func interruption(_ interruption: Interruption, question: Question) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        let halfTyped = "half \(question.rawValue)"

        try terminal.walk(to: question)
        try terminal.begin(halfTyped)
        try interruption.happen(to: terminal)

        #expect(try terminal.waitForExit() == .exited(130))
        let draft = try office.draft()
        if interruption != .closedWindow {
            let command = "coordinator resume \(draft.id) --home \(office.home)\n"
            #expect(terminal.transcript.contains("Draft \(draft.id) is kept."))
            #expect(terminal.transcript.contains(command))
            #expect(terminal.hasFormerModes)
        }
        #expect(draft.content["sheet"]["halfTyped"][question.rawValue].text == halfTyped)
        try resume(draft.id, in: office, expecting: question, line: halfTyped)
    }

    @Test(
        "a kill loses the line being typed, and nothing else", arguments: Question.allCases)
    func kill(question: Question) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: question)
        try terminal.begin("half")
        terminal.signal(SIGKILL)

        #expect(try terminal.waitForExit() == .killed(SIGKILL))
        guard question != .caseReference else {
            #expect(try office.drafts() == [])
            return
        }
        let draft = try office.draft()
        #expect(draft.content["sheet"]["answers"].keys.count == question.earlier.count)
        try resume(draft.id, in: office, expecting: question, line: "")
    }

    @Test("left at the review, it is resumed at the review", arguments: Interruption.allCases)
    func review(_ interruption: Interruption) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walkToReview()

        try terminal.begin("sub")
        try interruption.happen(to: terminal)

        #expect(try terminal.waitForExit() == .exited(130))
        #expect(try office.queued() == [])
        let resumed = try office.sitDown("resume", try office.draft().id)
        let shown = try resumed.wait(for: Question.review)
        #expect(shown.contains("Step 7 of 7"))
        #expect(shown.count(of: "Step ") == 1)
        try resumed.send("submit\r")
        try resumed.wait(for: "Submitted CC-")
        #expect(try resumed.waitForExit() == .exited(0))
    }

    @Test("a question that somebody went back to is the one that is resumed")
    func positionAfterGoingBack() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .lastName)
        try terminal.send(":goto serial\r")
        try terminal.wait(for: Question.serialNumber.prompt + "123 12345678")
        terminal.signal(SIGKILL)
        try terminal.waitForExit()

        try resume(
            try office.draft().id, in: office, expecting: .serialNumber, line: "123 12345678",
            then: .lastName)
    }

    @Test(":quit at any question keeps the draft and is no interruption", arguments: ["", "h"])
    func quit(halfTyped: String) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .lastName)
        try terminal.send("\(halfTyped) :quit\r")

        try terminal.wait(for: "coordinator resume ")
        #expect(try terminal.waitForExit() == .exited(0))
        try resume(try office.draft().id, in: office, expecting: .lastName, line: halfTyped)
    }

    private func resume(
        _ draft: String, in office: Office, expecting question: Question, line: String,
        then next: Question? = nil
    ) throws {
        let terminal = try office.sitDown("resume", draft)
        let shown = try terminal.wait(for: question.prompt + line)
        #expect(shown.contains("Step \(question.step) of 7"))
        #expect(shown.count(of: "Step ") == 1)
        try terminal.replace(with: question.answer)
        let following = next ?? Question.allCases.first { $0.earlier.last == question }
        try terminal.wait(for: following?.prompt ?? Question.review)
    }
}

extension String {
    func count(of text: String) -> Int { ranges(of: text).count }
}
