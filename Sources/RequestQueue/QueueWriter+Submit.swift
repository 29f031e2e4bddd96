import CoordinatorModel

/// A draft whose documents all wait in the queue.
public struct SubmittedDraft: Sendable {
    /// The documents as they were queued.
    public let documents: [SealedDocument]
    /// Why the draft could not be removed, or its removal not be brought to disk; nil where it is
    /// gone for good. A draft that is left can be finished again: nothing is queued twice.
    public let leftover: QueueError?
}

extension QueueWriter {
    /// Queues the documents of a sealed draft, and removes it. Throws `draftNotSealed` where it is
    /// not sealed.
    ///
    /// After a throw the draft is kept, and each document may be queued or not; finishing again
    /// queues what is missing, once.
    ///
    /// Where something else bears a document's name in the queue, `renamed` makes the same request
    /// under a new ID, which is sealed before it is put.
    public func finish(
        _ draft: OpenDraft, renamed: (SealedDocument) -> SealedDocument
    ) throws(QueueError) -> SubmittedDraft {
        guard let sealed = draft.draft.sealed else { throw .draftNotSealed(draft.id) }
        for (index, document) in sealed.enumerated() {
            var document = document
            while try put(document) == .nameTaken {
                let taken = document.id
                document = renamed(document)
                precondition(document.id != taken, "a new ID was asked for")
                try draft.reseal(index, as: document)
            }
        }
        let queued = draft.draft.sealed ?? []
        do throws(QueueError) {
            try draft.remove()
            return SubmittedDraft(documents: queued, leftover: nil)
        } catch {
            return SubmittedDraft(documents: queued, leftover: error)
        }
    }
}
