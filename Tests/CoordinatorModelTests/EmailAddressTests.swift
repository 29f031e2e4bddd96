import Foundation
import ModelFixtures
import Testing

@testable import CoordinatorModel

@Suite struct EmailAddressTests {
    @Test(
        "one address is read however it was typed or pasted",
        arguments: [
            ("pat@example.com", "pat@example.com"),
            ("  pat@example.com\t", "pat@example.com"),
            ("\u{A0}pat@example.com\r\n", "pat@example.com"),
            ("PAT@Example.COM", "pat@example.com"),
            ("Pat Lee <pat@example.com>", "pat@example.com"),
            ("Lee, Pat <Pat@Example.com> ", "pat@example.com"),
            ("\"Pat Lee\" < pat@example.com >", "pat@example.com"),
            ("<pat@example.com>", "pat@example.com"),
            ("pat@example.com <pat@example.com>", "pat@example.com"),
            ("'Pat@example.com' <pat@example.com>", "pat@example.com"),
            ("\u{200B}pat@example.com\u{FEFF}", "pat@example.com"),
            ("\u{202A}pat@example.com\u{202C}", "pat@example.com"),
            ("pat.o'neil+serials@sub.example.co.uk", "pat.o'neil+serials@sub.example.co.uk"),
            ("jörg@bücher.example", "jörg@bücher.example"),
            ("JO\u{308}RG@B\u{DC}CHER.example", "jörg@bücher.example"),
            ("用户@例え.テスト", "用户@例え.テスト"),
            ("a@1a.example", "a@1a.example"),
        ])
    func forgiven(typed: String, text: String) throws {
        let address = try EmailAddress(typed: typed)

        #expect(Array(address.text.utf8) == Array(text.precomposedStringWithCanonicalMapping.utf8))
    }

    @Test(
        "what is not one address says which mistake it is",
        arguments: [
            ("", .empty), ("   ", .empty), ("<>", .empty), ("\u{200B}", .empty),
            ("pat", .noAt), ("example.com", .noAt),
            ("pat@", .badDomain("")), ("@example.com", .badLocalPart), ("@", .badLocalPart),
            ("pat@@example.com", .severalAts), ("pat@example@com", .severalAts),
            ("pat@example.com, lee@example.com", .severalAts),
            ("Pat <pat@example.com>, Lee <lee@example.com>", .severalAts),
            ("pat@example.com <lee@example.com>", .severalAts),
            ("pat lee@example.com", .spaceInside), ("pat@exam ple.com", .spaceInside),
            ("pat\t@example.com", .spaceInside), ("pat@example.com extra", .spaceInside),
            ("pat\n@example.com", .spaceInside), ("pat\u{3000}@example.com", .spaceInside),
            ("pat;@example.com", .forbiddenCharacter(";")),
            ("pat(home)@example.com", .forbiddenCharacter("(")),
            ("mailto:pat@example.com", .forbiddenCharacter(":")),
            ("\"pat\"@example.com", .forbiddenCharacter("\"")),
            ("pat@[127.0.0.1]", .forbiddenCharacter("[")),
            ("pat\\@example.com", .forbiddenCharacter("\\")),
            ("pat<@example.com", .forbiddenCharacter("<")),
            ("pat\u{0}@example.com", .forbiddenCharacter("\u{0}")),
            ("pat\u{1B}[31m@example.com", .forbiddenCharacter("\u{1B}")),
            ("pat@example\u{7F}.com", .forbiddenCharacter("\u{7F}")),
            ("pat\u{202E}@example.com", .forbiddenCharacter("\u{202E}")),
            ("pat@exa\u{2066}mple.com", .forbiddenCharacter("\u{2066}")),
            ("pat\u{200B}@example.com", .forbiddenCharacter("\u{200B}")),
            ("pat\u{E000}@example.com", .forbiddenCharacter("\u{E000}")),
            (".pat@example.com", .badLocalPart), ("pat.@example.com", .badLocalPart),
            ("p..at@example.com", .badLocalPart),
            ("pat@example", .badDomain("example")), ("pat@.com", .badDomain(".com")),
            ("pat@example.com.", .badDomain("example.com.")),
            ("pat@example..com", .badDomain("example..com")),
            ("pat@-example.com", .badDomain("-example.com")),
            ("pat@example-.com", .badDomain("example-.com")),
            ("pat@ex_ample.com", .badDomain("ex_ample.com")),
            ("pat@example.com/x", .badDomain("example.com/x")),
            ("pat@127.0.0.1", .badDomain("127.0.0.1")),
        ] as [(String, EmailAddress.Mistake)])
    func mistakes(typed: String, mistake: EmailAddress.Mistake) {
        #expect(throws: mistake) { try EmailAddress(typed: typed) }
    }

    @Test("254 bytes are an address, 255 are too many, as are 65 before the @ and 64 in a label")
    func lengths() throws {
        let labels = [String](repeating: String(repeating: "d", count: 62), count: 3)
        let domain = labels.joined(separator: ".") + ".de"
        let longest = String(repeating: "a", count: 254 - 1 - domain.utf8.count) + "@" + domain

        #expect(longest.utf8.count == 254)
        #expect(try EmailAddress(typed: longest).text == longest)
        #expect(try EmailAddress(typed: "A very long name <\(longest)>").text == longest)
        #expect(throws: EmailAddress.Mistake.tooLong) { try EmailAddress(typed: "a" + longest) }
        #expect(throws: EmailAddress.Mistake.tooLong) {
            try EmailAddress(typed: String(repeating: "ö", count: 150) + "@example.com")
        }
        let (a64, d63) = (String(repeating: "a", count: 64), String(repeating: "d", count: 63))
        #expect(try EmailAddress(typed: "\(a64)@\(d63).de").text == "\(a64)@\(d63).de")
        #expect(throws: EmailAddress.Mistake.badLocalPart) {
            try EmailAddress(typed: "a\(a64)@\(d63).de")
        }
        #expect(throws: EmailAddress.Mistake.badDomain("d\(d63).de")) {
            try EmailAddress(typed: "\(a64)@d\(d63).de")
        }
    }

    @Test("composed and decomposed, upper and lower case are one address, byte for byte")
    func normalised() throws {
        let composed = try EmailAddress(typed: "J\u{F6}RG@example.com")
        let decomposed = try EmailAddress(typed: "jo\u{308}rg@example.com")

        #expect(composed == decomposed)
        #expect(Array(composed.text.utf8) == Array(decomposed.text.utf8))
    }

    @Test("every address reads as itself again, whatever letters it has")
    func readsAsItself() throws {
        for value in 0...0x1FFFF as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenNFKCCaseFolded
            else { continue }
            for typed in ["p\(scalar)t@example.com", "p\(scalar)\u{323}\u{307}t@example.com"] {
                guard let once = try? EmailAddress(typed: typed) else { continue }
                let twice = try EmailAddress(typed: once.text)
                if Array(once.text.utf8) != Array(twice.text.utf8) {
                    Issue.record("U+\(String(value, radix: 16)): \(once) became \(twice)")
                }
            }
        }
    }

    @Test("the domain is what follows the @")
    func domain() {
        #expect(("pat@sub.example.com" as EmailAddress).domain == "sub.example.com")
    }

    @Test("in JSON an address is its text, and what is none is refused")
    func coding() throws {
        let encoded = try JSONEncoder().encode(["Pat@Example.com" as EmailAddress])

        #expect(String(decoding: encoded, as: UTF8.self) == #"["pat@example.com"]"#)
        #expect(
            try JSONDecoder().decode([EmailAddress].self, from: encoded) == ["pat@example.com"])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([EmailAddress].self, from: Data(#"["pat"]"#.utf8))
        }
    }
}

@Suite struct PlainAddressTests {
    @Test("an address of plain ASCII is read at a glance as it is read closely")
    func same() {
        let parts = ["a", "b1", "A", "7", ".", "-", "_", "+", "@", " ", "ß", "<", "'", "com"]
        var generator = SeededGenerator(seed: 7)
        func some() -> String {
            let count = Int.random(in: 1...3, using: &generator)
            return (0..<count).map { _ in parts.randomElement(using: &generator)! }.joined()
        }
        var plain = 0
        for _ in 0..<4000 {
            let typed = "\(some())@\(some()).\(some())"
            guard let glance = EmailAddress.plain(typed) else { continue }
            // Space around it keeps it from being read at a glance.
            #expect(glance == (try? EmailAddress(typed: " " + typed))?.text)
            plain += 1
        }
        #expect(plain > 20)
    }

    @Test(
        "lengths and labels at their bounds are read as they are read closely",
        arguments: [
            String(repeating: "a", count: 64) + "@b.c", String(repeating: "a", count: 65) + "@b.c",
            "a@" + String(repeating: "b", count: 63) + ".c",
            "a@" + String(repeating: "b", count: 64) + ".c", "a@b.1", "a@1.b1", "a@b-.c", "a@-b.c",
            "a@b.c-", "a@b..c", "a@b.c.", "a.@b.c", ".a@b.c", "a..b@c.d", "@b.c", "a@", "", "a@b",
        ])
    func bounds(typed: String) {
        #expect(
            (try? EmailAddress(typed: typed))?.text == (try? EmailAddress(typed: " " + typed))?.text
        )
    }
}
