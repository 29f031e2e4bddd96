import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("what is no request")
struct PutAsideTests {
    let sandbox: Sandbox
    let listing: QueueListing

    init() throws {
        sandbox = try Sandbox()
        listing = QueueListing(sandbox.home)
    }

    @Test(
        "what is no request is corrupt, and is put aside with name and reason", arguments: Bad.all)
    func corrupt(bad: Bad) throws {
        let path = sandbox.home[.incoming].appending(FileName(bytes: bad.name))
        try Files().create(path, content: bad.content, mode: 0o600)
        try sandbox.queue(SealedDocument(8))
        var queue = try reader()

        let claimed = try queue.claim(upTo: 10, at: .noon)
        let file = try #require(claimed.first { $0.claim == nil })
        #expect(file.content == .corrupt(bad.reason))
        try queue.settle(claimed.map(\.obvious), at: .noon)

        let record = try #require(try listing.corruptRecords().first?.record)
        #expect(Array(record.nameBytes) == bad.name)
        #expect(record.reason == "\(bad.reason)")
        #expect(record.size == Int64(bad.content.count))
        #expect(try listing.counts() == .init())
        #expect(try listing.corruptRecords().count == 1)
        #expect(queue.stuck.isEmpty)
        let kept = try Files().read(sandbox.home[.corrupt].appending("000001"), atMost: 1 << 20)
        guard case .file(let content, _) = kept else {
            Issue.record("nothing was kept")
            return
        }
        #expect(content == bad.content)
    }

    @Test("a file too large to be copied is moved aside itself, each under a number of its own")
    func tooLargeToCopy() throws {
        for number in 1...2 {
            try placeLarge(in: sandbox)
            var queue = try reader()

            try settleAll(&queue)

            #expect(queue.stuck.isEmpty)
            #expect(try sandbox.names(.incoming).isEmpty)
            let record = try #require(try listing.corruptRecords().last?.record)
            #expect((record.number, record.name, record.isOriginal) == (number, "big.json", true))
            let kept = try Files().status(
                sandbox.home[.corrupt].appending(CorruptFolder.name(number)))
            #expect(kept?.size == record.size && record.size == 1 << 30)
        }
        #expect(try listing.counts() == .init())
        #expect(try listing.corruptRecords().count == 2)
    }

    @Test("a large file is in one place after every crash")
    func largeAfterCrash() throws {
        let crashes = try afterEveryCrash(isSetUp: false) { sandbox in
            try sandbox.home.setUp()
            try placeLarge(in: sandbox)
        } act: { sandbox, files in
            var queue = QueueReader(
                try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon), files: files),
                files: files)
            try settleAll(&queue)
        } check: { sandbox, _ in
            var queue = QueueReader(
                try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)))
            try settleAll(&queue)

            #expect(try sandbox.names(.incoming).isEmpty)
            #expect(try sandbox.names(.corrupt) == ["000001", "000001.json"])
        }

        #expect(crashes >= 7)
    }

    /// A file of a gibibyte that takes no room on the disk.
    private func placeLarge(in sandbox: Sandbox) throws {
        let path = sandbox.home[.incoming].appending("big.json")
        try Files().create(path, content: Data("x".utf8), mode: 0o600)
        #expect(truncate(path.text, 1 << 30) == 0)
    }

    @Test(
        "what is no file is neither followed nor waited for",
        arguments: [FileKind.folder, .link, .pipe, .socket])
    func notAFile(kind: FileKind) throws {
        let name = SealedDocument(1).name.fileName
        try sandbox.place(kind, at: sandbox.home[.incoming].appending(name))
        var queue = try reader()

        let claimed = try queue.claim(upTo: 10, at: .noon)
        #expect(claimed.map(\.content) == [.corrupt(.notAFile)])
        try queue.settle(claimed.map(\.obvious), at: .noon)

        #expect(try listing.counts() == .init())
        #expect(try listing.corruptRecords().count == 1)
        #expect(try listing.corruptRecords().first?.record?.kind == kind)
    }

    @Test(
        "a folder with something in it is moved aside whole, again under its name too",
        arguments: [Home.Folder.incoming, .withdrawals])
    func fullFolder(place: Home.Folder) throws {
        let folder = sandbox.home[place].appending("junk")
        for number in 1...2 {
            try sandbox.place(.folder, at: folder)
            try sandbox.place(.folder, at: folder.appending("inside \(number)"))
            var queue = try reader()

            try settleAll(&queue)

            #expect(queue.stuck.isEmpty)
            #expect(try sandbox.names(place).isEmpty)
            let kept = sandbox.home[.corrupt].appending(CorruptFolder.name(number))
            #expect(try Files().names(in: kept).map(\.description) == ["inside \(number)"])
            let record = try #require(try listing.corruptRecords().last?.record)
            #expect((record.number, record.name, record.kind) == (number, "junk", .folder))
        }
        #expect(try listing.counts() == .init())
        #expect(try listing.corruptRecords().count == 2)
    }

    @Test("the number of a folder whose record was taken away is not given again")
    func recordTakenAway() throws {
        try sandbox.place(.folder, at: sandbox.home[.corrupt].appending("000001"))
        try sandbox.drop(Data("{".utf8), "junk", in: .incoming)
        var queue = try reader()

        try settleAll(&queue)

        #expect(try sandbox.names(.corrupt) == ["000001", "000002", "000002.json"])
    }

    @Test("a folder that a crash left after its record was written is moved to that record")
    func fullFolderAfterCrash() throws {
        let crashes = try afterEveryCrash { sandbox in
            let folder = sandbox.home[.incoming].appending("junk")
            try sandbox.place(.folder, at: folder)
            try sandbox.place(.folder, at: folder.appending("inside"))
        } act: { sandbox, files in
            var queue = QueueReader(
                try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon), files: files),
                files: files)
            try settleAll(&queue)
        } check: { sandbox, _ in
            var queue = QueueReader(
                try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)))
            try settleAll(&queue)

            #expect(try sandbox.names(.incoming).isEmpty)
            #expect(try sandbox.names(.corrupt) == ["000001", "000001.json"])
        }

        #expect(crashes >= 14)
    }

    @Test("what can be neither removed nor moved stays, is reported once, and stops nothing else")
    func stuck() throws {
        let folder = sandbox.home[.incoming].appending("junk")
        try sandbox.place(.folder, at: folder)
        try sandbox.place(.folder, at: folder.appending("more"))
        for _ in 0..<2 {
            try sandbox.queue(SealedDocument(1))
            var queue = try reader(
                Files { operation throws(FileFault) in
                    if case .rename(folder, to: _) = operation { throw .fails(EACCES) }
                })

            while case let claimed = try queue.claim(upTo: 1, at: .noon), !claimed.isEmpty {
                try queue.settle(claimed.map(\.obvious), at: .noon)
            }

            #expect(queue.stuck.map(\.name) == [FileName("junk")])
            #expect(try sandbox.names(.incoming) == ["junk"])
            #expect(try listing.corruptRecords().isEmpty)
        }
    }

    @Test("what a link says is recorded, and each link that says something else")
    func linkTarget() throws {
        let path = sandbox.home[.incoming].appending("a link").text
        for target in ["/etc/passwd", "\u{1B}[31m\u{301}" + String(repeating: "x", count: 4000)] {
            symlink(target, path)
            var queue = try reader()

            try settleAll(&queue)

            let record = try #require(try listing.corruptRecords().last?.record)
            #expect((record.kind, record.target) == (.link, target))
        }
        #expect(try listing.counts() == .init())
        #expect(try listing.corruptRecords().count == 2)
    }

    private func settleAll(_ queue: inout QueueReader) throws {
        while case let claimed = try queue.claim(upTo: 10, at: .noon), !claimed.isEmpty {
            try queue.settle(claimed.map(\.obvious), at: .noon)
        }
        while case let claimed = try queue.claimLateWithdrawals(upTo: 10), !claimed.isEmpty {
            try queue.settle(claimed.map(\.obvious), at: .noon)
        }
    }

    private func reader(_ files: Files = Files()) throws -> QueueReader {
        QueueReader(
            try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)), files: files)
    }
}

/// A file that is no request, and why.
struct Bad: Sendable {
    let name: [UInt8]
    let content: Data
    let reason: CorruptReason

    init(_ name: [UInt8] = Self.proper, _ content: Data, _ reason: CorruptReason) {
        (self.name, self.content, self.reason) = (name, content, reason)
    }

    init(_ content: String, _ error: DocumentError) {
        self.init(Self.proper, Data(content.utf8), .document(error))
    }

    static let good = SealedDocument(1)
    static let proper = good.name.fileName.bytes
    static let expected = CorruptReason.nameDisagrees(expected: good.name.fileName.text)

    static let all: [Bad] = [
        Bad("", .notStrictJSON(.init(kind: .unexpectedEnd, offset: 0))),
        Bad("{", .notStrictJSON(.init(kind: .unexpectedEnd, offset: 1))),
        Bad("[1]", .noSchema),
        Bad(#"{"schema": "x/1"}"#, .unknownSchema("x/1")),
        Bad(
            String(repeating: "[", count: 50_000),
            .notStrictJSON(.init(kind: .tooDeep, offset: 32))),
        Bad(String(repeating: " ", count: 1 << 17), .tooLarge),
        Bad(Array("letter.txt".utf8), good.bytes, expected),
        Bad(Array("a\n\u{1B}[31m.json".utf8), good.bytes, expected),
        Bad([0xFF, 0xFE], good.bytes, expected),
        Bad(Array("\(RequestID(2)).123-12345678.json".utf8), good.bytes, expected),
        Bad(Array("\(RequestID(1)).123-12345679.json".utf8), good.bytes, expected),
        Bad(Array("\(RequestID(1)).json".utf8), good.bytes, expected),
        Bad(Array("\(RequestID(1)).123-12345678.json~".utf8), good.bytes, expected),
    ]
}
