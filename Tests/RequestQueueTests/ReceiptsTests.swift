import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("receipts")
struct ReceiptsTests {
    static let digest = Digest(of: "a file".utf8)

    @Test("a receipt is read as it was written, by the digest of its file")
    func written() throws {
        let sandbox = try Sandbox()
        let receipts = Receipts(sandbox.home)
        var receipt = Receipt.sample
        receipt.rejectedRows = RangeSet([3..<4, 7..<10])
        receipt.acceptedWarnings = [.otherDomain, .requestWaiting]

        try receipts.open(Self.digest, as: .current(at: .noon)).write(receipt)

        #expect(try receipts.read(Self.digest) == receipt)
        #expect(try receipts.read(Digest(of: [])) == nil)
        #expect(try sandbox.names(.receipts) == ["\(Self.digest).json"])
        #expect(try sandbox.mode(receipts.path(Self.digest)) == 0o600)
    }

    @Test("row n, counted from 0, has the first ID and n, over the end of the counter too")
    func ids() {
        var receipt = Receipt.sample
        receipt.firstID = RequestID(milliseconds: 5, counter: .max - 1)

        #expect(receipt.id(ofRow: 0) == receipt.firstID)
        #expect(receipt.id(ofRow: 1) == RequestID(milliseconds: 5, counter: .max))
        #expect(receipt.id(ofRow: 2) == RequestID(milliseconds: 6, counter: 0))
    }

    @Test("one file is submitted by one process at a time")
    func locked() throws {
        let sandbox = try Sandbox()
        let receipts = Receipts(sandbox.home)
        let holder = Holder.current(at: .noon)
        let open = try receipts.open(Self.digest, as: holder)

        #expect(throws: QueueError.receiptLocked(by: holder)) {
            try receipts.open(Self.digest, as: .current(at: .noon))
        }
        _ = try receipts.open(Digest(of: []), as: holder)
        withExtendedLifetime(open) {}
    }

    @Test(
        "what is no receipt is refused and left",
        arguments: ["", "{}", #"{"schema": "receipt/2"}"#])
    func unreadable(content: String) throws {
        let sandbox = try Sandbox()
        try sandbox.drop(content.utf8, "\(Self.digest).json", in: .receipts)
        let receipts = Receipts(sandbox.home)

        #expect(throws: QueueError.receipt(receipts.path(Self.digest), .unreadable)) {
            try receipts.read(Self.digest)
        }
        #expect(try sandbox.names(.receipts).count == 1)
    }

    @Test("the folder is made where a home was set up without one")
    func prepared() throws {
        let sandbox = try Sandbox()
        try Files().removeFolder(sandbox.home[.receipts])

        try Receipts(sandbox.home).prepare()
        try Receipts(sandbox.home).prepare()

        #expect(try sandbox.mode(sandbox.home[.receipts]) == 0o700)
    }

    @Test("after a crash the receipt is the one before or the new one, whole")
    func crash() throws {
        var newer = Receipt.sample
        newer.rejectedRows = RangeSet([0..<2])
        let crashes = try afterEveryCrash { sandbox in
            try Receipts(sandbox.home).open(Self.digest, as: .current(at: .noon)).write(.sample)
        } act: { sandbox, files in
            try Receipts(sandbox.home, files: files)
                .open(Self.digest, as: .current(at: .noon)).write(newer)
        } check: { sandbox, finished in
            let open = try Receipts(sandbox.home).open(Self.digest, as: .current(at: .noon))

            #expect(finished ? open.receipt == newer : [.sample, newer].contains(open.receipt))
        }

        #expect(crashes >= 12)
    }
}

extension Receipt {
    static let sample = Receipt(
        file: "batch.csv", digest: ReceiptsTests.digest, rows: 12, firstID: RequestID(1),
        submittedAt: .noon, preparedBy: .maria,
        authorization: .init(statement: "I may.", confirmedBy: "maria", confirmedAt: .noon))
}
