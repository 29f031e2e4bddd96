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

    @Test(
        "who submitted a request is kept through hold and release, and again",
        .enabled(if: geteuid() == 0, "only root can give files to others"))
    func owner() throws {
        try sandbox.queue(SealedDocument(1))
        #expect(chown(sandbox.home[.incoming].appending(name.fileName).text, 47112, 47112) == 0)
        let before = try #require(try QueueListing(sandbox.home).read(name))

        for _ in 1...2 {
            _ = try act { try $0.hold(name, reason: "ask", at: .noon) }
            _ = try act { try $0.release(name, at: .noon) }
        }

        #expect(try claimed().first?.claim?.owner == "47112")
        #expect(try claimed().first?.queuedAt == before.queuedAt)
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

    @Test("another document with the ID of a held one is corrupt, whatever its subject")
    func sameID() throws {
        let other = SealedDocument(1, serial: "000-00000001")
        try sandbox.queue(SealedDocument(1))
        _ = try act { try $0.hold(name, reason: "ask", at: .noon) }

        try sandbox.queue(other)

        #expect(
            try act { try $0.hold(other.name, reason: "ask", at: .noon) }
                == .corrupt(.idAlreadyUsed))
        #expect(try claimed().map(\.content) == [.corrupt(.idAlreadyUsed)])
        #expect(try act { try $0.release(name, at: .noon) } == .released)
        #expect(
            try claimed().sorted { $0.name < $1.name }.map(\.claim?.request.subject)
                == [nil, "123-12345678"])
    }

    @Test("what its owner puts in the place of a request that is just being held stays there")
    func altered() throws {
        try sandbox.queue(SealedDocument(1))
        let (sandbox, name) = (sandbox, name)
        let held = sandbox.home[.held].appending(name.fileName)
        let files = Files { operation throws(FileFault) in
            guard case .rename(_, to: held) = operation else { return }
            let path = sandbox.home[.incoming].appending(name.fileName)
            try? Files().remove(path)
            try? sandbox.drop([1], "\(name.fileName)", in: .incoming)
        }

        let result = try sandbox.operate(files) { try $0.hold(name, reason: "ask", at: .noon) }

        #expect(result == .alteredMeanwhile)
        #expect(
            try QueueListing(sandbox.home).read(name, in: .held)?.bytes == SealedDocument(1).bytes)
        #expect(try sandbox.names(.incoming) == ["\(name.fileName)"])
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
        let owner = Accounts.name(geteuid())
        var crashes = 0
        for releases in [false, true] {
            crashes += try afterEveryCrash { sandbox in
                try sandbox.queue(SealedDocument(1))
                if releases {
                    try sandbox.operate { _ = try $0.hold(name, reason: "ask", at: .noon) }
                }
            } act: { sandbox, files in
                try act(in: sandbox, releases, files)
            } check: { sandbox, finished in
                let listing = QueueListing(sandbox.home)
                let places = [Home.Folder.incoming, .held].filter {
                    (try? listing.read(name, in: $0))??.bytes == SealedDocument(1).bytes
                }
                #expect(finished ? places == [releases ? .incoming : .held] : !places.isEmpty)

                // The next run finds it at most once, or it is held.
                let claimed = try claimed(in: sandbox)
                let held = try listing.read(name, in: .held) == nil ? 0 : 1
                #expect(claimed.count + held == 1)
                #expect(claimed.allSatisfy { $0.bytes == SealedDocument(1).bytes })

                // Once more, it is done and on record, once.
                try act(in: sandbox, releases)
                #expect(try steps(in: sandbox) == (releases ? [.held, .released] : [.held]))
                let place = releases ? Home.Folder.incoming : .held
                #expect(try listing.read(name, in: place)?.claim?.owner == owner)
            }
        }

        #expect(crashes >= 30)
    }

    private func act<T>(_ body: (inout QueueOperator) throws -> T) throws -> T {
        try sandbox.operate(Files(), body)
    }

    private func act(in sandbox: Sandbox, _ releases: Bool, _ files: Files = Files()) throws {
        try sandbox.operate(files) { queue in
            if releases {
                _ = try queue.release(name, at: .noon)
            } else {
                _ = try queue.hold(name, reason: "ask", at: .noon)
            }
        }
    }

    /// What the record says was done with the request.
    private func steps(in other: Sandbox? = nil) throws -> [HandlingStep.Action]? {
        try Files().handling(of: name.id, in: (other ?? sandbox).home)?.steps.map(\.action)
    }

    private func reader() throws -> QueueReader {
        QueueReader(try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)))
    }

    private func claimed(in other: Sandbox? = nil) throws -> [ClaimedFile] {
        var queue = QueueReader(
            try ProcessorLock.acquire((other ?? sandbox).home, as: .current(at: .noon)))
        try queue.tidy(at: .noon)
        return try queue.claim(upTo: 5, at: .noon)
    }
}
