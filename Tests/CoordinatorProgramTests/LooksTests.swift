import TestSupport
import Testing

@Suite("Color and width")
struct LooksTests {
    @Test(
        "color is shown on a terminal, unless it is not wished for",
        arguments: [
            ([], [:], true), ([], ["NO_COLOR": "1"], false), ([], ["NO_COLOR": ""], true),
            (["--color", "never"], [:], false), (["--color", "always"], ["NO_COLOR": "1"], true),
            (["--color", "auto"], [:], true), (["--plain", "--color", "always"], [:], false),
        ] as [([String], [String: String], Bool)])
    func color(options: [String], environment: [String: String], isColored: Bool) throws {
        let office = try Office()
        let terminal = try PseudoTerminal(
            "coordinator", ["change", "--home", office.home] + options,
            environment: office.environment.merging(environment) { $1 }, timeout: .seconds(30))

        try terminal.answer(.caseReference)
        try terminal.answer(.contractManager, "pat")
        try terminal.wait(for: "Error:")
        try terminal.wait(for: Question.contractManager.prompt)

        #expect(terminal.raw.contains("\u{1B}[31mError:\u{1B}[0m") == isColored)
        #expect(terminal.raw.contains("\u{1B}[1m") == isColored)
    }

    @Test("in a window of 200 columns no text is wider than is good to read")
    func wide() throws {
        let office = try Office()
        let terminal = try office.sitDown("change", columns: 200)

        try terminal.walkToReview()
        try terminal.send("submit\r")

        #expect(try terminal.waitForExit() == .exited(0))
        let lines = terminal.transcript.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 100 || $0.hasPrefix("    coordinator ") })
    }

    @Test("wide and combining characters are edited and recorded as they are", arguments: [40, 80])
    func wideCharacters(columns: Int) throws {
        let office = try Office()
        let terminal = try office.sitDown("change", columns: columns)

        try terminal.walk(to: .firstName)
        try terminal.send("山田花\u{7F}子\r")
        try terminal.answer(.lastName, "Zoe\u{308}")
        try terminal.wait(for: Question.email.prompt)

        let answers = try office.draft().content["sheet"]["answers"]
        #expect(answers["firstName"]["text"].text == "山田子")
        #expect(answers["lastName"]["text"].text == "Zoë")
    }
}
