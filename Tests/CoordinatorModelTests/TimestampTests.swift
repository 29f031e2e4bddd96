import CoordinatorModel
import Foundation
import ModelFixtures
import Testing

@Suite struct TimestampTests {
    @Test(
        "a moment is written to the millisecond, in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (-1000, "1969-12-31T23:59:59.000Z"), (-1001, "1969-12-31T23:59:58.999Z"),
            (1_795_454_431_123, "2026-11-23T17:20:31.123Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (-2_203_891_200_001, "1900-02-28T23:59:59.999Z"),
            (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func text(milliseconds: Int64, text: String) {
        #expect(Timestamp(millisecondsSince1970: milliseconds).description == text)
        #expect(Timestamp(text)?.millisecondsSince1970 == milliseconds)
    }

    @Test("the fraction may be missing or shorter")
    func fractions() {
        #expect(Timestamp("2026-11-23T17:20:31Z")?.description == "2026-11-23T17:20:31.000Z")
        #expect(Timestamp("2026-11-23T17:20:31.1Z")?.description == "2026-11-23T17:20:31.100Z")
        #expect(Timestamp("2026-11-23T17:20:31.12Z")?.description == "2026-11-23T17:20:31.120Z")
    }

    @Test(
        "what is written in another way is no moment",
        arguments: [
            "", "Z", "TZ", "T.Z", "now", "2026-11-23", "2026-11-23T17:20:31",
            "2026-11-23T17:20:31.123",
            "2026-11-23T17:20:31.Z", "2026-11-23T17:20:31.1234Z", "2026-11-23T17:20:31,123Z",
            "2026-11-23t17:20:31.123z", "2026-11-23 17:20:31.123Z", "2026-11-23T17:20:31.123+00Z",
            "2026-11-23T17:20:31+01:00", "2026-11-23T17:20:31.12.Z", "2026-11-23T17:20Z",
            "2026-11-23T24:00:00.000Z", "2026-11-23T17:60:00.000Z", "2026-11-23T17:20:60.000Z",
            "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-00-01T00:00:00.000Z",
            "-026-11-23T17:20:31.12Z", "+026-11-23T17:20:31.12Z", "2026-11-23T-1:20:31.123Z",
            "2026-11-23T17:20:3a.123Z", "2026-11-23T17:20:31.1 3Z", "２026-11-23T17:20:31Z",
            "2026-11-23T17:20:31.12\u{301}Z", " 2026-11-23T17:20:31Z", "2026-11-23T17:20:31Z ",
            "20261-11-23T17:20:31Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("every moment reads as itself again, in the same order, whatever the number")
    func roundTrips() {
        var generator = SeededGenerator(seed: 4)
        var moments: [Timestamp] = [.min, -1, 0, 1, .max].map(
            Timestamp.init(millisecondsSince1970:))
        for bits in 1...63 {
            for _ in 0..<200 {
                let number = Int64(bitPattern: generator.next()) >> Int64(63 - bits)
                moments.append(Timestamp(millisecondsSince1970: number))
            }
        }

        for moment in moments where Timestamp(moment.description) != moment {
            Issue.record("\(moment.millisecondsSince1970) as \(moment)")
        }
        for moment in moments where !moment.description.hasPrefix("\(CalendarDate(moment))T") {
            Issue.record("\(moment) on \(CalendarDate(moment))")
        }
        #expect(moments.sorted().map(\.description) == moments.map(\.description).sorted())
    }

    @Test("a moment agrees with Foundation's calendar from 1583 on")
    func agreesWithFoundation() {
        var generator = SeededGenerator(seed: 5)
        let style = Date.ISO8601FormatStyle()
        for _ in 0..<2000 {
            let seconds = Int64.random(in: -12_212_553_600...253_402_300_799, using: &generator)
            let moment = Timestamp(millisecondsSince1970: seconds * 1000)
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(moment.description.prefix(19) == style.format(date).prefix(19))
        }
    }

    @Test(
        "a date that is out of range, or none at all, becomes the nearest moment",
        arguments: [
            (1_795_454_431.1226, "2026-11-23T17:20:31.123Z"),
            (1e12, "9999-12-31T23:59:59.999Z"), (-1e12, "0000-01-01T00:00:00.000Z"),
            (1e300, "9999-12-31T23:59:59.999Z"), (-1e300, "0000-01-01T00:00:00.000Z"),
            (.infinity, "9999-12-31T23:59:59.999Z"), (.nan, "0000-01-01T00:00:00.000Z"),
        ] as [(Double, String)])
    func dates(seconds: Double, text: String) {
        #expect(Timestamp(Date(timeIntervalSince1970: seconds)).description == text)
    }

    @Test("a moment and its date are the same")
    func date() {
        #expect(Timestamp(Sample.now.date) == Sample.now)
    }
}

@Suite struct CalendarDateTests {
    @Test("every day of 400 years follows the one before, and leap days are where they belong")
    func allDays() {
        var day: Int64 = -62_167_219_200_000 / 86_400_000
        var expected = (year: 0, month: 1, day: 1)
        while expected.year < 401 {
            let date = CalendarDate(Timestamp(millisecondsSince1970: day * 86_400_000 + 1))
            if (date.year, date.month, date.day) != expected || CalendarDate("\(date)") != date {
                Issue.record("\(date) instead of \(expected)")
                return
            }
            let isLeap =
                expected.year % 400 == 0 || expected.year % 4 == 0 && expected.year % 100 != 0
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            expected.day += 1
            if expected.day > lengths[expected.month - 1] {
                (expected.month, expected.day) = (expected.month + 1, 1)
            }
            if expected.month > 12 { (expected.year, expected.month) = (expected.year + 1, 1) }
            day += 1
        }
        #expect(day * 86_400_000 == -49_512_816_000_000)
    }

    @Test(
        "what is no day is refused",
        arguments: [
            "", "-", "--", "2026", "2026-11", "2026-11-31", "2026-02-29", "1900-02-29",
            "2026-13-01",
            "2026-00-10", "2026-01-00", "2026-1-01", "26-01-01", "2026-01-01 ", " 2026-01-01",
            "2026/01/01", "2026-01-01-", "-2026-01-01", "+026-01-01", "２０２６-01-01",
            "2026-01-0\u{301}1", "2026–01–01", "12026-01-01", "2026-01-1x", "20260-1-01",
        ])
    func refused(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("days compare in their order, and leap days exist")
    func order() {
        let texts = [
            "0000-02-29", "2000-02-29", "2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01",
        ]

        #expect(
            texts.reversed().compactMap { CalendarDate($0) }.sorted().map(\.description) == texts)
    }

    @Test("in JSON a day is its text, and what is none is refused")
    func coding() throws {
        let encoded = try JSONEncoder().encode([Sample.today])

        #expect(String(decoding: encoded, as: UTF8.self) == #"["2026-11-23"]"#)
        #expect(try JSONDecoder().decode([CalendarDate].self, from: encoded) == [Sample.today])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDate].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }
}
