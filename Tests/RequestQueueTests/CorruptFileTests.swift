import CoordinatorModel
import Foundation
import Synchronization
import Testing

@testable import RequestQueue

@Suite("a corrupt file in an operator's hands")
struct CorruptFileTests {
    let sandbox: Sandbox
    let document = SealedDocument(1)
    let later = Timestamp.noon + .seconds(3600)

    init() throws {
        sandbox = try Sandbox()
    }

    @Test(
        "a misnamed request is queued under its own name, with its owner and what was wrong",
        .enabled(if: geteuid() == 0, "only root can give files to others"))
    func requeue() throws {
        try sandbox.drop(document.bytes, "mine.json", in: .incoming)
        #expect(chown(sandbox.home[.incoming].appending("mine.json").text, 47112, 47112) == 0)
        try sandbox.putAside()

        let requeued = try sandbox.operate { try $0.requeue(1, reason: "known", at: later) }

        #expect(requeued == .requeued(document.name.fileName))
        let file = try #require(try QueueListing(sandbox.home).read(document.name))
        #expect(file.claim?.owner == "47112")
        #expect(file.claim?.handling.map(\.action) == [.requeued])
        #expect(file.claim?.handling.first?.reason?.hasSuffix("; known") == true)
        #expect(try sandbox.names(.corrupt) == ["000001.json"])
        #expect(try sandbox.operate { try $0.requeue(1, reason: nil, at: .noon) } == .notThere)
    }

    @Test("what is requeued cools off from that moment on")
    func coolsOff() throws {
        try putAside(document.bytes, as: "mine.json")

        _ = try sandbox.operate { try $0.requeue(1, reason: nil, at: later) }

        #expect(try QueueListing(sandbox.home).read(document.name)?.queuedAt == later)
    }

    @Test(
        "a refused requeue leaves the record of the request that bears the name",
        arguments: [
            false, true,
        ])
    func refused(isHeld: Bool) throws {
        try sandbox.queue(document)
        if isHeld {
            _ = try sandbox.operate { try $0.hold(document.name, reason: "ask", at: .noon) }
        }
        let name = document.name.fileName
        try putAside(
            SealedDocument(1, note: "other").bytes, as: isHeld ? "\(name)" : "mine.json")

        let requeued = try sandbox.operate { try $0.requeue(1, reason: nil, at: later) }

        #expect(requeued == .nameTaken(name))
        let record = try Files().handling(of: document.id, in: sandbox.home)
        #expect(record?.steps.map(\.action) == (isHeld ? [.held] : nil))
        #expect(try sandbox.names(.corrupt) == ["000001", "000001.json"])
    }

    @Test("a request whose withdrawal was put aside too is withdrawn when it is requeued")
    func withdrawn() throws {
        let wish = Withdrawal(id: document.id, by: .maria, at: .noon, reason: "a mistake")
        _ = try QueueWriter(sandbox.home).withdraw(wish)
        try putAside(document.bytes, as: "mine.json")
        let records = try QueueListing(sandbox.home).corruptRecords()
        let number = try #require(records.first { $0.record?.name == "mine.json" }?.number)

        let requeued = try sandbox.operate { try $0.requeue(number, reason: nil, at: later) }

        #expect(requeued == .requeuedWithdrawn(document.name.fileName, withdrawal: 3 - number))
        #expect(
            try QueueListing(sandbox.home).read(document.name)?.claim?.withdrawal == wish.ours)
        #expect(try sandbox.names(.corrupt) == ["000001.json", "000002.json"])
    }

    @Test("where its withdrawal cannot be put back, a request is not requeued")
    func withdrawalInTheWay() throws {
        let wish = Withdrawal(id: document.id, by: .maria, at: .noon, reason: "a mistake")
        _ = try QueueWriter(sandbox.home).withdraw(wish)
        try sandbox.putAside()
        try sandbox.putAside(document.bytes, as: "mine.json")
        try sandbox.drop([1], "\(document.id).json", in: .withdrawals)

        let requeued = try sandbox.operate { try $0.requeue(2, reason: nil, at: later) }

        #expect(requeued == .nameTaken(FileName("\(document.id).json")))
        #expect(try sandbox.names(.incoming).isEmpty && sandbox.names(.held).isEmpty)
    }

    @Test("stopped anywhere, what is requeued never waits without its withdrawal")
    func withdrawnCrashes() throws {
        let wish = Withdrawal(id: document.id, by: .maria, at: .noon, reason: "a mistake")
        func requeue(_ sandbox: Sandbox, _ files: Files = Files()) throws {
            let records = try QueueListing(sandbox.home).corruptRecords()
            let number = records.first { $0.record?.name == "mine.json" }?.number ?? 0
            try sandbox.operate(files) { _ = try $0.requeue(number, reason: nil, at: later) }
        }

        let crashes = try afterEveryCrash { sandbox in
            _ = try QueueWriter(sandbox.home).withdraw(wish)
            try sandbox.putAside(document.bytes, as: "mine.json")
        } act: { sandbox, files in
            try requeue(sandbox, files)
        } check: { sandbox, _ in
            if let file = try QueueListing(sandbox.home).read(document.name) {
                #expect(file.claim?.withdrawal == wish.ours)
            }
            try requeue(sandbox)
            #expect(
                try QueueListing(sandbox.home).read(document.name)?.claim?.withdrawal == wish.ours)
            // What is left of their contents goes with the next run that puts something aside.
            try sandbox.putAside(Data("{".utf8), as: "junk")
            #expect(
                try sandbox.names(.corrupt)
                    == ["000001.json", "000002.json", "000003", "000003.json"])
        }

        #expect(crashes >= 30)
    }

    @Test("what lay on hold is on hold again")
    func onHold() throws {
        try sandbox.queue(document)
        _ = try sandbox.operate { try $0.hold(document.name, reason: "ask", at: .noon) }
        let wish = Withdrawal(id: document.id, by: .maria, at: .noon, reason: "a mistake")
        _ = try QueueWriter(sandbox.home).withdraw(wish)
        do {
            var queue = QueueReader(
                try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)))
            let files = try queue.claimWithdrawn(upTo: 5)
            try queue.settle(files.map { .corrupt($0, .idAlreadyUsed) }, at: .noon)
        }

        let requeued = try sandbox.operate { try $0.requeue(1, reason: nil, at: later) }

        #expect(requeued == .onHold(document.name.fileName))
        #expect(try sandbox.names(.incoming).isEmpty)
        #expect(try sandbox.operate { try $0.release(document.name, at: later) } == .released)
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

    @Test(
        "a corrupt file whose record cannot be read can be discarded, and keeps its number",
        arguments: ["{", "", "corrupt-file/2"])
    func unreadableRecord(text: String) throws {
        try putAside(Data("{".utf8), as: "mine.json")
        let path = sandbox.home[.corrupt].appending("000001.json").text
        let good = try String(contentsOfFile: path, encoding: .utf8)
        let damaged =
            text.isEmpty || text == "{"
            ? text : good.replacing(CorruptRecord.schema, with: text)
        try sandbox.drop(damaged.utf8, "000001.json", in: .corrupt)

        let requeued = try sandbox.operate { try $0.requeue(1, reason: nil, at: .noon) }
        let discarded = try sandbox.operate { try $0.discard(1, reason: "junk", at: .noon) }

        #expect(requeued == .recordUnreadable && discarded == .discarded)
        #expect(try sandbox.names(.corrupt) == ["000001.json"])
        let record = try #require(try QueueListing(sandbox.home).corruptRecords().first?.record)
        #expect(record.ending?.reason == "junk")
    }

    @Test(
        "however much a document says where it is wrong, its record can be read",
        arguments: [
            #"{"schema":"LONG"}"#, #"{"LONG":1,"LONG":1}"#,
            #"{"schema":"coordinator-change/1","LONG":1}"#,
        ])
    func longReason(document: String) throws {
        let long = String(repeating: "\\u0001", count: 10_000).dropLast(document.utf8.count)
        try putAside(Data(document.replacing("LONG", with: long).utf8), as: "mine.json")

        let record = try #require(try QueueListing(sandbox.home).corruptRecords().first?.record)

        #expect(record.reason.utf8.count < 1000)
        #expect(
            try sandbox.operate { try $0.discard(1, reason: "junk", at: .noon) } == .discarded)
    }

    @Test("what could not be removed from the queue is not discarded")
    func originalStays() throws {
        let path = sandbox.home[.incoming].appending("mine.json")
        let files = Files { operation throws(FileFault) in
            if operation == .remove(path) { throw .fails(EACCES) }
        }
        try sandbox.putAside(Data("{".utf8), as: "mine.json", files)

        let early = try sandbox.operate { try $0.discard(1, reason: "junk", at: .noon) }
        try sandbox.putAside()
        let late = try sandbox.operate { try $0.discard(1, reason: "junk", at: .noon) }

        #expect(early == .originalStays(path) && late == .discarded)
    }

    @Test("discarding many reads each record once")
    func many() throws {
        for number in 1...20 { try sandbox.drop([UInt8(number)], "\(number)", in: .incoming) }
        try sandbox.putAside()
        let reads = Mutex(0)
        let folder = sandbox.home[.corrupt]
        let files = Files { operation throws(FileFault) in
            guard case .open(let path) = operation, path.folder == folder else { return }
            reads.withLock { $0 += 1 }
        }

        try sandbox.operate(files) { queue in
            for number in 1...20 {
                let discarded = try queue.discard(number, reason: "junk", at: .noon)
                #expect(discarded == .discarded)
            }
        }

        #expect(reads.withLock { $0 } == 20)
    }

    @Test("stopped anywhere, requeueing loses nothing and queues once")
    func crashes() throws {
        let crashes = try afterEveryCrash { sandbox in
            try sandbox.putAside(document.bytes, as: "mine.json")
        } act: { sandbox, files in
            try sandbox.operate(files) { _ = try $0.requeue(1, reason: nil, at: .noon) }
        } check: { sandbox, finished in
            let again = try sandbox.operate { try $0.requeue(1, reason: nil, at: .noon) }

            #expect(again == .notThere || !finished && again == .requeued(document.name.fileName))
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
