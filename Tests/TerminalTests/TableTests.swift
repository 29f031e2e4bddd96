import Terminal
import Testing

@Suite("Tables")
struct TableTests {
    private func people(_ names: String...) -> Table {
        var table = Table([
            .init("SERIAL NUMBER"), .init("NAME", isTruncated: true), .init("STATE"),
        ])
        for name in names { table.add(["123-12345678", name, "queued"]) }
        return table
    }

    @Test("columns are as wide as their widest value")
    func padding() {
        #expect(
            people("Sam Ito", "日本").text() == """
                SERIAL NUMBER  NAME     STATE
                123-12345678   Sam Ito  queued
                123-12345678   日本     queued

                """)
    }

    @Test("only a column that says so is cut, when the line would not fit")
    func cutting() {
        let table = people("Maximiliane Mustermann")

        #expect(
            table.text(width: 40) == """
                SERIAL NUMBER  NAME               STATE
                123-12345678   Maximiliane Must…  queued

                """)
        #expect(table.text(width: 45) == table.text())
    }

    @Test("where not even cut values fit, each row is shown as lines of its own")
    func narrow() {
        #expect(
            people("Sam Ito", "Maximiliane Mustermann").text(width: 20) == """
                SERIAL NUMBER:
                123-12345678
                NAME: Sam Ito
                STATE: queued

                SERIAL NUMBER:
                123-12345678
                NAME: Maximiliane
                Mustermann
                STATE: queued

                """)
    }

    @Test("values cannot act on the terminal")
    func printableValues() {
        #expect(people("\u{1B}[2J").text().contains("  \\u{1B}[2J  queued\n"))
    }
}
