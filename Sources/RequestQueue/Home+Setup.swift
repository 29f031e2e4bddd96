import CFileSystem
import Foundation

extension Home {
    /// Makes what is missing of a personal home, and sets the modes of what is there.
    ///
    /// Setting up again changes nothing. After a throw a part of the home may be there; setting up
    /// again completes it. What is not a home is not touched: neither a folder that has other
    /// things in it, nor a home that a team shares.
    public func setUp(files: Files = Files()) throws(QueueError) {
        try checkFileSystem(files)
        let sharing = Sharing.personal
        switch try files.target(root) {
        case nil:
            try makeAncestors(of: root, files)
            _ = try files.makeFolder(root, mode: sharing.rootMode)
        case let status?:
            let names = try checkIsHome(status, files)
            let isHome = names.contains(Folder.queue.rawValue)
            if isHome, Sharing(rootMode: status.mode) == .team {
                throw .team(.homeIsShared(root, Team(ofRoot: status)))
            }
            if status.mode != sharing.rootMode { try files.setMode(root, sharing.rootMode) }
        }
        for folder in Folder.allCases { try makeFolder(folder, sharing, files) }
        let above = root.folder.map { [$0] } ?? []
        for folder in above + [root, self[.queue]] { try files.syncFolder(folder) }
    }

    private func makeFolder(
        _ folder: Folder, _ sharing: Sharing, _ files: Files
    ) throws(QueueError) {
        let (path, mode) = (self[folder], sharing.mode(of: folder))
        if try files.makeFolder(path, mode: mode) { return }
        guard let status = try files.status(path), status.kind == .folder else {
            throw .notAFolder(path)
        }
        if status.mode != mode { try files.setMode(path, mode) }
    }

    /// Throws where something is there that is no home. Returns the names in it.
    @discardableResult
    func checkIsHome(_ status: FileStatus, _ files: Files) throws(QueueError) -> Set<String> {
        guard status.kind == .folder else { throw .notAFolder(root) }
        let names = Set(try files.names(in: root).map(\.description))
        let ours = Set(Folder.allCases.map(\.rawValue)).union([
            "templates", "store.sqlite", "practice",
        ])
        if !names.isEmpty, names.isDisjoint(with: ours) { throw .notAHome(root) }
        return names
    }

    func makeAncestors(
        of path: Path, mode: UInt32 = 0o700, _ files: Files
    ) throws(QueueError) {
        guard let folder = path.folder else { return }
        if let status = try files.target(folder) {
            if status.kind != .folder { throw .notAFolder(folder) }
            return
        }
        try makeAncestors(of: folder, mode: mode, files)
        if try files.makeFolder(folder, mode: mode), let above = folder.folder {
            try files.syncFolder(above)
        }
    }

    /// Throws where the home lies, or would lie, on a file system whose locks and renames this
    /// program cannot rely upon.
    func checkFileSystem(_ files: Files) throws(QueueError) {
        var path = root
        while try files.target(path) == nil, let folder = path.folder { path = folder }
        let kind = path.withCString { coordinator_file_system_kind($0) }
        if kind == -1 { throw QueueError(.inspect(path), errno: errno) }
        if let name = FileSystems.unsuitable[UInt32(truncatingIfNeeded: kind)] {
            throw .unsuitableFileSystem(root, kind: name)
        }
    }
}

/// File systems on which no home is made, by the magic numbers of statfs(2).
enum FileSystems {
    /// Over a network, locks may be local to one machine, a rename may be done and reported as
    /// failed, and what one machine has synced another may not see. FUSE is among them although it
    /// may be local: what lies beneath cannot be told from here (sshfs, s3fs and the like do), and
    /// most of its file systems have no rename that refuses to replace.
    static let unsuitable: [UInt32: String] = [
        0x6969: "NFS",
        0x517B: "SMB",
        0xFF53_4D42: "CIFS",
        0xFE53_4D42: "SMB2",
        0x5346_414F: "AFS",
        0x6B41_4653: "kAFS",
        0x0102_1997: "9P",
        0x6573_5546: "FUSE",
        0x00C3_6400: "Ceph",
        0x7375_7245: "Coda",
        0x564C: "NCP",
        0x0BD0_0BD0: "Lustre",
        0x4750_4653: "GPFS",
        0x0116_1970: "GFS2",
        0x7461_636F: "OCFS2",
        0xAAD7_AAEA: "PanFS",
        0x1983_0326: "BeeGFS",
        0x2030_528: "PVFS2",
    ]
}
