import CoordinatorModel
import Foundation
import Synchronization
import Testing

@testable import RequestQueue

/// Makes one file operation go wrong, once.
private final class Glitch: Sendable {
    private let state = Mutex(0)
    private let place: Int
    private let fault: FileFault

    init(at place: Int, _ fault: FileFault) {
        (self.place, self.fault) = (place, fault)
    }

    var hasHappened: Bool { state.withLock { $0 > place } }

    var files: Files {
        Files { [self] _ throws(FileFault) in
            let here = state.withLock { seen in
                seen += 1
                return seen - 1
            }
            if here == place { throw fault }
        }
    }
}

@Suite("a file operation goes wrong, every one in turn")
struct FaultTests {
    @Test(
        "a submit that fails keeps the draft or has queued it, and can be repeated",
        arguments: [ENOSPC, EIO, EACCES, EROFS])
    func submit(code: Int32) throws {
        for place in 0... {
            let sandbox = try Sandbox()
            try sandbox.drafts().create(kind: "any").save(.typed("typed"))
            let glitch = Glitch(at: place, .fails(code))
            var failure: QueueError?
            do throws(QueueError) {
                try submit(sandbox, glitch.files)
            } catch {
                failure = error
            }
            if !glitch.hasHappened { break }

            if failure != nil, try !sandbox.drafts().list().isEmpty {
                try submit(sandbox, Files())
            }

            #expect(try sandbox.names(.incoming) == ["\(SealedDocument(1).name.fileName)"])
            #expect(try sandbox.drafts().list().isEmpty)
            switch (failure, code) {
            case (nil, _), (.diskFull, ENOSPC), (.inputOutput, EIO), (.noPermission, EACCES),
                (.readOnlyFileSystem, EROFS):
                break
            default: Issue.record("\(String(describing: failure)) for errno \(code)")
            }
        }
    }

    @Test(
        "after a save or a seal that fails, the open draft is what is on disk",
        arguments: Write.allCases)
    func openDraft(write: Write) throws {
        for place in 0... {
            let sandbox = try Sandbox()
            let id = try Self.savedDraft(in: sandbox)
            let glitch = Glitch(at: place, .fails(EIO))
            guard let open = try? sandbox.drafts(glitch.files).open(id) else { continue }
            let before = open.draft

            var failure: QueueError?
            do throws(QueueError) {
                try write.perform(on: open)
            } catch {
                failure = error
            }
            if !glitch.hasHappened { break }

            #expect(try sandbox.drafts().read(id) == open.draft)
            guard case .inputOutput(let operation)? = failure else { continue }
            #expect((open.draft == before) == !operation.followsTheChange)
        }
    }

    @Test("a folder that cannot be synced: the draft is sealed, and finishing it queues it once")
    func sealedUnsynced() throws {
        let sandbox = try Sandbox()
        let open = try sandbox.drafts(.failing { $0 == .syncFolder(sandbox.home[.drafts]) })
            .open(try Self.savedDraft(in: sandbox))

        #expect(throws: QueueError.inputOutput(.syncFolder(sandbox.home[.drafts]))) {
            try open.seal([SealedDocument(1)])
        }

        #expect(open.draft.sealed == [SealedDocument(1)])
        #expect(throws: QueueError.draftSealed(open.id)) { try open.save(Sheet()) }
        let submitted = try QueueWriter(sandbox.home).finish(open, renamed: \.renamed)
        #expect(submitted.documents == [SealedDocument(1)])
        #expect(submitted.leftover == .inputOutput(.syncFolder(sandbox.home[.drafts])))
        #expect(!open.isOnDisk)
        #expect(try sandbox.names(.drafts).isEmpty)
    }

    @Test("a draft that cannot be removed is queued all the same, and says so")
    func leftDraft() throws {
        let sandbox = try Sandbox()
        let id = try Self.savedDraft(in: sandbox)
        let file = sandbox.drafts().path(id)
        let open = try sandbox.drafts(.failing { $0 == .remove(file) }).open(id)

        let submitted = try QueueWriter(sandbox.home).submit(open, sealing: [SealedDocument(1)])

        #expect(submitted.documents == [SealedDocument(1)])
        #expect(submitted.leftover == .inputOutput(.remove(file)))
        #expect(open.isOnDisk)
        #expect(try sandbox.names(.incoming) == ["\(SealedDocument(1).name.fileName)"])
    }

    @Test("a withdrawal that could not be brought to disk is there, and is asked for once")
    func withdraw() throws {
        let sandbox = try Sandbox()
        let folder = sandbox.home[.withdrawals]
        let wish = Withdrawal(id: RequestID(1), by: .maria, at: .noon, reason: "a mistake")
        let writer = QueueWriter(sandbox.home, files: .failing { $0 == .syncFolder(folder) })

        #expect(throws: QueueError.inputOutput(.syncFolder(folder))) { try writer.withdraw(wish) }

        #expect(try QueueListing(sandbox.home).withdrawal(of: wish.id) == wish)
        #expect(try QueueWriter(sandbox.home).withdraw(wish) == .askedBefore(wish))
    }

    @Test("a folder that cannot even be opened is a folder that was not synced")
    func unopened() throws {
        let sandbox = try Sandbox()
        let folder = sandbox.home[.incoming]
        let writer = QueueWriter(sandbox.home, files: .failing { $0 == .open(folder) })

        #expect(throws: QueueError.inputOutput(.syncFolder(folder))) {
            try writer.put(SealedDocument(1))
        }
    }

    enum Write: CaseIterable {
        case save, seal

        func perform(on draft: OpenDraft) throws(QueueError) {
            switch self {
            case .save: try draft.save(.typed("second"), note: "later")
            case .seal: try draft.seal([SealedDocument(1)])
            }
        }
    }

    private static func savedDraft(in sandbox: Sandbox) throws -> DraftID {
        let draft = try sandbox.drafts().create(kind: "any")
        try draft.save(.typed("first"))
        return draft.id
    }

    @Test(
        "interrupted and short calls are carried on",
        arguments: [FileFault.fails(EINTR), .isShort(1)])
    func carriedOn(fault: FileFault) throws {
        for place in 0... {
            let sandbox = try Sandbox()
            try sandbox.drafts().create(kind: "any").save(.typed("typed"))
            let glitch = Glitch(at: place, fault)

            try submit(sandbox, glitch.files)

            let name = SealedDocument(1).name
            let file = try #require(try QueueListing(sandbox.home, files: glitch.files).read(name))
            #expect(file.bytes == SealedDocument(1).bytes)
            #expect(try sandbox.drafts().list().isEmpty)
            if !glitch.hasHappened { break }
        }
    }

    @Test(
        "a failing disk ends the run with every file in one place",
        arguments: [ENOSPC, EIO, EACCES, EROFS])
    func settle(code: Int32) throws {
        for place in 0... {
            let sandbox = try Sandbox()
            try sandbox.queue(SealedDocument(1))
            try sandbox.drop([0], "junk", in: .incoming)
            let glitch = Glitch(at: place, .fails(code))
            _ = try? settleAll(sandbox, glitch.files)
            if !glitch.hasHappened { break }

            #expect(try settleAll(sandbox, Files()).isEmpty)

            #expect(try sandbox.names(.incoming).isEmpty)
            #expect(try QueueListing(sandbox.home).counts() == .init(corrupt: 1))
        }
    }

    @Test("the disk is full, and the error says where and what was being done")
    func words() throws {
        let sandbox = try Sandbox()
        let files = Files { operation throws(FileFault) in
            if case .write = operation { throw .fails(ENOSPC) }
        }

        #expect {
            try QueueWriter(sandbox.home, files: files).put(SealedDocument(1))
        } throws: { error in
            guard case .diskFull(.write(let path))? = error as? QueueError else { return false }
            return path.folder == sandbox.home[.temporary]
        }
        #expect(try sandbox.names(.temporary).isEmpty)
    }

    private func submit(_ sandbox: Sandbox, _ files: Files) throws(QueueError) {
        guard let id = try sandbox.drafts().list().first?.id else { return }
        let draft = try sandbox.drafts(files).open(id)
        let submitted = try QueueWriter(sandbox.home, files: files)
            .submit(draft, sealing: [SealedDocument(1)])
        #expect(submitted.documents == [SealedDocument(1)])
        if let leftover = submitted.leftover { throw leftover }
    }

    /// Settles everything, the good as recorded; returns what was stuck.
    private func settleAll(_ sandbox: Sandbox, _ files: Files) throws(QueueError) -> [StuckFile] {
        let lock = try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon), files: files)
        var queue = QueueReader(lock, files: files)
        while case let claimed = try queue.claim(upTo: 10), !claimed.isEmpty {
            try queue.settle(claimed.map(\.obvious), at: .noon)
        }
        return queue.stuck
    }
}

extension Files {
    /// Every operation of that kind fails as on a broken disk.
    static func failing(_ fails: @escaping @Sendable (FileOperation) -> Bool) -> Files {
        Files { operation throws(FileFault) in
            if fails(operation) { throw .fails(EIO) }
        }
    }
}

extension ClaimedFile {
    /// What is no request is corrupt, everything else is recorded.
    var obvious: Settlement {
        if case .corrupt(let reason) = content { .corrupt(self, reason) } else { .recorded(self) }
    }
}
