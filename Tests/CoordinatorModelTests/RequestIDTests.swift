import CoordinatorModel
import Foundation
import ModelFixtures
import Testing

@Suite struct RequestIDTests {
    let example: RequestID = "CC-06H0JV3FJEDBSQQH"

    @Test("the design's example is 2026-11-23T17:20:31.123Z with 9ABCDEF1")
    func designExample() {
        #expect(Timestamp(millisecondsSince1970: Int64(example.milliseconds)) == Sample.now)
        #expect(example.counter == 0x9ABC_DEF1)
        #expect(
            RequestID(
                milliseconds: UInt64(Sample.now.millisecondsSince1970), counter: 0x9ABC_DEF1
            ).description == "CC-06H0JV3FJEDBSQQH")
    }

    @Test(
        "case, dashes, space, O for 0, I and L for 1 are forgiven where an ID is typed",
        arguments: [
            ("CC-06H0JV3FJEDBSQQH", "CC-06H0JV3FJEDBSQQH"),
            ("cc-06h0jv3fjedbsqqh", "CC-06H0JV3FJEDBSQQH"),
            ("  CC 06H0 JV3F JEDB SQQH ", "CC-06H0JV3FJEDBSQQH"),
            ("06H0-JV3F-JEDB-SQQH", "CC-06H0JV3FJEDBSQQH"),
            ("CC–O6HOJV3FJEDBSQQH", "CC-06H0JV3FJEDBSQQH"),
            ("CC06H0JV3FJEDBSQQH", "CC-06H0JV3FJEDBSQQH"),
            ("cc-o1il000000000000", "CC-0111000000000000"),
            ("CC00000000000000", "CC-CC00000000000000"),
        ])
    func forgiven(typed: String, text: String) {
        #expect(RequestID(typed: typed)?.description == text)
    }

    @Test(
        "what cannot be an ID is none",
        arguments: [
            "", "CC-", "CC-06H0JV3FJEDBSQQ", "CC-06H0JV3FJEDBSQQHH", "CC-06H0JV3FJEDBSQQU",
            "DD-06H0JV3FJEDBSQQH", "../06H0JV3FJEDBSQQH", "CC-06H0JV3FJEDBSQ/H",
            "CC-06H0JV3FJEDBSQQ٣", "CC-06H0JV3FJEDBSQQH\u{0}", "CC-06H0JV3FJEDBSQQH\u{301}",
        ])
    func refused(typed: String) {
        #expect(RequestID(typed: typed) == nil)
        #expect(RequestID(exactly: typed) == nil)
    }

    @Test(
        "documents and file names hold IDs exactly as they are written",
        arguments: [
            "cc-06H0JV3FJEDBSQQH", "06H0JV3FJEDBSQQH", "CC06H0JV3FJEDBSQQH",
            "CC-O6H0JV3FJEDBSQQH", " CC-06H0JV3FJEDBSQQH", "CC-06H0JV3FJEDBSQQH\n",
            "CC-06H0JV3FJEDBSQQ\u{212A}",
        ])
    func exactly(text: String) {
        #expect(RequestID(typed: text) != nil)
        #expect(RequestID(exactly: text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([RequestID].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test("IDs order as numbers and as text alike, and read as themselves")
    func order() {
        var generator = SeededGenerator(seed: 2)
        var ids = (0..<2000).map { _ in
            RequestID(milliseconds: generator.next(), counter: UInt32(generator.next() >> 32))
        }
        ids += ids.prefix(200).map(\.successor)
        ids += [
            RequestID(milliseconds: 0, counter: 0),
            RequestID(milliseconds: 0xFFFF_FFFF_FFFF, counter: .max),
        ]

        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
        #expect(ids.allSatisfy { RequestID(exactly: $0.description) == $0 })
    }

    @Test("the last counter of a millisecond is followed by the first of the next")
    func successor() {
        let last = RequestID(milliseconds: 7, counter: .max)

        #expect(last.successor == RequestID(milliseconds: 8, counter: 0))
        #expect(example.successor == "CC-06H0JV3FJEDBSQQJ")
        #expect(last.advanced(by: 3) == last.successor.successor.successor)
        #expect(last.advanced(by: 0) == last)
    }

    @Test(
        "an ending of four or more characters names a request, as forgiving as a whole ID",
        arguments: [
            ("SQQH", "SQQH"), ("sq-qh", "SQQH"), ("b sqqh", "BSQQH"), ("oOiL", "0011"),
            ("06H0JV3FJEDBSQQH", "06H0JV3FJEDBSQQH"), ("QQH", nil), ("", nil), ("SQQU", nil),
            ("../x", nil), ("%QQH", nil), ("006H0JV3FJEDBSQQH", nil),
        ])
    func endings(typed: String, ending: String?) {
        #expect(RequestID.ending(typed: typed) == ending)
    }
}

@Suite struct RequestIDSourceTests {
    /// Always the same number, to see which IDs are counted and which begin afresh.
    private struct Constant: RandomNumberGenerator {
        var value: UInt64
        mutating func next() -> UInt64 { value }
    }

    private let moment = Sample.now
    private var milliseconds: UInt64 { UInt64(moment.millisecondsSince1970) }

    private func later(_ milliseconds: Int64) -> Timestamp {
        Timestamp(millisecondsSince1970: moment.millisecondsSince1970 + milliseconds)
    }

    @Test("a new millisecond begins at random, the same one counts up")
    func counting() {
        var random = Constant(value: 0x9ABC_DEF1_9ABC_DEF1)
        var source = RequestIDSource()

        let ids = [moment, moment, later(1), later(1)].map { source.next(at: $0, using: &random) }

        #expect(ids[0] == "CC-06H0JV3FJEDBSQQH")
        #expect(ids[1] == ids[0].successor)
        #expect(ids[2] == RequestID(milliseconds: milliseconds + 1, counter: 0x9ABC_DEF1))
        #expect(ids[3] == ids[2].successor)
    }

    @Test("where the clock goes back, counting goes on from the last ID")
    func clockBack() {
        var random = Constant(value: 5)
        var source = RequestIDSource()

        let first = source.next(at: moment, using: &random)
        let second = source.next(at: later(-60_000), using: &random)
        let third = source.next(at: Timestamp(millisecondsSince1970: -1), using: &random)

        #expect([second, third] == [first.successor, first.successor.successor])
    }

    @Test(
        "an overflow goes into the next millisecond, and counting goes on when the clock gets there"
    )
    func overflow() {
        var random = Constant(value: .max)
        var source = RequestIDSource()

        let ids = [moment, moment, later(1), later(2)].map { source.next(at: $0, using: &random) }

        #expect(ids[1] == RequestID(milliseconds: milliseconds + 1, counter: 0))
        #expect(ids[2] == ids[1].successor)
        #expect(ids[3] == RequestID(milliseconds: milliseconds + 2, counter: .max))
    }

    @Test("a source that goes on after an ID makes only later ones, whatever the clock does")
    func onlyGrows() {
        var generator = SeededGenerator(seed: 3)
        let start = RequestID(milliseconds: milliseconds + 500, counter: .max - 3)
        var source = RequestIDSource(after: start)
        var clock: Int64 = 0

        var ids = [start]
        for _ in 0..<5000 {
            clock += Int64.random(in: -3...4, using: &generator)
            ids.append(source.next(at: later(clock), using: &generator))
        }

        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    }
}
