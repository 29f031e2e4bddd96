import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("the queue")
struct QueueTests {
    let sandbox: Sandbox
    let writer: QueueWriter
    let listing: QueueListing

    init() throws {
        sandbox = try Sandbox()
        writer = QueueWriter(sandbox.home)
        listing = QueueListing(sandbox.home)
    }

    @Test("the same bytes are queued once, other bytes never replace them")
    func put() throws {
        #expect(try writer.put(SealedDocument(1)) == .queued)
        #expect(try writer.put(SealedDocument(1)) == .alreadyQueued)
        #expect(try writer.put(SealedDocument(1, note: "other")) == .nameTaken)

        #expect(try listing.read(SealedDocument(1).name)?.bytes == SealedDocument(1).bytes)
        #expect(try sandbox.names(.temporary).isEmpty)
    }

    @Test("what is held is not queued again")
    func held() throws {
        try sandbox.drop(SealedDocument(1).bytes, "\(SealedDocument(1).name.fileName)", in: .held)

        #expect(try writer.put(SealedDocument(1)) == .alreadyQueued)
        #expect(try writer.put(SealedDocument(1, note: "other")) == .nameTaken)
        #expect(try sandbox.names(.incoming).isEmpty)
    }

    @Test("anything in the place of a request takes its name", arguments: [FileKind.folder, .pipe])
    func taken(kind: FileKind) throws {
        let name = SealedDocument(1).name.fileName
        try sandbox.place(kind, at: sandbox.home[.incoming].appending(name))

        #expect(try writer.put(SealedDocument(1)) == .nameTaken)
    }

    @Test("waiting requests are listed by ID, by subject and by ending")
    func listed() throws {
        let other = SealedDocument(2, serial: "123-00000001")
        try sandbox.queue(SealedDocument(3), other, SealedDocument(1))

        #expect(try listing.names().map(\.id) == [1, 2, 3].map { RequestID($0) })
        #expect(try listing.requests(for: "123-12345678") == [RequestID(1), RequestID(3)])
        #expect(try listing.requests(for: "999-99999999").isEmpty)
        try sandbox.drop([], "\(SealedDocument(4).name.fileName)", in: .held)
        #expect(try listing.requests(for: "123-12345678", in: .held) == [RequestID(4)])
        let ending = try #require(RequestID.ending(typed: String("\(other.id)".suffix(4))))
        #expect(try listing.names(endingIn: ending) == [other.name])
        #expect(try listing.read(other.name)?.owner == Accounts.name(geteuid()))
        #expect(try listing.counts() == .init(waiting: 3))
    }

    @Test("requests are claimed by ID, each with the withdrawal that waits for it")
    func claimed() throws {
        try sandbox.queue(SealedDocument(2), SealedDocument(1), SealedDocument(3))
        let wish = Withdrawal(id: RequestID(2), by: .maria, at: .noon, reason: "a mistake")
        _ = try writer.withdraw(wish)
        var queue = try reader()

        let claims = try queue.claim(upTo: 2, at: .noon) + queue.claim(upTo: 2, at: .noon)

        #expect(claims.map(\.claim?.request.id) == [1, 2, 3].map { RequestID($0) })
        #expect(claims.map(\.claim?.withdrawal) == [nil, wish.ours, nil])
        #expect(try queue.claim(upTo: 2, at: .noon).isEmpty)
    }

    @Test("what arrives during a run is found, also what was put back")
    func arrivals() throws {
        try sandbox.queue(SealedDocument(2))
        var queue = try reader()

        for _ in 0..<2 {
            let first = try queue.claim(upTo: 10, at: .noon)
            try queue.settle(first.map(\.obvious), at: .noon)
            #expect(first.map(\.claim?.request.id) == [RequestID(2)])
            try sandbox.queue(SealedDocument(2))
        }
        try sandbox.queue(SealedDocument(1))
        #expect(try queue.claim(upTo: 10, at: .noon).count == 2)
    }

    @Test("a request put before another is claimed before it, though the folder hid it at first")
    func hiddenAtFirst() throws {
        try sandbox.queue(SealedDocument(5))
        let lists = Counter()
        let files = Files { [sandbox] operation throws(FileFault) in
            guard operation == .list(sandbox.home[.incoming]), lists.next() == 2 else { return }
            try? sandbox.queue(SealedDocument(4), SealedDocument(3, serial: "123-00000001"))
        }
        var queue = try reader(files)

        #expect(
            try queue.claim(upTo: 2, at: .noon).map(\.claim?.request.id) == [
                RequestID(4), RequestID(5),
            ])
        #expect(try queue.claim(upTo: 2, at: .noon).map(\.claim?.request.id) == [RequestID(3)])
    }

    @Test("a file that cannot be read stays, is reported, and stops nothing else")
    func unreadable() throws {
        try sandbox.queue(SealedDocument(1), SealedDocument(2))
        let shut = sandbox.home[.incoming].appending(SealedDocument(1).name.fileName)
        let files = Files { operation throws(FileFault) in
            if operation == .open(shut) { throw .fails(EACCES) }
        }
        var queue = try reader(files)

        #expect(try queue.claim(upTo: 10, at: .noon).map(\.claim?.request.id) == [RequestID(2)])
        let stuck = StuckFile(
            name: SealedDocument(1).name.fileName, folder: .incoming,
            why: .failed(.noPermission(.open(shut))))
        #expect(queue.stuck == [stuck])
    }

    @Test("a file that is replaced after it was claimed is not removed unread")
    func replaced() throws {
        try sandbox.queue(SealedDocument(1))
        let other = SealedDocument(1, note: "other")
        do {
            var queue = try reader()
            let claimed = try queue.claim(upTo: 1, at: .noon)
            try sandbox.drop(other.bytes, "\(other.name.fileName)", in: .incoming)

            try queue.settle(claimed.map(\.obvious), at: .noon)

            #expect(queue.stuck.map(\.why) == [.changedAfterClaim])
            #expect(try queue.claim(upTo: 1, at: .noon).isEmpty)
        }
        var next = try reader()
        #expect(try next.claim(upTo: 1, at: .noon).first?.bytes == other.bytes)
    }

    @Test("a withdrawal that came after the claim is answered by the store")
    func late() throws {
        try sandbox.queue(SealedDocument(1))
        var queue = try reader()
        let claimed = try queue.claim(upTo: 1, at: .noon)
        let wish = Withdrawal(id: RequestID(1), by: .maria, at: .noon, reason: "a mistake")
        _ = try writer.withdraw(wish)
        #expect(try queue.claimLateWithdrawals(upTo: 1).isEmpty)

        try queue.settle(claimed.map(\.obvious), at: .noon)

        let late = try queue.claimLateWithdrawals(upTo: 1)
        #expect(late.map(\.content) == [.withdrawal(wish.ours)])
        try queue.settle([.corrupt(late[0], .nothingToWithdraw)], at: .noon)
        #expect(try listing.counts() == .init())
        #expect(try listing.corruptRecords().count == 1)
        #expect(try listing.corruptRecords().first?.record?.folder == "queue/withdrawals")
    }

    @Test("whose file a withdrawal is, is told; it says nothing of that itself")
    func ownerOfWithdrawal() throws {
        let wish = Withdrawal(id: RequestID(1), by: .maria, at: .noon, reason: "a mistake")
        _ = try writer.withdraw(wish)
        try sandbox.drop(wish.ours.document, "\(RequestID(2)).json", in: .withdrawals)

        #expect(try listing.withdrawal(of: wish.id)?.owner == Accounts.name(geteuid()))
        let claimed = try QueueFolder(home: sandbox.home, files: Files())
            .withdrawal(FileName("\(RequestID(2)).json"))
        #expect(claimed?.content == .corrupt(.document(.unknownKeys(["owner"]))))
    }

    @Test("where something else lies in a withdrawal's place, nothing was asked for")
    func placeOfWithdrawal() throws {
        let wish = Withdrawal(id: RequestID(1), by: .maria, at: .noon, reason: "a mistake")
        var other = wish
        other.id = RequestID(2)
        for content in [Data("{".utf8), other.document] {
            try sandbox.drop(content, "\(wish.id).json", in: .withdrawals)

            #expect(try writer.withdraw(wish) == .placeTaken)
        }
    }

    @Test("what interrupted writers left is removed a day later, not sooner")
    func leftovers() throws {
        try sandbox.drop([], "half", in: .temporary)
        try sandbox.place(.folder, at: sandbox.home[.temporary].appending("folder"))
        let queue = try reader()

        try queue.removeLeftovers(at: Timestamp(Date()))
        #expect(try sandbox.names(.temporary) == ["folder", "half"])

        try queue.removeLeftovers(at: Timestamp(Date(timeIntervalSinceNow: 90_000)))
        #expect(try sandbox.names(.temporary).isEmpty)
    }

    private func reader(_ files: Files = Files()) throws -> QueueReader {
        QueueReader(
            try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)), files: files)
    }
}

extension ClaimedFile {
    var claim: Claim? {
        if case .request(let claim) = content { claim } else { nil }
    }
}
