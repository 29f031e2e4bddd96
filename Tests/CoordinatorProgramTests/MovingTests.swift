import Glibc
import TestSupport
import Testing

@Suite("Back and forth")
struct MovingTests {
    private static let later = Question.allCases.dropFirst()

    @Test(
        "from every question :back, after whatever is in the line, asks the one before",
        arguments: later, ["", "h@lf ", "\u{15}"])
    func back(from question: Question, typed: String) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        let previous = try #require(question.earlier.last)
        let known = previous == .verification ? "called-back" : previous.answer

        try terminal.walk(to: question)
        try terminal.send("\(typed):back\r")
        try terminal.wait(for: previous.prompt + known)
        try terminal.send("\r")

        let kept = typed == "h@lf " ? "h@lf" : ""
        try terminal.wait(for: question.prompt + kept)
        try terminal.replace(with: question.answer)
        let next = Question.allCases.first { $0.earlier.last == question }?.prompt
        try terminal.wait(for: next ?? Question.review)
    }

    @Test("Shift-Tab goes back from every question, half typed or not", arguments: later)
    func shiftTab(from question: Question) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        let previous = try #require(question.earlier.last)

        try terminal.walk(to: question)
        try terminal.begin("half")
        try terminal.send("\u{1B}[Z")
        try terminal.wait(for: previous.prompt)
        try terminal.send("\r")

        try terminal.wait(for: question.prompt + "half")
    }

    @Test("an answer that is not acceptable is no obstacle to going back, and stays")
    func unacceptable() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .serialNumber)
        try terminal.send("12\r")
        try terminal.wait(for: "Error: ")
        try terminal.wait(for: Question.serialNumber.prompt + "12")
        try terminal.send(" :back\r")
        try terminal.wait(for: Question.contractManager.prompt + "Pat Lee <PAT@example.com>")
        try terminal.send("\r")

        try terminal.wait(for: "\"12\" is not a serial number.")
        try terminal.wait(for: Question.serialNumber.prompt + "12")
    }

    @Test("nothing typed later is lost by going back to the first question and coming forth")
    func nothingLost() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walkToReview()
        for question in Question.allCases.reversed() {
            try terminal.send(":back\r")
            try terminal.wait(for: question.prompt)
        }
        try terminal.send(":back\r")
        try terminal.wait(for: "there is nothing before it.")
        try terminal.wait(for: Question.caseReference.prompt + "00123456")
        try terminal.send("\r")

        let shown = try terminal.wait(for: Question.review)
        #expect(shown.contains("known voice"))
        #expect(shown.contains("+1 503 555 0100"))
    }

    @Test(
        ":goto takes the name of a stage, or the beginning of one that is no other's",
        arguments: [
            ("serial-number", Question.serialNumber), ("serial", .serialNumber),
            ("NEW", .firstName), ("sign", .contractManager), ("a", .verification),
            ("g", .caseReference),
        ])
    func goto(name: String, question: Question) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .authorization)
        try terminal.send("y :goto \(name)\r")

        try terminal.wait(for: question.prompt)
        try terminal.send(":goto submit\r")
        try terminal.wait(for: "this is still open")
        try terminal.wait(for: Question.authorization.prompt + "y")
    }

    @Test(
        "a stage that does not exist, or could be two, is told with all names; the line stays",
        arguments: ["foo", "s", ""])
    func unknownStage(name: String) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")

        try terminal.walk(to: .lastName)
        try terminal.send("half :goto \(name)\r")

        try terminal.wait(for: name.isEmpty ? "Which stage?" : "There is no stage \"\(name)\".")
        try terminal.wait(for: "serial-number,")
        try terminal.wait(for: Question.lastName.prompt + "half")
    }
}
