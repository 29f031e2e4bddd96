import Testing

@testable import Terminal

@Suite("Styles")
struct StyleTests {
    @Test(
        "color is shown where it can be and nobody objects",
        arguments: [
            (ColorChoice.auto, true, ["TERM": "xterm"], true),
            (.auto, false, ["TERM": "xterm"], false),
            (.auto, true, ["TERM": "dumb"], false),
            (.auto, true, [:], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
            (.always, false, ["NO_COLOR": "1"], true),
            (.never, true, ["TERM": "xterm"], false),
        ])
    func policy(
        choice: ColorChoice, onTerminal: Bool, environment: [String: String], shown: Bool
    ) {
        #expect(choice.showsColor(onTerminal: onTerminal) { environment[$0] } == shown)
    }

    @Test("a style is ended after its text")
    func styled() {
        let screen = Screen(descriptor: -1, color: .always)

        #expect(screen.emphasis("Review") == "\u{1B}[1mReview\u{1B}[0m")
        #expect(screen.dim("hint") == "\u{1B}[2mhint\u{1B}[0m")
        #expect(screen.warning("other domain") == "\u{1B}[33mother domain\u{1B}[0m")
        #expect(screen.error("malformed") == "\u{1B}[31mmalformed\u{1B}[0m")
    }

    @Test("readline is told that the styles of a prompt take no columns")
    func stylesInPrompt() {
        let prompt = Screen(descriptor: -1, color: .always).emphasis("Name") + ": "

        #expect(prompt.withStylesMarked == "\u{1}\u{1B}[1m\u{2}Name\u{1}\u{1B}[0m\u{2}: ")
    }

    @Test("without color the text stays alone")
    func plain() {
        let screen = Screen(descriptor: -1)

        #expect(screen.emphasis("Review") == "Review")
        #expect(screen.warning("other domain") == "other domain")
    }
}
