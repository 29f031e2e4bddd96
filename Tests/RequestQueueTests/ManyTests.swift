import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("many documents at once")
struct ManyTests {
    static let documents = (1...3).map { SealedDocument($0, serial: "123-0000000\($0)") }

    @Test("are queued in one step, and again not twice")
    func put() throws {
        let sandbox = try Sandbox()
        let writer = QueueWriter(sandbox.home)

        #expect(try writer.put(Self.documents) == [.queued, .queued, .queued])
        #expect(
            try writer.put(Self.documents) == [.alreadyQueued, .alreadyQueued, .alreadyQueued])

        #expect(try sandbox.names(.incoming) == Self.documents.map { "\($0.name.fileName)" })
        #expect(try sandbox.names(.temporary).isEmpty)
        let place = sandbox.home[.incoming].appending(Self.documents[0].name.fileName)
        #expect(try sandbox.mode(place) == 0o600)
    }

    @Test("whose name is taken or held are told; the others are queued")
    func taken() throws {
        let sandbox = try Sandbox()
        let others = SealedDocument(1, serial: "123-00000001", note: "somebody else's")
        try sandbox.queue(others)
        let held = Self.documents[1]
        try sandbox.drop(held.bytes, "\(held.name.fileName)", in: .held)

        let puts = try QueueWriter(sandbox.home).put(Self.documents)

        #expect(puts == [.nameTaken, .alreadyQueued, .queued])
        #expect(try sandbox.names(.incoming).count == 2)
        #expect(try sandbox.names(.temporary).isEmpty)
    }

    @Test("one that a processor would find corrupt keeps all of them out")
    func corrupt() throws {
        let sandbox = try Sandbox()
        let corrupt = SealedDocument(id: RequestID(4), subject: "123-00000004", document: "{}")

        #expect(throws: QueueError.self) {
            try QueueWriter(sandbox.home).put(Self.documents + [corrupt])
        }

        #expect(try sandbox.names(.incoming).isEmpty)
        #expect(try sandbox.names(.temporary).isEmpty)
    }

    @Test("each is there whole or not at all after a crash, and all are once it is repeated")
    func crash() throws {
        let crashes = try afterEveryCrash { sandbox, files in
            _ = try QueueWriter(sandbox.home, files: files).put(Self.documents)
        } check: { sandbox, finished in
            let waiting = try sandbox.names(.incoming)
            let all = Self.documents.map { "\($0.name.fileName)" }
            #expect(finished ? waiting == all : Set(waiting).isSubset(of: all))
            for document in Self.documents where waiting.contains("\(document.name.fileName)") {
                let file = try QueueListing(sandbox.home).read(document.name)
                #expect(file?.bytes == document.bytes)
            }

            _ = try QueueWriter(sandbox.home).put(Self.documents)

            #expect(try sandbox.names(.incoming) == all)
            let puts = try QueueWriter(sandbox.home).put(Self.documents)
            #expect(puts.allSatisfy { $0 == .alreadyQueued })
        }

        #expect(crashes >= 28)
    }

    @Test("a snapshot knows what waits and what is held, by ID and by serial number")
    func snapshot() throws {
        let sandbox = try Sandbox()
        try sandbox.queue(
            SealedDocument(3, serial: "123-00000001"), SealedDocument(1, serial: "123-00000001"),
            SealedDocument(2, serial: "no number"))
        let held = SealedDocument(4)
        try sandbox.drop(held.bytes, "\(held.name.fileName)", in: .held)

        let snapshot = try QueueListing(sandbox.home).snapshot()

        let number = SerialNumber(typed: "123-00000001")!
        #expect(snapshot.waiting(for: number) == [RequestID(1), RequestID(3)])
        #expect(snapshot.waiting(for: SerialNumber(typed: "123-00000002")!).isEmpty)
        #expect(snapshot.held(for: number).isEmpty)
        #expect(snapshot.held(for: SerialNumber(typed: "123-12345678")!) == [RequestID(4)])
        #expect(
            (1...5).map { snapshot.folder(of: RequestID($0)) }
                == [.incoming, .incoming, .incoming, .held, nil])
    }
}
