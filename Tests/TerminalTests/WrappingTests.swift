import Testing

@testable import Terminal

@Suite("Wrapping")
struct WrappingTests {
    @Test("words go on the next line when the line is full")
    func words() {
        #expect("one two three four".wrapped(columns: 9, indent: 0) == "one two\nthree\nfour")
        #expect("one two three".wrapped(columns: 13, indent: 0) == "one two three")
    }

    @Test("wide characters take two columns, combining ones none")
    func widths() {
        #expect("日本 日本".wrapped(columns: 8, indent: 0) == "日本\n日本")
        #expect("日本 日本".wrapped(columns: 9, indent: 0) == "日本 日本")
        let combining = "e\u{301}e\u{301} e\u{301}e\u{301}"
        #expect(combining.wrapped(columns: 5, indent: 0) == combining)
    }

    @Test("styles take no columns")
    func styles() {
        let text = "\u{1B}[1mone\u{1B}[0m two"

        #expect(text.wrapped(columns: 7, indent: 0) == text)
    }

    @Test("line breaks, empty lines and indentation stay")
    func existingLayout() {
        let text = "Steps\n\n  one two three\n"

        #expect(text.wrapped(columns: 9, indent: 0) == "Steps\n\n  one two\n  three\n")
        #expect(text.wrapped(columns: 9, indent: 2) == "  Steps\n\n    one\n    two\n    three\n")
    }

    @Test("columns in a line that fits stay where they are")
    func innerSpace() {
        #expect("one    two".wrapped(columns: 10, indent: 0) == "one    two")
        #expect("one    two".wrapped(columns: 9, indent: 0) == "one two")
    }

    @Test("a word that fits on no line stays whole")
    func longWord() {
        let text = "see /srv/coordinator now"

        #expect(text.wrapped(columns: 10, indent: 0) == "see\n/srv/coordinator\nnow")
    }

    @Test("without a terminal a line has 80 columns")
    func widthOfFile() {
        let screen = Screen(descriptor: -1)
        let text = Array(repeating: "word", count: 17).joined(separator: " ")

        #expect(screen.width == 80)
        #expect(screen.wrapped(text).split(separator: "\n").map(\.count) == [79, 4])
    }

    @Test(
        "text is cut after whole characters",
        arguments: [
            ("serial", 6, "serial"), ("serial", 5, "seri…"), ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"), ("e\u{301}tude", 3, "e\u{301}t…"), ("ab", 1, "…"),
        ])
    func truncation(text: String, columns: Int, cut: String) {
        #expect(text.truncated(columns: columns) == cut)
    }
}
