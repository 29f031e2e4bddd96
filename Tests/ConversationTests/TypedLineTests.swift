import Conversation
import Testing

@Suite struct TypedLineTests {
    @Test(
        "orders stand alone or after a line that was begun",
        arguments: [
            (":back", TypedLine.order(.back, halfTyped: "")),
            ("  :BACK ", .order(.back, halfTyped: "")),
            ("pat@ :back", .order(.back, halfTyped: "pat@")),
            ("pat@:back", .order(.back, halfTyped: "pat@")),
            (":goto serial", .order(.goto("serial"), halfTyped: "")),
            (":goto", .order(.goto(""), halfTyped: "")),
            ("12 :goto sign-in", .order(.goto("sign-in"), halfTyped: "12")),
            (":quit", .order(.quit, halfTyped: "")),
            ("123-12345678 :show", .order(.show, halfTyped: "123-12345678")),
            (":later", .order(.later(note: ""), halfTyped: "")),
            ("le :later Pat asks Lee", .order(.later(note: "Pat asks Lee"), halfTyped: "le")),
            (":later Monday, 9:30", .order(.later(note: "Monday, 9:30"), halfTyped: "")),
            ("le :LATER ask: Pat :)", .order(.later(note: "ask: Pat :)"), halfTyped: "le")),
            (":laterally", .unknownOrder(":laterally")),
            ("?", .order(.help, halfTyped: "")),
            (":help", .order(.help, halfTyped: "")),
            ("half :help", .order(.help, halfTyped: "half")),
            (":bakc", .unknownOrder(":bakc")),
            (":", .unknownOrder(":")),
            (":back now", .unknownOrder(":back now")),
            ("", .answer("")),
            ("pat@example.com", .answer("pat@example.com")),
            ("call at 10:30", .answer("call at 10:30")),
            ("note: back", .answer("note: back")),
            ("really?", .answer("really?")),
        ])
    func orders(line: String, expected: TypedLine) {
        #expect(TypedLine(line) == expected)
    }

    @Test("a question mark put behind what stood in the prompt asks for help, and keeps it")
    func helpBehindPrefill() {
        #expect(TypedLine("pat@?", prefill: "pat@") == .order(.help, halfTyped: "pat@"))
        #expect(TypedLine("pat@x?", prefill: "pat@") == .answer("pat@x?"))
    }
}
