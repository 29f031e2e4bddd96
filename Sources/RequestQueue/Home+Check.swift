import Foundation

extension Home {
    /// Throws what keeps staff from drafting and submitting here: the home or a folder is missing,
    /// is no folder, or cannot be written.
    public func checkForStaff(files: Files = Files()) throws(QueueError) {
        try checkExists(files)
        for folder in [Folder.drafts, .temporary, .incoming, .withdrawals] {
            try check(folder, isWritable: true, files)
        }
    }

    /// Throws what keeps a processor from working here, such as that the home is another account's.
    public func checkForProcessor(files: Files = Files()) throws(QueueError) {
        // Root could write everything, and what it wrote would be in the right account's way.
        if let status = try files.target(root), status.ownerID != geteuid() {
            throw .team(.processedByAnother(root, owner: status.owner))
        }
        try checkExists(files)
        try checkAccess(root, W_OK | X_OK, files)
        for folder in [Folder.temporary, .incoming, .withdrawals, .held, .corrupt] {
            try check(folder, isWritable: true, files)
        }
    }

    /// Throws what keeps anybody from looking into these folders: for listings and reports.
    public func checkForReading(
        _ folders: [Folder] = [.incoming, .withdrawals], files: Files = Files()
    ) throws(QueueError) {
        try checkExists(files)
        for folder in folders {
            try check(folder, isWritable: false, files)
        }
    }

    /// Other accounts can get into a home: its folder's permissions, and those that set-up gives it.
    public struct Openness: Hashable, Sendable {
        public let mode: UInt32
        public let proper: UInt32
    }

    /// Nil where nobody can get in whom set-up does not let in. Only the home's own folder is looked
    /// at: nobody gets to what is in it but through it.
    public func openness(files: Files = Files()) throws(QueueError) -> Openness? {
        guard let status = try files.target(root) else { throw .homeMissing(root) }
        let proper = Sharing(rootMode: status.mode).rootMode
        return status.mode & 0o077 & ~proper == 0
            ? nil : Openness(mode: status.mode, proper: proper)
    }

    func checkExists(_ files: Files) throws(QueueError) {
        guard let status = try files.target(root) else { throw .homeMissing(root) }
        if status.kind != .folder { throw .notAFolder(root) }
        do throws(QueueError) {
            try checkAccess(root, X_OK, files)
        } catch .noPermission where Sharing(rootMode: status.mode) == .team {
            throw .team(.notInGroup(root, Team(ofRoot: status)))
        }
    }

    private func check(
        _ folder: Folder, isWritable: Bool, _ files: Files
    ) throws(QueueError) {
        guard let status = try files.status(self[folder]) else { throw .homeMissing(self[folder]) }
        if status.kind != .folder { throw .notAFolder(self[folder]) }
        try checkAccess(self[folder], X_OK | R_OK | (isWritable ? W_OK : 0), files)
    }

    private func checkAccess(_ path: Path, _ access: Int32, _ files: Files) throws(QueueError) {
        let operation = access & W_OK != 0 ? FileOperation.probe(path) : .list(path)
        try files.perform(operation) {
            path.withCString { faccessat(AT_FDCWD, $0, access, AT_EACCESS) }
        }
    }

    /// How this home is shared, by the mode of its root.
    func sharing(_ files: Files) throws(QueueError) -> Sharing {
        guard let status = try files.target(root) else { throw .homeMissing(root) }
        return Sharing(rootMode: status.mode)
    }
}
