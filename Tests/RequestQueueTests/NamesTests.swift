import CoordinatorModel
import Foundation
import Synchronization
import Testing

@testable import RequestQueue

@Suite("names of drafts and of files in the queue")
struct NamesTests {
    @Test(
        "a draft's name is read as people type it",
        arguments: ["K7M-4QX", "k7m4qx", " k7m 4qx ", "K7M–4QX"])
    func typedDraft(text: String) {
        #expect(DraftID(typed: text)?.description == "K7M-4QX")
    }

    @Test("O is 0, I and L are 1")
    func forgiven() {
        #expect(DraftID(typed: "oil-222")?.description == "011-222")
    }

    @Test(
        "anything else is no draft's name",
        arguments: ["", "K7M-4Q", "K7M-4QXX", "K7M-4QU", "../..", "Ｋ7M-4QX", "K7M.4QX"])
    func notADraft(text: String) {
        #expect(DraftID(typed: text) == nil)
        #expect(DraftID(exactly: "k7m-4qx") == nil)
    }

    @Test("a new draft's name has nothing in it that sounds like something else")
    func spoken() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let name = DraftID(using: &generator).description
            #expect(DraftID(exactly: name) != nil)
            #expect(Set(name).isDisjoint(with: "01BCDEGPTVZAJNSIOLU"))
        }
    }

    @Test(
        "a name in the queue is what its request's ID and subject make of it",
        arguments: [
            ("123-12345678", "123-12345678"), ("", "%"), ("../x y", "%2E%2E%2Fx%20y"),
            ("Größe", "Gr%C3%B6%C3%9Fe"), ("a\n", "a%0A"),
        ])
    func written(subject: String, written: String) throws {
        let name = QueueName(id: RequestID(1), subject: subject)

        #expect(name.fileName == FileName("\(RequestID(1)).\(written).json"))
        #expect(QueueName(name.fileName) == nil || QueueName(name.fileName)?.id == RequestID(1))
        #expect(QueueName(name.fileName)?.subject == written)
    }

    @Test("long subjects make names that fit and differ")
    func long() {
        let subjects = ["a", "b"].map { String(repeating: "x", count: 10_000) + $0 }
        let names = subjects.map { QueueName(id: RequestID(1), subject: $0).fileName }

        #expect(names.allSatisfy { $0.bytes.count <= 255 && QueueName($0) != nil })
        #expect(names[0] != names[1])
    }

    @Test("a document that breaks a rule and bears its name is no corrupt one")
    func junkSerial() throws {
        let sandbox = try Sandbox()
        try sandbox.queue(SealedDocument(1, serial: "no serial/number"))

        #expect(try sandbox.names(.incoming) == ["\(RequestID(1)).no%20serial%2Fnumber.json"])
        let file = try QueueListing(sandbox.home).read(try QueueListing(sandbox.home).names()[0])
        #expect(file?.claim?.request.id == RequestID(1))
        #expect(try QueueListing(sandbox.home).requests(for: "no serial/number") == [RequestID(1)])
    }

    @Test("packed names are the same names, in the order of their IDs")
    func packed() throws {
        var generator = SystemRandomNumberGenerator()
        let names = (0..<1000).map { _ in
            let serial = String(
                UInt64.random(in: 0..<100_000_000_000, using: &generator) + 100_000_000_000
            )
            .dropFirst()
            return QueueName(
                id: RequestID(
                    milliseconds: .random(in: 0...UInt64.max), counter: .random(in: 0...UInt32.max)),
                subject: "\(serial.prefix(3))-\(serial.suffix(8))")
        }

        let packed = names.compactMap { $0.fileName.bytes.withUnsafeBufferPointer(PackedName.init) }

        #expect(packed.map(\.name) == names)
        #expect(packed.sorted().map(\.id) == names.map(\.id).sorted())
        for name in names {
            let listed = try #require(name.fileName.bytes.withUnsafeBufferPointer(ListedName.init))
            #expect(listed.name == QueueName(name.fileName))
            #expect(listed.id == name.id)
        }
    }

    @Test(
        "other names are not packed",
        arguments: [
            "CC-06H0JV3FJEDBSQQH.123-1234567.json", "cc-06H0JV3FJEDBSQQH.123-12345678.json",
            "CC-06H0JV3FJEDBSQQh.123-12345678.json", "CC-06H0JV3FJEDBSQQH.123-12345678.JSON",
            "CC-06H0JV3FJEDBSQQU.123-12345678.json", "CC-06H0JV3FJEDBSQQH.123-1234567x.json",
        ])
    func notPacked(name: String) {
        #expect(FileName(name).bytes.withUnsafeBufferPointer(PackedName.init) == nil)
    }
}

/// Counts from one, whoever asks.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
