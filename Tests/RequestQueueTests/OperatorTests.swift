import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("an operator's hand on the queue")
struct OperatorTests {
    let sandbox: Sandbox
    let name = SealedDocument(1).name

    init() throws {
        sandbox = try Sandbox()
    }

    @Test("what is on hold lies in held with its reason, and is not claimed")
    func hold() throws {
        try sandbox.queue(SealedDocument(1))

        #expect(try act { try $0.hold(name, reason: "ask first", at: .noon) } == .held)

        #expect(try sandbox.names(.incoming).isEmpty)
        #expect(try sandbox.names(.held) == ["\(name.fileName)", "\(name.id).json"].sorted())
        let held = try #require(try QueueListing(sandbox.home).read(name, in: .held))
        #expect(held.bytes == SealedDocument(1).bytes)
        #expect(
            held.claim?.handling
                == [HandlingStep(.held, by: .maria, at: .noon, reason: "ask first")])
        #expect(try claimed().isEmpty)
        #expect(try act { try $0.hold(name, reason: "again", at: .noon) } == .heldBefore)
    }

    @Test("what is released waits as it was, and its record goes with it")
    func release() throws {
        try sandbox.queue(SealedDocument(1))
        let before = try #require(try QueueListing(sandbox.home).read(name))
        _ = try act { try $0.hold(name, reason: "ask first", at: .noon) }

        #expect(try act { try $0.release(name, at: .noon) } == .released)
        #expect(try act { try $0.release(name, at: .noon) } == .notHeld)

        let after = try #require(try claimed().first)
        #expect(after.bytes == before.bytes)
        #expect(after.queuedAt == before.queuedAt)
        #expect(after.claim?.handling.map(\.action) == [.held, .released])
        #expect(try sandbox.names(.held) == ["\(name.id).json"])
    }

    @Test("who submitted a request is kept through hold and release")
    func owner() throws {
        try sandbox.queue(SealedDocument(1))
        let record = HandlingRecord(
            id: name.id, owner: "robin", queuedAt: .noon,
            steps: [HandlingStep(.held, by: .maria, at: .noon, reason: "ask")])
        try sandbox.drop(StrictJSON.encode(record), "\(name.id).json", in: .held)

        #expect(try claimed().first?.claim?.owner == "robin")
        #expect(try claimed().first?.queuedAt == .noon)
    }

    @Test("what does not wait cannot be held, and what is no request neither")
    func refused() throws {
        #expect(try act { try $0.hold(name, reason: "ask", at: .noon) } == .notWaiting)
        try sandbox.drop("{".utf8, "\(name.fileName)", in: .incoming)

        let held = try act { try $0.hold(name, reason: "ask", at: .noon) }

        #expect(held == .corrupt(.document(.notStrictJSON(.init(kind: .unexpectedEnd, offset: 1)))))
        #expect(try sandbox.names(.held).isEmpty)
        #expect(try sandbox.names(.incoming) == ["\(name.fileName)"])
    }

    @Test(
        "another document under the name of a held one is corrupt, the same one is the rest of it")
    func sameName() throws {
        try sandbox.queue(SealedDocument(1))
        _ = try act { try $0.hold(name, reason: "ask", at: .noon) }

        try sandbox.drop(SealedDocument(1).bytes, "\(name.fileName)", in: .incoming)
        #expect(try claimed().isEmpty)
        #expect(try sandbox.names(.incoming).isEmpty)

        try sandbox.drop(
            SealedDocument(1, note: "other").bytes, "\(name.fileName)", in: .incoming)
        #expect(
            try act { try $0.hold(name, reason: "ask", at: .noon) } == .corrupt(.idAlreadyUsed))
        #expect(try act { try $0.release(name, at: .noon) } == .nameTaken)
        #expect(try claimed().map(\.content) == [.corrupt(.idAlreadyUsed)])
    }

    @Test("a withdrawn request is claimed where it is held")
    func withdrawn() throws {
        try sandbox.queue(SealedDocument(1))
        _ = try act { try $0.hold(name, reason: "ask", at: .noon) }
        var queue = try reader()
        #expect(try queue.claimWithdrawn(upTo: 5).isEmpty)
        let wish = Withdrawal(id: name.id, by: .maria, at: .noon, reason: "a mistake")
        _ = try QueueWriter(sandbox.home).withdraw(wish)

        let claimed = try queue.claimWithdrawn(upTo: 5)
        #expect(claimed.map(\.claim?.withdrawal) == [wish.ours])
        #expect(try queue.claimWithdrawn(upTo: 5).isEmpty)
        try queue.settle(claimed.map { .recorded($0) }, at: .noon)
        try queue.tidy(at: .noon)

        #expect(try sandbox.names(.held).isEmpty && sandbox.names(.withdrawals).isEmpty)
    }

    @Test("hold and release leave a request in one place or the other, whenever they are stopped")
    func crashes() throws {
        var crashes = 0
        for releases in [false, true] {
            crashes += try afterEveryCrash { sandbox in
                try sandbox.queue(SealedDocument(1))
                if releases {
                    try sandbox.operate { _ = try $0.hold(name, reason: "ask", at: .noon) }
                }
            } act: { sandbox, files in
                try sandbox.operate(files) { queue in
                    if releases {
                        _ = try queue.release(name, at: .noon)
                    } else {
                        _ = try queue.hold(name, reason: "ask", at: .noon)
                    }
                }
            } check: { sandbox, finished in
                let listing = QueueListing(sandbox.home)
                let places = [Home.Folder.incoming, .held].filter {
                    (try? listing.read(name, in: $0))??.bytes == SealedDocument(1).bytes
                }
                #expect(finished ? places == [releases ? .incoming : .held] : !places.isEmpty)

                // The next run finds it at most once, or it is held.
                var queue = try QueueReader(
                    ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)))
                try queue.tidy(at: .noon)
                let claimed = try queue.claim(upTo: 5, at: .noon)
                let held = try listing.read(name, in: .held) == nil ? 0 : 1
                #expect(claimed.count + held == 1)
                #expect(claimed.allSatisfy { $0.bytes == SealedDocument(1).bytes })
            }
        }

        #expect(crashes >= 30)
    }

    private func act<T>(_ body: (QueueOperator) throws -> T) throws -> T {
        try sandbox.operate(Files(), body)
    }

    private func reader() throws -> QueueReader {
        QueueReader(try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)))
    }

    private func claimed() throws -> [ClaimedFile] {
        var queue = try reader()
        return try queue.claim(upTo: 5, at: .noon)
    }
}

@Suite("a corrupt file in an operator's hands")
struct CorruptFileTests {
    let sandbox: Sandbox
    let document = SealedDocument(1)

    init() throws {
        sandbox = try Sandbox()
    }

    @Test("a misnamed request is queued under its own name, with its owner and what was wrong")
    func requeue() throws {
        try putAside(document.bytes, as: "mine.json")

        let requeued = try sandbox.operate { try $0.requeue(1, reason: "known", at: .noon) }

        #expect(requeued == .requeued(document.name.fileName))
        let file = try #require(try QueueListing(sandbox.home).read(document.name))
        #expect(file.claim?.owner == Accounts.name(geteuid()))
        #expect(file.claim?.handling.map(\.action) == [.requeued])
        #expect(file.claim?.handling.first?.reason?.hasSuffix("; known") == true)
        #expect(try sandbox.names(.corrupt) == ["000001.json"])
        #expect(try sandbox.operate { try $0.requeue(1, reason: nil, at: .noon) } == .notThere)
    }

    @Test("what is still no request stays")
    func stillCorrupt() throws {
        try putAside(Data("{".utf8), as: "mine.json")

        let requeued = try sandbox.operate { try $0.requeue(1, reason: nil, at: .noon) }

        guard case .stillCorrupt = requeued else {
            Issue.record("\(requeued)")
            return
        }
        #expect(try sandbox.names(.corrupt) == ["000001", "000001.json"])
        #expect(try sandbox.names(.incoming).isEmpty)
    }

    @Test("what is discarded leaves its record, and the same once more is another file")
    func discard() throws {
        try putAside(Data("{".utf8), as: "mine.json")

        #expect(
            try sandbox.operate { try $0.discard(1, reason: "junk", at: .noon) } == .discarded)
        try putAside(Data("{".utf8), as: "mine.json")

        #expect(try sandbox.names(.corrupt) == ["000001.json", "000002", "000002.json"])
        let record = try #require(try QueueListing(sandbox.home).corruptRecords().first?.record)
        #expect(record.ending?.reason == "junk" && record.ending?.action == .discarded)
        #expect(try sandbox.operate { try $0.discard(1, reason: "", at: .noon) } == .notThere)
    }

    @Test("stopped anywhere, requeueing loses nothing and queues once")
    func crashes() throws {
        let crashes = try afterEveryCrash { sandbox in
            try sandbox.putAside(document.bytes, as: "mine.json")
        } act: { sandbox, files in
            try sandbox.operate(files) { _ = try $0.requeue(1, reason: nil, at: .noon) }
        } check: { sandbox, finished in
            let again = try sandbox.operate { try $0.requeue(1, reason: nil, at: .noon) }

            #expect(finished ? again == .notThere : true)
            #expect(try sandbox.names(.incoming) == ["\(document.name.fileName)"])
            #expect(
                try QueueListing(sandbox.home).read(document.name)?.claim?.handling.count == 1)
            #expect(try sandbox.names(.corrupt) == ["000001.json"])
        }

        #expect(crashes >= 20)
    }

    private func putAside(_ content: Data, as name: String) throws {
        try sandbox.putAside(content, as: name)
    }
}

extension Sandbox {
    fileprivate func operate<T>(
        _ files: Files = Files(), _ body: (QueueOperator) throws -> T
    ) throws -> T {
        let lock = try ProcessorLock.acquire(home, as: .current(at: .noon), files: files)
        return try body(QueueOperator(lock, by: .maria, files: files))
    }

    /// Puts something into the queue, and lets a run set it aside.
    fileprivate func putAside(_ content: Data, as name: String) throws {
        try drop(content, name, in: .incoming)
        var queue = QueueReader(try ProcessorLock.acquire(home, as: .current(at: .noon)))
        for file in try queue.claim(upTo: 5, at: .noon) {
            guard case .corrupt(let reason) = file.content else { continue }
            try queue.settle([.corrupt(file, reason)], at: .noon)
        }
    }
}
