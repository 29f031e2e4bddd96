import CoordinatorModel

extension QueueWriter {
    /// Submits a draft: seals these documents into it, queues them, and removes it.
    ///
    /// A draft that was sealed before is only finished; `documents` are not looked at then. After a
    /// throw the draft is kept. Where it was not sealed by then, nothing was queued; where it was,
    /// each document may be queued or not, and submitting again queues what is missing, once.
    ///
    /// Where something else bears a document's name in the queue, `renamed` makes the same request
    /// under a new ID, which is sealed before it is put. Returns the documents as they were queued.
    public func submit(
        _ draft: OpenDraft, sealing documents: [SealedDocument],
        renamed: (SealedDocument) -> SealedDocument
    ) throws(QueueError) -> [SealedDocument] {
        if draft.draft.sealed == nil {
            if documents.isEmpty { throw .draftNotSealed(draft.id) }
            try draft.seal(documents)
        }
        return try finish(draft, renamed: renamed)
    }

    /// Goes on where a submit was interrupted. Throws `draftNotSealed` where none was begun.
    public func finish(
        _ draft: OpenDraft, renamed: (SealedDocument) -> SealedDocument
    ) throws(QueueError) -> [SealedDocument] {
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
        try draft.remove()
        return queued
    }
}
