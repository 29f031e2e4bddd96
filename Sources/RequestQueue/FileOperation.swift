/// One call to the file system, before it happens: what tests stop at, and what errors speak of.
public enum FileOperation: Hashable, Sendable {
    case makeFolder(Path)
    case create(Path)
    case setMode(Path, UInt32)
    case setOwner(Path, user: UInt32, group: UInt32)
    case write(Path)
    /// Until this has returned, the file's content may be gone after a loss of power.
    case sync(Path)
    /// Replaces what bears the new name.
    case rename(Path, to: Path)
    /// Fails where the new name is taken.
    case renameExclusively(Path, to: Path)
    case remove(Path)
    case removeFolder(Path)
    /// Until this has returned, what was created, renamed or removed in the folder may be undone by
    /// a loss of power.
    case syncFolder(Path)
    /// Until this has returned, nothing that was written, created or renamed on the file system of
    /// the folder is sure to survive a loss of power.
    case syncFileSystem(Path)
    /// Takes the lock on a lock file, without waiting.
    case lock(Path)

    case inspect(Path)
    case open(Path)
    case read(Path)
    case list(Path)
    /// Asks whether files could be put into a folder.
    case probe(Path)

    /// What it is done to.
    public var path: Path {
        switch self {
        case .makeFolder(let path), .create(let path), .setMode(let path, _),
            .setOwner(let path, user: _, group: _), .write(let path), .sync(let path),
            .rename(let path, to: _), .renameExclusively(let path, to: _),
            .remove(let path), .removeFolder(let path), .syncFolder(let path),
            .syncFileSystem(let path), .lock(let path), .inspect(let path), .open(let path),
            .read(let path), .list(let path), .probe(let path):
            path
        }
    }

    /// Whether it alters anything on disk.
    public var changesSomething: Bool {
        switch self {
        case .makeFolder, .create, .setMode, .setOwner, .write, .sync, .rename, .renameExclusively,
            .remove,
            .removeFolder, .syncFolder, .syncFileSystem:
            true
        case .lock, .inspect, .open, .read, .list, .probe:
            false
        }
    }

    /// Whether it is done to what is in place already: where it fails, that stands, and a loss of
    /// power may undo it.
    public var followsTheChange: Bool {
        if case .syncFolder = self { true } else { false }
    }

    /// What is being done, as the end of "… could not be": "created", "read".
    public var participle: String {
        switch self {
        case .makeFolder, .create: "created"
        case .setMode: "given its permissions"
        case .setOwner: "given its owner"
        case .write: "written"
        case .sync, .syncFolder, .syncFileSystem: "brought to disk"
        case .rename, .renameExclusively: "put in place"
        case .remove, .removeFolder: "removed"
        case .lock: "locked"
        case .inspect: "looked at"
        case .open: "opened"
        case .read: "read"
        case .list: "listed"
        case .probe: "written to"
        }
    }
}

/// What a test makes an operation do instead of succeeding.
public enum FileFault: Error, Hashable, Sendable {
    /// It fails with this number of errno(3); nothing was changed.
    case fails(Int32)
    /// It reads or writes this many bytes only; operations that do neither are not altered.
    case isShort(Int)
}
