import CoordinatorModel
import Foundation
import ModelFixtures
import Testing

@Suite struct StrictJSONTests {
    typealias Kind = StrictJSON.Mistake.Kind

    @Test(
        "strict JSON is accepted",
        arguments: [
            "{}", "[]", "null", "true", "false", "0", "-0", "\"\"", " \t\r\n{ } \n",
            "\u{FEFF}{}", "[1, -1, 0.5, 1e3, 1E+3, 1e-3, 123456789012345678901234567890]",
            #"{"a":1,"b":{"a":2},"c":[{"a":3}]}"#, #""\"\\\/\b\f\n\r\t\u00e9\u0000""#,
            #""\ud83d\ude00 😀 \uD83D\uDE00""#, "\"\u{7F}\u{2028}é日本\u{10FFFF}\"",
            #"{"a":1,"A":2,"á":3,"":4}"#, #"{"\ud83d\ude00":1,"\ud83d\ude01":2}"#,
        ])
    func accepted(text: String) throws {
        try StrictJSON.check(text.utf8)
        _ = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    @Test(
        "what is not strict JSON says why and where",
        arguments: [
            ("", .unexpectedEnd, 0), (" ", .unexpectedEnd, 1), ("\u{FEFF}", .unexpectedEnd, 3),
            ("\u{FEFF}\u{FEFF}{}", .unexpectedByte, 3), ("{", .unexpectedEnd, 1),
            ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3),
            ("\"a", .unexpectedEnd, 2), ("\"\\", .unexpectedEnd, 2), (#"{"a""#, .unexpectedEnd, 4),
            (#"{"a":"#, .unexpectedEnd, 5), ("tru", .unexpectedEnd, 3), ("-", .unexpectedEnd, 1),
            ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2), (#""\u00"#, .unexpectedEnd, 5),
            ("[1,]", .unexpectedByte, 3), ("[,1]", .unexpectedByte, 1),
            ("[1 2]", .unexpectedByte, 3),
            (#"{"a":1,}"#, .unexpectedByte, 7), ("{,}", .unexpectedByte, 1),
            (#"{"a" 1}"#, .unexpectedByte, 5), (#"{"a":1 "b":2}"#, .unexpectedByte, 7),
            ("{a:1}", .unexpectedByte, 1), ("{1:1}", .unexpectedByte, 1),
            ("{'a':1}", .unexpectedByte, 1),
            ("{]", .unexpectedByte, 1), ("[}", .unexpectedByte, 1), ("{} {}", .unexpectedByte, 3),
            ("{}x", .unexpectedByte, 2), ("{}\u{0}", .unexpectedByte, 2),
            ("// no\n{}", .unexpectedByte, 0),
            ("[1/**/]", .unexpectedByte, 2), ("nul1", .unexpectedByte, 3),
            ("True", .unexpectedByte, 0),
            ("NaN", .unexpectedByte, 0), ("Infinity", .unexpectedByte, 0),
            ("-Infinity", .unexpectedByte, 1), ("01", .unexpectedByte, 1),
            ("-01", .unexpectedByte, 2),
            ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("[1.]", .unexpectedByte, 3),
            ("0x1", .unexpectedByte, 1), ("1e+]", .unexpectedByte, 3), ("１", .unexpectedByte, 0),
            ("\"\n\"", .unexpectedByte, 1), ("\"\t\"", .unexpectedByte, 1),
            ("\"\u{0}\"", .unexpectedByte, 1), (#""\x""#, .unexpectedByte, 2),
            (#""\u12g4""#, .unexpectedByte, 5), (#""\uéééé""#, .unexpectedByte, 3),
            ("\u{A0}{}", .unexpectedByte, 0), ("\u{2028}{}", .unexpectedByte, 0),
            // Half of a surrogate pair.
            (#""\ud800""#, .unexpectedByte, 7), (#""\udc00""#, .unexpectedByte, 7),
            (#""\ud800\n""#, .unexpectedByte, 8), (#""\ud800\ud800""#, .unexpectedByte, 13),
            (#""\ud800\u0041""#, .unexpectedByte, 13), (#""\ud800"#, .unexpectedEnd, 7),
            // One key in two spellings.
            (#"{"a":1,"a":1}"#, .repeatedKey("a"), 7),
            (#"{"a":1,"b":2,"\u0061":3}"#, .repeatedKey("a"), 13),
            (#"{"\ud83d\ude00":1,"😀":2}"#, .repeatedKey("😀"), 18),
            (#"{"\/":1,"/":2}"#, .repeatedKey("/"), 8),
            (#"[{"x":{"":1,"":2}}]"#, .repeatedKey(""), 12),
        ] as [(String, Kind, Int)])
    func refused(text: String, kind: Kind, offset: Int) {
        let mistake = #expect(throws: StrictJSON.Mistake.self) { try StrictJSON.check(text.utf8) }

        #expect(mistake?.kind == kind)
        #expect(mistake?.offset == offset)
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            ([0x22, 0xFF, 0x22], 1), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xC0, 0x80, 0x22], 1),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], 1), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
            ([0x22, 0xE2, 0x82], 1), ([0x22, 0xC3, 0xA9, 0x20, 0x80], 4),
            ([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], 0), ([0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D], 0),
        ] as [([UInt8], Int)])
    func notUTF8(bytes: [UInt8], offset: Int) {
        let mistake = #expect(throws: StrictJSON.Mistake.self) { try StrictJSON.check(bytes) }

        #expect(mistake?.kind == .notUTF8)
        #expect(mistake?.offset == offset)
    }

    @Test("32 levels are accepted, 33 are too deep, and so are 100,000")
    func depth() throws {
        func nested(_ levels: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
        }
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            try StrictJSON.check(nested(32, open, close).utf8)
            for levels in [33, 34, 100_000] {
                let mistake = #expect(throws: StrictJSON.Mistake.self) {
                    try StrictJSON.check(nested(levels, open, close).utf8)
                }
                #expect(mistake?.kind == .tooDeep)
            }
        }
        #expect(throws: StrictJSON.Mistake.self) {
            try StrictJSON.check((String(repeating: "[", count: 33)).utf8)
        }
    }

    @Test("what Foundation's reader refuses is refused, over seeded mutations of a document")
    func mutations() throws {
        let document = Array(Sample.request().document)
        let inserts: [[UInt8]] = [
            "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", ".", "e", "\\u", "\\ud800",
            "null", " ", "\n", "\t", "\u{0}", "\u{FEFF}", "é", "//", "'",
        ].map { Array($0.utf8) }
        var generator = SeededGenerator(seed: 6)
        var accepted = 0

        for _ in 0..<20_000 {
            var bytes = document
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2:
                    bytes.insert(contentsOf: inserts.randomElement(using: &generator)!, at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
                }
            }
            guard (try? StrictJSON.check(bytes)) != nil else { continue }
            accepted += 1
            if (try? JSONSerialization.jsonObject(with: Data(bytes))) == nil {
                Issue.record("accepted: \(String(decoding: bytes, as: UTF8.self))")
            }
        }

        #expect(accepted > 1000)
    }
}
