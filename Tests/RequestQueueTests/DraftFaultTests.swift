import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("a file operation on a draft or a withdrawal goes wrong")
struct DraftFaultTests {
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

        #expect(try QueueListing(sandbox.home).withdrawal(of: wish.id) == wish.ours)
        #expect(try QueueWriter(sandbox.home).withdraw(wish) == .askedBefore(wish.ours))
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
}
