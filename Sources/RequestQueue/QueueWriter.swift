import CoordinatorModel
import Foundation

/// Puts requests and withdrawals into the queue. It can do nothing else with them.
public struct QueueWriter: Sendable {
    /// What became of a document.
    public enum Put: Hashable, Sendable {
        case queued
        /// The same bytes wait under its name already.
        case alreadyQueued
        /// Something else bears its name. It was not queued.
        case nameTaken
    }

    /// What became of the wish to withdraw a request.
    public enum WithdrawalPut: Hashable, Sendable {
        case asked
        /// The first one counts.
        case askedBefore(Withdrawal)
        /// What lies in its place is no withdrawal of this request. Nothing was asked; a run puts
        /// that aside.
        case placeTaken
    }

    let home: Home
    let files: Files

    public init(_ home: Home, files: Files = Files()) {
        (self.home, self.files) = (home, files)
    }

    /// Queues one document: written aside, synced, and moved into place by a rename that replaces
    /// nothing, which is the moment at which it is queued.
    ///
    /// When this returns `queued` or `alreadyQueued`, the document waits, whatever happens. After a
    /// throw it may or may not; putting it again is always right.
    public func put(_ document: SealedDocument) throws(QueueError) -> Put {
        try document.check()
        return try put(document.bytes, as: document.name.fileName, in: .incoming)
    }

    func put(
        _ content: Data, as name: FileName, in folder: Home.Folder
    ) throws(QueueError) -> Put {
        let place = home[folder].appending(name)
        for path in folder == .incoming ? [place, home[.held].appending(name)] : [place] {
            switch try compare(content, with: path) {
            case nil: continue
            case true?:
                try files.syncFolder(home[folder])
                return .alreadyQueued
            case false?: return .nameTaken
            }
        }
        if try put(content, at: place) { return .queued }
        // Somebody was faster.
        return try compare(content, with: place) == true ? .alreadyQueued : .nameTaken
    }

    /// Asks that a request be taken back. When this returns, the wish is on disk; whether it comes
    /// in time, the processor says.
    public func withdraw(_ withdrawal: Withdrawal) throws(QueueError) -> WithdrawalPut {
        let place = home[.withdrawals].appending("\(withdrawal.id).json")
        if try put(withdrawal.document, at: place) { return .asked }
        try files.syncFolder(home[.withdrawals])
        guard case .file(let content, let status) = try readable(place),
            var first = try? Withdrawal(document: content), first.id == withdrawal.id
        else { return .placeTaken }
        first.owner = status.owner
        return .askedBefore(first)
    }

    /// False where the place is taken.
    private func put(_ content: Data, at place: Path) throws(QueueError) -> Bool {
        guard let folder = place.folder else { return false }
        let random = UInt64.random(in: 0...UInt64.max)
        let temporary = home[.temporary].appending("\(place.name).\(String(random, radix: 36))")
        let mode = try home.sharing(files).modeOfFiles(in: .temporary)
        do throws(QueueError) {
            try files.create(temporary, content: content, mode: mode)
            guard try files.renameExclusively(temporary, to: place) else {
                try files.remove(temporary)
                return false
            }
        } catch {
            try? files.remove(temporary)
            throw error
        }
        try files.syncFolder(folder)
        return true
    }

    /// Whether the file holds exactly these bytes; nil where there is none.
    func compare(_ bytes: Data, with path: Path) throws(QueueError) -> Bool? {
        switch try readable(path) {
        case .missing: nil
        case .file(let content, _): content == bytes
        case .other, .tooLarge: false
        }
    }

    /// A file that we may not read is somebody else's.
    private func readable(_ path: Path) throws(QueueError) -> Found {
        do throws(QueueError) {
            return try files.read(path, atMost: SubmittedRequest.greatestSize)
        } catch .noPermission(let operation) {
            guard let status = try? files.status(path) else { throw .noPermission(operation) }
            return .other(status)
        }
    }
}
