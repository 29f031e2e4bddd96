import CoordinatorModel
import Foundation

extension QueueWriter {
    /// Queues many documents with one durable step: all are written aside, the file system is synced
    /// once, and each is moved into place by a rename that replaces nothing, in the order given.
    ///
    /// When this returns, each that is `queued` or `alreadyQueued` waits, whatever happens. After a
    /// throw each may wait or not; putting them again is always right.
    public func put(_ documents: [SealedDocument]) throws(QueueError) -> [Put] {
        for document in documents { try document.check() }
        return try putChecked(documents)
    }

    /// The same for requests of our own making, whose documents can only be too large.
    public func put(_ requests: [ChangeRequest]) throws(QueueError) -> [Put] {
        let documents = requests.map { SealedDocument($0) }
        for document in documents where document.document.utf8.count > SubmittedRequest.greatestSize
        {
            throw .notQueueable(.document(.tooLarge))
        }
        return try putChecked(documents)
    }

    private func putChecked(_ documents: [SealedDocument]) throws(QueueError) -> [Put] {
        let mode = try home.sharing(files).modeOfFiles(in: .temporary)
        let ending = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        var places: [(name: FileName, temporary: Path)] = []
        places.reserveCapacity(documents.count)
        var finished = 0
        do throws(QueueError) {
            for document in documents {
                let name = document.name.fileName
                let temporary = home[.temporary].appending("\(name).\(ending)")
                places.append((name, temporary))
                try files.createUnsynced(temporary, content: document.bytes, mode: mode)
            }
            try files.syncFileSystem(of: home[.temporary])
            let held = Set(try files.names(in: home[.held]))
            var puts: [Put] = []
            puts.reserveCapacity(documents.count)
            for (document, place) in zip(documents, places) {
                puts.append(try move(document, place, isHeld: held.contains(place.name)))
                finished += 1
            }
            try files.syncFolder(home[.incoming])
            return puts
        } catch {
            for place in places[finished...] { try? files.remove(place.temporary) }
            throw error
        }
    }

    /// Moves one document that was written aside into place, or removes it where that is taken.
    private func move(
        _ document: SealedDocument, _ place: (name: FileName, temporary: Path), isHeld: Bool
    ) throws(QueueError) -> Put {
        let waiting = home[.incoming].appending(place.name)
        if !isHeld, try files.renameExclusively(place.temporary, to: waiting) { return .queued }
        try files.remove(place.temporary)
        for path in [waiting, home[.held].appending(place.name)] {
            if let isSame = try compare(document.bytes, with: path) {
                return isSame ? .alreadyQueued : .nameTaken
            }
        }
        // It was taken a moment ago, and a processor has claimed it meanwhile. What is on record is
        // not applied again.
        return try put(document)
    }
}
