import CoordinatorModel
import Foundation

/// The unfinished requests of a home.
///
/// A draft is `DRAFT.json`; while somebody has it open, `DRAFT.lock` lies beside it and is locked.
/// Whatever bears another name in the folder is no draft and is left alone.
public struct Drafts: Sendable {
    let home: Home
    let files: Files
    private let preparer: Preparer
    private let now: @Sendable () -> Timestamp

    /// `preparer` is written into locks, so that others can be told who is at work.
    public init(
        in home: Home, as preparer: Preparer, files: Files = Files(),
        now: @escaping @Sendable () -> Timestamp = { Timestamp(Date()) }
    ) {
        (self.home, self.preparer, self.files, self.now) = (home, preparer, files, now)
    }

    /// Makes a draft under a new name and opens it. Nothing but its lock is on disk before it is
    /// first saved, and closed unsaved it leaves nothing behind.
    public func create(
        kind: String, sheet: Sheet = Sheet(), reopens: RequestID? = nil, note: String? = nil
    ) throws(QueueError) -> OpenDraft {
        var generator = SystemRandomNumberGenerator()
        return try create(
            kind: kind, sheet: sheet, reopens: reopens, note: note, using: &generator)
    }

    public func create(
        kind: String, sheet: Sheet = Sheet(), reopens: RequestID? = nil, note: String? = nil,
        using generator: inout some RandomNumberGenerator
    ) throws(QueueError) -> OpenDraft {
        try? removeLeftovers()
        while true {
            let id = DraftID(using: &generator)
            guard case .acquired(let lock) = try acquire(id) else { continue }
            if try files.status(path(id)) != nil { continue }
            let draft = Draft(
                id: id, kind: kind, createdAt: now(), sheet: sheet, reopens: reopens, note: note)
            return OpenDraft(draft, isOnDisk: false, lock: lock, drafts: self)
        }
    }

    /// Opens a draft. Throws `noSuchDraft`, `draftLocked`, or `draft` with why it cannot be read;
    /// the draft is as it was then.
    public func open(_ id: DraftID) throws(QueueError) -> OpenDraft {
        if try files.status(path(id)) == nil { throw .noSuchDraft(id) }
        let lock = try lock(id)
        return OpenDraft(try read(id), isOnDisk: true, lock: lock, drafts: self)
    }

    /// Removes a draft for good, also one that cannot be read. Throws `draftSealed` for one that
    /// was sealed, as parts of it may be in the queue already; it can only be finished. After a
    /// failed `syncFolder` it is gone, and may be back after a loss of power; after any other throw
    /// it is there.
    public func discard(_ id: DraftID) throws(QueueError) {
        if try files.status(path(id)) == nil { throw .noSuchDraft(id) }
        let lock = try lock(id)
        let draft: Draft?
        do throws(QueueError) {
            draft = try read(id)
        } catch .draft {
            draft = nil
        }
        if draft?.sealed != nil { throw .draftSealed(id) }
        try remove(id)
        try sync()
        withExtendedLifetime(lock) {}
    }

    /// Reads a draft without opening it: somebody else may replace it at any time.
    public func read(_ id: DraftID) throws(QueueError) -> Draft {
        switch try files.read(path(id), atMost: Draft.greatestSize) {
        case .missing: throw .noSuchDraft(id)
        case .other(let status): throw .draft(id, .notAFile(status.kind))
        case .tooLarge: throw .draft(id, .tooLarge)
        case .file(let content, _):
            do throws(DraftError) {
                let draft = try Draft(content: content)
                if draft.id != id { throw DraftError.belongsTo(draft.id) }
                return draft
            } catch {
                throw .draft(id, error)
            }
        }
    }

    /// Replaces the draft's file. The caller holds its lock, and syncs. After a throw the file is as
    /// it was.
    func write(_ draft: Draft) throws(QueueError) {
        let content = draft.content
        if content.count > Draft.greatestSize { throw .draft(draft.id, .tooLarge) }
        let mode = try home.sharing(files).modeOfFiles(in: .drafts)
        try files.replace(path(draft.id), content: content, mode: mode)
    }

    /// Removes the draft's file. The caller holds its lock, and syncs. After a throw the file is
    /// there.
    func remove(_ id: DraftID) throws(QueueError) {
        if try files.status(path(id))?.kind == .folder {
            try files.removeFolder(path(id))
        } else {
            try files.remove(path(id))
        }
    }

    /// Until this has returned, a loss of power may undo what was written or removed.
    func sync() throws(QueueError) {
        try files.syncFolder(home[.drafts])
    }

    /// Removes what crashes left behind a day or more ago: half-written files, and locks of drafts
    /// that were never saved.
    func removeLeftovers() throws(QueueError) {
        let yesterday = Timestamp(
            millisecondsSince1970: now().millisecondsSince1970 - 24 * 60 * 60 * 1000)
        for name in try files.names(in: home[.drafts]) {
            let path = home[.drafts].appending(name)
            let isLock = name.hasSuffix(".lock")
            guard isLock || name.hasSuffix(".tmp"), let text = name.text,
                let id = DraftID(exactly: String(text.prefix { $0 != "." })),
                let status = try files.status(path), status.modifiedAt < yesterday
            else { continue }
            if !isLock {
                try files.remove(path)
            } else if try files.status(self.path(id)) == nil {
                // Taken and let go: that removes it unless somebody holds it.
                _ = try acquire(id)
            }
        }
    }

    func path(_ id: DraftID) -> Path { home[.drafts].appending("\(id).json") }
    func lockPath(_ id: DraftID) -> Path { home[.drafts].appending("\(id).lock") }

    private func lock(_ id: DraftID) throws(QueueError) -> LockFile {
        switch try acquire(id) {
        case .acquired(let lock): return lock
        case .held(let holder): throw .draftLocked(id, by: holder)
        }
    }

    private func acquire(_ id: DraftID) throws(QueueError) -> LockFile.Attempt {
        try LockFile.acquire(
            lockPath(id),
            as: Holder(
                user: preparer.user, host: preparer.host, process: getpid(), since: now()),
            mode: try home.sharing(files).modeOfFiles(in: .drafts), ending: .removed,
            files: files)
    }
}
