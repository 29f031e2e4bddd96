import CommaSeparated
import Testing

@Suite("Reading rows")
struct RowReaderTests {
    @Test(
        "fields, quotes and line ends are read as RFC 4180 says",
        arguments: [
            ("a,b\nc,d\n", ["1:a|b", "2:c|d"]),
            ("a,b\r\nc,d\r\n", ["1:a|b", "2:c|d"]),
            ("a,b\rc,d", ["1:a|b", "2:c|d"]),
            ("a,,\n,", ["1:a||", "2:|"]),
            ("\"a,b\",\"say \"\"hi\"\"\"\n", ["1:a,b|say \"hi\""]),
            ("\"one\ntwo\",x\ny,z", ["1:one\ntwo|x", "3:y|z"]),
            ("\"one\r\ntwo\",x\r\ny,z", ["1:one\r\ntwo|x", "3:y|z"]),
            ("a\n\n\r\n\nb", ["1:a", "5:b"]),
            ("\"\",x", ["1:|x"]),
            ("5\" pipe,x", ["1:5\" pipe|x"]),
            ("\u{FEFF}a,b", ["1:a|b"]),
            (" a , b ", ["1: a | b "]),
            ("Zoë,日本", ["1:Zoë|日本"]),
            ("", []), ("\n\n", []), ("\u{FEFF}", []),
        ])
    func rows(text: String, expected: [String]) throws {
        #expect(try read(Array(text.utf8)) == expected)
    }

    @Test("the same text in pieces of any size gives the same rows", arguments: [1, 2, 3, 7])
    func pieces(size: Int) throws {
        let text = Array("a,\"b\r\n\"\"c\"\r\nZoë,d\r\n\r\n\"x".utf8)

        #expect(try read(text, piece: size) == (try read(text)))
    }

    @Test(
        "a row that is no good is reported where it starts, and the next one is read",
        arguments: [
            ("a\n\"b\" x,c\nd", ["1:a", "2:textAfterQuote(field: 1)", "3:d"]),
            ("a\nb,\"c\nd,e\n", ["1:a", "2:unclosedQuote(field: 2)"]),
            ("a\u{0}b\nc", ["1:nul(field: 1)", "2:c"]),
        ])
    func mistakes(text: String, expected: [String]) throws {
        #expect(try read(Array(text.utf8)) == expected)
    }

    @Test("bytes that are no UTF-8 are reported, with their field")
    func invalidUTF8() throws {
        let latin1: [UInt8] = Array("x,".utf8) + [0x5A, 0x6F, 0xEB] + Array("\ny,z".utf8)

        #expect(try read(latin1) == ["1:invalidUTF8(field: 2)", "2:y|z"])
    }

    @Test("a giant field is reported, and no more than its limit is kept")
    func giantField() throws {
        let fits = String(repeating: "x", count: RowReader.longestField)

        #expect(try read(Array("\(fits)\n".utf8)) == ["1:\(fits)"])
        #expect(
            try read(Array("a,\(fits)x\nb".utf8))
                == ["1:fieldTooLong(field: 2, longest: 65536)", "2:b"])
    }

    @Test("a row of too many fields is reported")
    func manyFields() throws {
        let row = String(repeating: ",", count: 5000)

        #expect(try read(Array("\(row)\nb".utf8)) == ["1:tooManyFields(most: 1024)", "2:b"])
    }

    @Test("a file that is not there, or is a directory, is told by the system's error")
    func files() throws {
        #expect(throws: ReadError(path: "/no/such/file", number: 2)) {
            _ = try ByteSource(path: "/no/such/file")
        }
        #expect(throws: ReadError(path: "/", number: 21)) {
            var reader = RowReader(try ByteSource(path: "/"))
            _ = try reader.next()
        }
        #expect("\(ReadError(path: "/", number: 21))" == "Is a directory")
    }

    private func read(_ bytes: [UInt8], piece size: Int = .max) throws -> [String] {
        var rest = bytes[...]
        var reader = RowReader(
            ByteSource { () throws(ReadError) in
                defer { rest = rest.dropFirst(size) }
                return Array(rest.prefix(size))
            })
        var result: [String] = []
        while let record = try reader.next() {
            switch record {
            case .row(let row):
                result.append("\(row.line):\(row.fields.joined(separator: "|"))")
            case .mistake(let mistake, let line): result.append("\(line):\(mistake)")
            }
        }
        return result
    }
}
