import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("a crash before any file operation")
struct CrashTests {
    @Test("setting up again completes a home")
    func setUp() throws {
        let crashes = try afterEveryCrash(isSetUp: false) { sandbox, files in
            try sandbox.home.setUp(files: files)
        } check: { sandbox, _ in
            try sandbox.home.setUp()

            try sandbox.home.checkForStaff()
            try sandbox.home.checkForProcessor()
            for place in Home.Folder.allCases {
                #expect(try sandbox.mode(sandbox.home[place]) == 0o700)
            }
        }

        #expect(crashes == 21)
    }

    @Test("a draft is as it was saved last, or the time before")
    func save() throws {
        let id = DraftID(exactly: "K7M-4QX")!
        let crashes = try afterEveryCrash { sandbox in
            let draft = Draft(id: id, kind: "any", createdAt: .noon, sheet: .typed("first"))
            try sandbox.drafts().write(draft)
            try sandbox.drafts().sync()
        } act: { sandbox, files in
            try sandbox.drafts(files).open(id).save(.typed("second"))
        } check: { sandbox, finished in
            let draft = try sandbox.drafts().open(id).draft

            let text = try #require(draft.sheet.latest?.text)
            #expect(finished ? text == "second" : ["first", "second"].contains(text))
            #expect(try sandbox.drafts().list().count == 1)
        }

        #expect(crashes >= 20)
    }

    @Test("a new draft is there whole, or not at all")
    func create() throws {
        let crashes = try afterEveryCrash { sandbox, files in
            try sandbox.drafts(files).create(kind: "any").save(.typed("first"))
        } check: { sandbox, finished in
            let drafts = try sandbox.drafts().list()

            #expect(drafts.count == 1 || !finished && drafts.isEmpty)
            for draft in drafts { #expect(try draft.content.get().sheet == .typed("first")) }
        }

        #expect(crashes >= 20)
    }

    @Test(
        "a draft that is submitted again is queued once",
        arguments: [
            [SealedDocument(1)],
            [SealedDocument(1), SealedDocument(10, serial: "123-00000001")],
        ])
    func submit(documents: [SealedDocument]) throws {
        let crashes = try afterEveryCrash { sandbox in
            try sandbox.drafts().create(kind: "any").save(.typed("typed"))
        } act: { sandbox, files in
            let id = try sandbox.drafts().list()[0].id
            try QueueWriter(sandbox.home, files: files).submit(
                try sandbox.drafts(files).open(id), sealing: documents)
        } check: { sandbox, finished in
            let drafts = try sandbox.drafts().list()
            let waiting = try sandbox.names(.incoming)
            if let draft = try drafts.first?.content.get() {
                if draft.sealed == nil { #expect(waiting.isEmpty) }
                try QueueWriter(sandbox.home).submit(
                    try sandbox.drafts().open(draft.id), sealing: documents)
            }

            #expect(finished ? drafts.isEmpty : true)
            #expect(
                try sandbox.names(.incoming) == documents.map { "\($0.name.fileName)" }.sorted())
            #expect(try sandbox.drafts().list().isEmpty)
            for document in documents {
                #expect(try QueueWriter(sandbox.home).put(document) == .alreadyQueued)
            }
        }

        #expect(crashes >= 30)
    }

    @Test("a draft whose ID is taken is queued once, under another ID")
    func submitTaken() throws {
        let crashes = try afterEveryCrash { sandbox in
            try sandbox.drafts().create(kind: "any").save(.typed("typed"))
            try sandbox.queue(SealedDocument(1, note: "somebody else's"))
        } act: { sandbox, files in
            let id = try sandbox.drafts().list()[0].id
            try QueueWriter(sandbox.home, files: files).submit(
                try sandbox.drafts(files).open(id), sealing: [SealedDocument(1)])
        } check: { sandbox, _ in
            if let id = try sandbox.drafts().list().first?.id {
                try QueueWriter(sandbox.home).submit(
                    try sandbox.drafts().open(id), sealing: [SealedDocument(1)])
            }

            let waiting = try QueueListing(sandbox.home).names().map(\.id)
            #expect(waiting == [RequestID(1), RequestID(2)])
            let others = SealedDocument(1, note: "somebody else's")
            #expect(try QueueWriter(sandbox.home).put(others) == .alreadyQueued)
        }

        #expect(crashes >= 30)
    }

    @Test("a withdrawal asked for again is there once, and the first one counts")
    func withdraw() throws {
        let first = Withdrawal(id: RequestID(1), by: .maria, at: .noon, reason: "first")
        var second = first
        second.reason = "second"
        let crashes = try afterEveryCrash { sandbox, files in
            _ = try QueueWriter(sandbox.home, files: files).withdraw(first)
        } check: { sandbox, finished in
            let put = try QueueWriter(sandbox.home).withdraw(second)

            #expect(put == .askedBefore(first.ours) || !finished && put == .asked)
            #expect(try sandbox.names(.withdrawals) == ["\(first.id).json"])
        }

        #expect(crashes >= 10)
    }

    @Test("every file gets one verdict, and none is left or lost")
    func process() throws {
        var store = Recorded()
        let crashes = try afterEveryCrash { sandbox in
            store = Recorded()
            try fill(sandbox)
        } act: { sandbox, files in
            try store.process(sandbox.home, files: files)
        } check: { sandbox, _ in
            try store.process(sandbox.home)

            #expect(store.documents.keys.sorted() == [RequestID(1), RequestID(2), RequestID(3)])
            #expect(store.withdrawn == [RequestID(2)])
            #expect(store.late == [RequestID(9)])
            #expect(try sandbox.names(.incoming).isEmpty)
            #expect(try sandbox.names(.withdrawals).isEmpty)
            let corrupt = try QueueListing(sandbox.home).corruptRecords().compactMap(\.record)
            #expect(
                corrupt.map(\.name).sorted() == ["a folder", "a link", "garbage.json", "nonsense"])
            #expect(corrupt.map(\.number).sorted() == [1, 2, 3, 4])
        }

        #expect(crashes >= 60)
    }

    private func fill(_ sandbox: Sandbox) throws {
        try sandbox.queue(
            SealedDocument(1), SealedDocument(2), SealedDocument(3, serial: "123-00000001"))
        for number in [UInt32(2), 9] {
            _ = try QueueWriter(sandbox.home).withdraw(
                Withdrawal(id: RequestID(number), by: .maria, at: .noon, reason: "a mistake"))
        }
        try sandbox.drop(Data("{".utf8), "garbage.json", in: .incoming)
        try sandbox.drop(Data("?".utf8), "nonsense", in: .withdrawals)
        let incoming = sandbox.home[.incoming]
        _ = try Files().makeFolder(incoming.appending("a folder"), mode: 0o700)
        symlink("/etc/passwd", incoming.appending("a link").text)
    }
}

/// What a store would have on record: it commits before anything is settled.
private struct Recorded {
    var documents: [RequestID: Digest] = [:]
    var withdrawn: Set<RequestID> = []
    var late: Set<RequestID> = []

    mutating func process(_ home: Home, files: Files = Files()) throws {
        let lock = try ProcessorLock.acquire(home, as: .current(at: .noon), files: files)
        var queue = QueueReader(lock, files: files)
        while case let claimed = try queue.claim(upTo: 3, at: .noon), !claimed.isEmpty {
            try queue.settle(claimed.map { decide($0) }, at: .noon)
        }
        while case let claimed = try queue.claimLateWithdrawals(upTo: 3), !claimed.isEmpty {
            try queue.settle(claimed.map { decide($0) }, at: .noon)
        }
    }

    private mutating func decide(_ file: ClaimedFile) -> Settlement {
        switch file.content {
        case .corrupt(let reason):
            return .corrupt(file, reason)
        case .request(let claim):
            let before = documents.updateValue(claim.digest, forKey: claim.request.id)
            #expect(before == nil || before == claim.digest)
            if claim.withdrawal != nil { withdrawn.insert(claim.request.id) }
            return .recorded(file)
        case .withdrawal(let withdrawal):
            if !withdrawn.contains(withdrawal.id) { late.insert(withdrawal.id) }
            return .recorded(file)
        }
    }
}
