import CoordinatorModel
import Foundation
import Testing

@testable import Store

@Suite("The bytes that are hashed")
struct HashedFieldsTests {
    @Test("each value says of what kind it is and where it ends")
    func bytes() {
        var fields = HashedFields("entry")
        fields.append(-2)
        fields.append("é")
        fields.append(nil as String?)
        fields.append("")
        [1, 2].withUnsafeBufferPointer { fields.append(.bytes, $0[...]) }

        var expected: [UInt8] = [1, 2, 0, 0, 0, 5]
        expected += Array("entry".utf8)
        expected += [1, 255, 255, 255, 255, 255, 255, 255, 254]
        expected += [2, 0, 0, 0, 2, 0xC3, 0xA9, 0, 2, 0, 0, 0, 0]
        expected += [3, 0, 0, 0, 2, 1, 2]
        #expect(fields.bytes == expected)
    }

    @Test("a text ends at NUL, as it does in the store")
    func nul() {
        var (cut, whole) = (HashedFields("row"), HashedFields("row"))
        cut.append("a\0b")
        whole.append("a")

        #expect(cut.bytes == whole.bytes)
    }

    @Test("an entry's hash is this one, for good")
    func entry() {
        let entry = JournalEntry(
            sequence: 7, at: Fixture.decidedAt, requestID: Fixture.id(1),
            kind: "coordinator-change", subject: "123-12345678", field: "coordinator",
            old: nil, new: "sam@example.com", actor: "maria@desk-4",
            requester: "pat@example.com", reason: nil)

        let first = Chains.entry(entry, of: (Digest(of: [1, 2, 3]), .applied), after: nil)
        let second = Chains.entry(entry, of: nil, after: first)

        #expect(
            first.description == "4abed36037951ab64136a04030b6f17875e3e204ccb51840193472c90311162d")
        #expect(
            second.description == "58071f21c9d8b74a5db21b3dca3f60e502ce1987de698340b08deee6c7a91b09"
        )
        #expect(
            Chains.total(second, after: first).description
                == "8bf351dbee3180d55461c96245948e56915464841835d8b5f46817117a120935")
        #expect(
            ChainEnds().digest.description
                == "309627771109d18629651f78cab5ff7df07f80863276ca3cf5c19682247b022d")
    }
}
