import CoordinatorModel
import Foundation
import ModelFixtures
import Testing

@Suite struct SerialNumberTests {
    @Test(
        "a serial number is read however it was typed or pasted",
        arguments: [
            "123-12345678", "12312345678", "123 12345678", "  123-12345678 ", "123 - 12345678",
            "123--12345678", "123-1234-5678", "123 1234 5678", "123\t12345678", "123\n12345678",
            "1 2 3 1 2 3 4 5 6 7 8", "123\u{A0}12345678",
            "My serial is 123-12345678, thanks.", "(123-12345678)", "S/N: 123-12345678!",
            "SN12312345678", "3 123-12345678", "3 123 12345678", "2. 123 - 12345678",
            "1 x 123-12345678 5 seats", "contract 100200, serial 123-12345678",
            "100200 123-12345678", "123-12345678 123-12345678", "123-12345678 or 12312345678",
            "Seriennummer „123–12345678“",
        ])
    func forgiven(typed: String) {
        #expect(SerialNumber(typed: typed)?.text == "123-12345678")
    }

    @Test(
        "every dash is forgiven",
        arguments: [
            "-", "\u{AD}", "\u{58A}", "\u{5BE}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}",
            "\u{2014}", "\u{2015}", "\u{2043}", "\u{2212}", "\u{2E3A}", "\u{2E3B}", "\u{301C}",
            "\u{FE31}", "\u{FE58}", "\u{FE63}", "\u{FF0D}",
        ])
    func dashes(dash: String) {
        #expect(SerialNumber(typed: "123\(dash)12345678")?.text == "123-12345678")
        #expect(SerialNumber(typed: "it is 123 \(dash) 12345678.")?.text == "123-12345678")
    }

    @Test(
        "what holds no serial number, or more than one, is none",
        arguments: [
            "", " ", "-", "serial", "100200", "123-1234567", "1231234567", "123-123456789",
            "123123456789", "1234-12345678", "123-12345678-9", "9-123-12345678", "12-345678901-2",
            "12E-12345678", "123-1234567O", "123_12345678", "123/12345678", "123.12345678",
            "123-12345678 456-12345678", "123-12345678, 456-12345678",
            "123-12345678 45612345678", "12312345678 / 45612345678",
            "١٢٣-١٢٣٤٥٦٧٨", "１２３-１２３４５６７８", "१२३-१२३४५६७८", "①②③-①②③④⑤⑥⑦⑧",
            "123-1234567\u{301}8", "1\u{FE0F}\u{20E3}23-12345678", "123-1234567\u{200D}8x",
        ])
    func refused(typed: String) {
        #expect(SerialNumber(typed: typed) == nil)
    }

    @Test("every serial number reads as itself again, and compares as its text")
    func readsAsItself() {
        var generator = SeededGenerator(seed: 1)
        var numbers: [SerialNumber] = []
        for _ in 0..<1000 {
            let digits = (0..<11).map { _ in String(Int.random(in: 0...9, using: &generator)) }
            let text = digits[..<3].joined() + "-" + digits[3...].joined()
            guard let number = SerialNumber(typed: text) else {
                Issue.record("\(text) was not read")
                continue
            }
            #expect(number.text == text)
            numbers.append(number)
        }
        #expect(numbers.sorted().map(\.text) == numbers.map(\.text).sorted())
    }

    @Test("in JSON a serial number is its text, and what is none is refused")
    func coding() throws {
        let encoded = try JSONEncoder().encode(["123-12345678" as SerialNumber])

        #expect(String(decoding: encoded, as: UTF8.self) == #"["123-12345678"]"#)
        #expect(try JSONDecoder().decode([SerialNumber].self, from: encoded) == ["123-12345678"])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([SerialNumber].self, from: Data(#"["100200"]"#.utf8))
        }
    }
}
