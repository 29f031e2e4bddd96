import CoordinatorModel
import Foundation
import Synchronization

/// A draft that nobody else can open while this value is, in whatever process.
///
/// `close` or `discard` ends it; so does letting go of the value.
///
/// Whatever is thrown, `draft` and `isOnDisk` say what is in the folder. After a failed `syncFolder`
/// that is what was asked for, and a loss of power may undo it; after any other throw it is what was
/// there before.
public final class OpenDraft: Sendable {
    private struct State: Sendable {
        var draft: Draft
        var isOnDisk: Bool
        var lock: LockFile?
    }

    private let state: Mutex<State>
    private let drafts: Drafts

    init(_ draft: Draft, isOnDisk: Bool, lock: LockFile, drafts: Drafts) {
        state = Mutex(State(draft: draft, isOnDisk: isOnDisk, lock: lock))
        self.drafts = drafts
    }

    public var id: DraftID { draft.id }

    /// The draft as it was last saved; a new one as it was made.
    public var draft: Draft { state.withLock(\.draft) }

    /// Whether there is a file: a new draft has none until it is first saved.
    public var isOnDisk: Bool { state.withLock(\.isOnDisk) }

    /// Replaces what was typed. It is on disk when this returns. Throws `draftSealed` for a draft
    /// that was sealed.
    public func save(_ sheet: Sheet) throws(QueueError) {
        try save(sheet, note: draft.note)
    }

    /// The same, and the note: nil takes it away.
    public func save(_ sheet: Sheet, note: String?) throws(QueueError) {
        var draft = draft
        if draft.sealed != nil { throw .draftSealed(draft.id) }
        draft.sheet = sheet
        draft.note = note
        try replace(with: draft)
    }

    /// Writes the confirmed documents into the draft. When this returns they are on disk, and from
    /// then on the draft can only be submitted. After a throw nothing may be queued.
    ///
    /// Throws `draftSealed` where it was sealed before, and `notQueueable` for a document that a
    /// processor would find corrupt.
    public func seal(_ documents: [SealedDocument]) throws(QueueError) {
        var draft = draft
        if draft.sealed != nil { throw .draftSealed(draft.id) }
        for document in documents { try document.check() }
        draft.sealed = documents
        try replace(with: draft)
    }

    /// Replaces one sealed document whose name was taken in the queue. Durable, like `seal`.
    func reseal(_ index: Int, as document: SealedDocument) throws(QueueError) {
        var draft = draft
        try document.check()
        draft.sealed?[index] = document
        try replace(with: draft)
    }

    /// Removes the draft, and lets go of it. After a throw it is still open where it is there.
    ///
    /// Throws `draftSealed` for one that was sealed: parts of it may be in the queue already.
    public func discard() throws(QueueError) {
        if draft.sealed != nil { throw .draftSealed(id) }
        try remove()
    }

    /// Lets others open the draft. Closing again does nothing.
    public func close() {
        state.withLock { $0.lock = nil }
    }

    /// Removes the draft whether sealed or not: for the end of a submit.
    func remove() throws(QueueError) {
        let wasOnDisk = isOnDisk
        if wasOnDisk { try drafts.remove(id) }
        state.withLock { $0.isOnDisk = false }
        close()
        if wasOnDisk { try drafts.sync() }
    }

    private func replace(with draft: Draft) throws(QueueError) {
        if state.withLock({ $0.lock == nil }) { throw .draftLocked(draft.id, by: nil) }
        try drafts.write(draft)
        state.withLock {
            $0.draft = draft
            $0.isOnDisk = true
        }
        try drafts.sync()
    }
}
