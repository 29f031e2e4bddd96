import CoordinatorModel
import ModelFixtures
import Testing

/// A megabyte of anything is answered as soon as a line is: were one of these quadratic, the test
/// run would not end.
@Suite struct LargeInputTests {
    static let units = [
        "a", " ", "1", "-", "@", "<", ">", "a@b.c ", "a.", "123-12345678 ", "é", "e\u{301}",
        "\u{301}",
        "🇩🇪", "👩‍👩‍👧", "\u{200B}", "\u{202E}", "\u{1B}[31m", "\u{0}", "\r\n", "\\n", "\\u0061", "\"",
        "İ", "ß", "각", "\u{1100}", "\u{323}\u{307}",
    ]

    static func megabyte(of unit: String) -> String {
        String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    }

    @Test("a megabyte is no address, no serial number, no ID and no date", arguments: units)
    func words(unit: String) {
        let text = Self.megabyte(of: unit)

        #expect(throws: EmailAddress.Mistake.tooLong) { try EmailAddress(typed: text) }
        #expect(throws: EmailAddress.Mistake.tooLong) { try EmailAddress(typed: "Pat <\(text)>") }
        #expect(SerialNumber(typed: text) == nil)
        #expect(RequestID(typed: text) == nil)
        #expect(RequestID.ending(typed: text) == nil)
        #expect(Timestamp(text) == nil)
        #expect(CalendarDate(text) == nil)
    }

    @Test("a megabyte as JSON string, as keys and as itself is read in one pass", arguments: units)
    func json(unit: String) {
        let text = Self.megabyte(of: unit)

        for json in ["\"\(text)\"", "{\"\(text)\":1}", text, "[\(text)]"] {
            try? StrictJSON.check(json.utf8)
        }
    }

    @Test("a hundred thousand keys and elements are read in one pass")
    func manyKeys() throws {
        let keys = (0..<100_000).map { "\"\($0)\":0" }.joined(separator: ",")
        try StrictJSON.check("{\(keys)}".utf8)
        try StrictJSON.check("[\(keys.replacing(":", with: ","))]".utf8)
    }

    @Test("a megabyte in every answer is judged, and no problem repeats it", arguments: units)
    func rules(unit: String) {
        let answers = Answers.sample.mapValues { _ in Answer.typed(Self.megabyte(of: unit)) }
        let rules = Sample.conversationRules

        let problems = rules.problems(answers, Sample.facts(for: rules.queries(answers)))

        #expect(!problems.isEmpty)
        for problem in problems {
            #expect(problem.values.values.allSatisfy { $0.utf8.count <= 1024 })
        }
    }
}
