import CommaSeparated
import Testing

@Suite("Reading tables")
struct TableReaderTests {
    enum Column: String, CaseIterable {
        case serialNumber = "serial_number"
        case email
    }

    @Test(
        "columns are found in any order, without regard to case, spaces, underscores and dashes",
        arguments: ["serial_number,email", "EMAIL,x,Serial Number", "e-mail,SERIALNUMBER"])
    func names(header: String) throws {
        var table = try table(header + "\n" + header)

        guard case .row(let row) = try table.next() else {
            Issue.record("no row")
            return
        }

        #expect(row.line == 2)
        #expect(["serial_number", "Serial Number", "SERIALNUMBER"].contains(row[.serialNumber]))
        #expect(["email", "EMAIL", "e-mail"].contains(row[.email]))
        #expect(try table.next() == nil)
    }

    @Test(
        "a header without all columns is refused, with everything that is wrong",
        arguments: [
            ("", TableError.empty),
            ("email,e_mail", .columns(missing: ["serial_number"], repeated: ["email"])),
            ("serial number;email", .otherSeparator(.semicolons)),
            ("serial number\temail\tx", .otherSeparator(.tabs)),
            ("number;address", .columns(missing: ["serial_number", "email"], repeated: [])),
            ("\"email", .header(.unclosedQuote(field: 1), line: 1)),
        ])
    func header(text: String, expected: TableError) {
        #expect(throws: expected) { _ = try table(text) }
    }

    @Test(
        "lines before the header that begin with # are passed over where that is asked for",
        arguments: ["# \"a\n\n#b\r\n", "\u{FEFF}#\n", "", "#\r#\r"])
    func remarks(remarks: String) throws {
        let text = remarks + "email,serial_number\n#a,1\n"
        var table = try TableReader<Column>(ByteSource(bytes: text.utf8), skipsRemarks: true)

        guard case .row(let row) = try table.next() else {
            Issue.record("no row")
            return
        }

        #expect(row[.email] == "#a")
        #expect(throws: TableError.empty) {
            _ = try TableReader<Column>(ByteSource(bytes: "# a".utf8), skipsRemarks: true)
        }
        #expect(throws: TableError.self) { _ = try self.table("#\n" + text) }
    }

    @Test("rows with more or fewer fields than the header are reported, by their line")
    func fieldCount() throws {
        var table = try table("email,serial_number\na\nb,c,d\ne,f")
        var found: [String] = []

        while let record = try table.next() {
            switch record {
            case .row(let row): found.append("\(row.line) \(row[.email])")
            case .mistake(let mistake, let line): found.append("\(line) \(mistake)")
            }
        }

        #expect(
            found == [
                "2 fieldCount(found: 1, expected: 2)", "3 fieldCount(found: 3, expected: 2)",
                "4 e",
            ])
    }

    @Test("an unreadable field is called by its column's name in the header")
    func unreadable() throws {
        var table = try table("E-Mail,serial_number\na,\"b\"c")

        guard case .mistake(let mistake, let line) = try table.next() else {
            Issue.record("no mistake")
            return
        }

        #expect(line == 2)
        #expect(mistake == .unreadable(.textAfterQuote(field: 2), column: "serial_number"))
    }

    @Test("a row is kept as it stands, whatever is wrong with it, unless it is very long")
    func text() throws {
        let rows = [
            "a,\"b\n\"\"c\"", "\"a\"x,", "a,b,c", String(repeating: "a", count: 1 << 20), "",
        ]
        let text = "email,serial_number\n" + rows.joined(separator: "\r\n")
        var table = try TableReader<Column>(ByteSource(bytes: text.utf8), keepsText: true)
        var found: [[String]] = []

        while try table.next() != nil {
            let fields = try #require(table.lastText).fields
            found.append(fields.map { String(decoding: $0, as: UTF8.self) })
        }

        #expect(
            found == [
                ["a", "\"b\n\"\"c\""], ["\"a\"x", ""], ["a", "b", "c"], [],
            ])
    }

    private func table(_ text: String) throws(TableError) -> TableReader<Column> {
        try TableReader(ByteSource(bytes: text.utf8))
    }
}
