import Terminal
import Testing

@Suite("Printable text")
struct PrintableTests {
    @Test(
        "what acts on a terminal is shown as an escape",
        arguments: [
            ("\u{1B}[31mred", "\\u{1B}[31mred"),
            ("a\tb\r\nc", "a\\u{9}b\\u{D}\\u{A}c"),
            ("\u{0}\u{1F}\u{7F}", "\\u{0}\\u{1F}\\u{7F}"),
            ("\u{80}\u{9B}31m\u{9F}", "\\u{80}\\u{9B}31m\\u{9F}"),
            ("\u{202A}\u{202B}\u{202C}", #"\u{202A}\u{202B}\u{202C}"#),
            ("\u{202D}\u{202E}", #"\u{202D}\u{202E}"#),
            ("\u{2066}\u{2067}\u{2068}\u{2069}", #"\u{2066}\u{2067}\u{2068}\u{2069}"#),
            ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
        ])
    func escaped(untrusted: String, shown: String) {
        #expect(printable(untrusted) == shown)
    }

    @Test(
        "nothing else changes",
        arguments: [
            "", "Sam Ito", "日本", "e\u{301}", "\u{A0}", "👩‍👩‍👧", "\\u{1B}", "שלום", "\u{200F}",
        ])
    func unchanged(text: String) {
        #expect(Array(printable(text).unicodeScalars) == Array(text.unicodeScalars))
    }
}
