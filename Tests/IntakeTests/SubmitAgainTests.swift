import CoordinatorModel
import Foundation
import ModelFixtures
import RequestQueue
import Store
import Synchronization
import Testing

@testable import Intake

@Suite("submitting a file again")
struct SubmitAgainTests {
    @Test("queues nothing twice: the same bytes wait under the same names")
    func twice() async throws {
        let batch = try await Batch(Batch.sam, Batch.bad, Batch.kim)
        let first = try await batch.submit()
        let waiting = try batch.waiting()

        let second = try await batch.submit()

        #expect((first.good, first.bad) == (2, 1))
        #expect((second.good, second.bad) == (0, 1))
        #expect(second.done == [.waiting: 2])
        #expect(try batch.waiting() == waiting)
        let id: RequestID = "CC-06H0JV3FJEDBSQQH"
        #expect(waiting.keys.map(\.id).sorted() == [id, id.advanced(by: 2)])
    }

    @Test("what the store has on record is done, whatever the rules would say now")
    func recorded() async throws {
        let batch = try await Batch(Batch.sam, Batch.kim)
        _ = try await batch.submit()
        let waiting = try batch.waiting()
        let claims = try waiting.values.map { document in
            Claim(
                request: try SubmittedRequest(document: document), document: document,
                owner: "maria")
        }
        _ = try await batch.store.decide(claims, rules: Sample.processingRules, at: Sample.now)
        for name in waiting.keys {
            let path = batch.home[.incoming].appending(name.fileName).text
            try FileManager.default.removeItem(atPath: path)
        }

        let again = try await batch.submit()

        #expect(again.done == [.finished(.applied): 2])
        #expect(again.bad == 0)
        #expect(try batch.waiting().isEmpty)
    }

    @Test(
        "a row that was bad is never queued from this file, as it may be from the file of bad rows")
    func rejectedBefore() async throws {
        let batch = try await Batch(Batch.sam, Batch.sam)
        _ = try await batch.submit()

        let again = try await batch.submit(accepting: [.requestWaiting])

        #expect(again.good == 0)
        #expect(again.badRows == [BadRow(line: 3, faults: [.rejectedBefore])])
    }

    @Test("rows of empty fields, which spreadsheets leave behind, are no rows")
    func emptyRows() async throws {
        let batch = try await Batch(",,,,,,,,", Batch.sam, "  ,,,,,,,,", Batch.kim, ",,,,,,,,")

        let first = try await batch.submit()
        let second = try await batch.submit()

        #expect((first.rows, first.good, first.bad) == (2, 2, 0))
        #expect(second.done == [.waiting: 2])
    }

    @Test("warnings that were accepted stay so for rows that a crash kept out of the queue")
    func acceptedBefore() async throws {
        let batch = try await Batch(Batch.sam, Batch.sam)
        _ = try await batch.submit(accepting: [.requestWaiting])
        let waiting = try batch.waiting()
        for name in waiting.keys {
            let path = batch.home[.incoming].appending(name.fileName).text
            try FileManager.default.removeItem(atPath: path)
        }

        let again = try await batch.submit()

        #expect((again.good, again.bad) == (2, 0))
        #expect(try batch.waiting() == waiting)
    }

    @Test(
        "after a crash before any file operation each good row is queued once, with the same bytes")
    func crash() async throws {
        let whole = try await Batch(Batch.sam, Batch.bad, Batch.kim)
        _ = try await whole.submit()
        let expected = try whole.waiting()

        var crashes = 0
        for stop in 0... {
            let batch = try await Batch(Batch.sam, Batch.bad, Batch.kim)
            let seen = Mutex(0)
            let files = Files { operation throws(FileFault) in
                guard operation.changesSomething else { return }
                let stops = seen.withLock { seen in
                    seen += 1
                    return seen > stop
                }
                if stops { throw .fails(EIO) }
            }
            do {
                _ = try await batch.submit(files: files)
                break
            } catch {
                crashes += 1
            }
            let before = try batch.waiting()

            let again = try await batch.submit()

            #expect(before.allSatisfy { expected[$0.key] == $0.value })
            #expect(again.good == 2 - before.count)
            #expect(try batch.waiting() == expected)
        }
        #expect(crashes >= 15)
    }

    @Test("more rows than one durable step takes are queued, each under its ID")
    func manySteps() async throws {
        let batch = try await Batch()
        try batch.write([Batch.header] + Array(repeating: Batch.sam, count: 4100))

        let findings = try await batch.submit(accepting: [.requestWaiting])

        #expect(findings.good == 4100)
        let first: RequestID = "CC-06H0JV3FJEDBSQQH"
        #expect(
            try QueueListing(batch.home).names().map(\.id)
                == (0..<4100).map { first.advanced(by: $0) })
    }

    @Test("a submit that is stopped leaves nothing half done, and the next one queues the rest")
    func stopped() async throws {
        let batch = try await Batch()
        try batch.write([Batch.header] + Array(repeating: Batch.sam, count: 4100))
        let file = try BatchFile(path: batch.path)
        let findings = try await batch.check(file, accepting: [.requestWaiting])
        let queueing = BatchQueueing(
            file, findings, batch.receipt(file), writer: QueueWriter(batch.home))

        #expect(throws: BatchError.stoppedQueueing(queued: 4096, of: 4100)) {
            try queueing.run { count throws(BatchError) in
                throw .stoppedQueueing(queued: count, of: findings.good)
            }
        }
        let before = try batch.waiting().count
        try queueing.run { _ in }

        #expect(before == 4096)
        #expect(try batch.waiting().count == 4100)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: batch.home[.temporary].text) == [])
    }

    @Test("a file that changes between two readings is told, and nothing more is queued")
    func changed() async throws {
        let batch = try await Batch(Batch.sam)
        let file = try BatchFile(path: batch.path)
        let findings = try await batch.check(file)
        let queueing = BatchQueueing(
            file, findings, batch.receipt(file), writer: QueueWriter(batch.home))

        for rows in [[Batch.kim], [Batch.sam, Batch.kim], []] {
            try batch.write([Batch.header] + rows)
            #expect(throws: BatchError.changed(path: batch.path)) { try queueing.run { _ in } }
        }

        #expect(try batch.waiting().isEmpty)
    }

    @Test("a pipe or a folder is refused without waiting")
    func notAFile() async throws {
        let batch = try await Batch()
        let pipe = batch.folder.appending("pipe")
        mkfifo(pipe, 0o600)

        #expect(throws: BatchError.notAFile(path: pipe)) { try BatchFile(path: pipe) }
        #expect(throws: BatchError.notAFile(path: batch.folder.path)) {
            try BatchFile(path: batch.folder.path)
        }
    }
}
