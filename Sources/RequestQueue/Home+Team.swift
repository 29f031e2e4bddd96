import CFileSystem
import Foundation

extension Home {
    /// Makes what is missing of a home that a team shares, and sets owners and modes of what is there
    /// right; a personal home becomes the team's.
    ///
    /// To be called as root or as the team's user. When this returns the process is that user's for
    /// good: what is made after it, the store, belongs to the right account. A home that was not
    /// this team's is shut until `open(to:)`, so that nobody meets half of it; after a throw or a
    /// crash, calling this again completes it. Links that somebody left in the home lead nowhere.
    public func setUp(for team: Team, files: Files = Files()) throws(QueueError) {
        try setUp(for: team, files: files) { () throws(QueueError) in try team.become() }
    }

    /// - Parameter become: Makes this process the user's; tests stay what they are.
    func setUp(
        for team: Team, files: Files, become: () throws(QueueError) -> Void
    ) throws(QueueError) {
        guard [0, team.user.id].contains(geteuid()) else { throw .team(.setUpByAnother(team)) }
        try checkFileSystem(files)
        try checkWayIn(for: team, files)
        var isTheirs = false
        if let status = try files.target(root) {
            try checkIsHome(status, files)
            isTheirs =
                Sharing(rootMode: status.mode) == .team
                && (status.ownerID, status.groupID) == (team.user.id, team.group.id)
        } else {
            try makeAncestors(of: root, mode: 0o755, files)
            _ = try files.makeFolder(root, mode: Sharing.personal.rootMode)
        }
        if !isTheirs {
            try files.hand(Path("."), beneath: root, to: team, mode: Sharing.personal.rootMode)
        }
        try handOver(to: team, withStaffsFiles: !isTheirs, files)
        try become()
        try checkExists(files)
        for folder in Folder.allCases {
            let mode = Sharing.team.mode(of: folder)
            _ = try files.makeFolder(self[folder], mode: mode)
            guard try files.hand(Path(folder.rawValue), beneath: root, to: team, mode: mode) else {
                throw .notAFolder(self[folder])
            }
        }
        for folder in [root, self[.queue]] { try files.syncFolder(folder) }
    }

    /// Lets the team in: the last step of setting up, when the store is there too.
    public func open(to team: Team, files: Files = Files()) throws(QueueError) {
        try files.hand(Path("."), beneath: root, to: team, mode: Sharing.team.rootMode)
        try files.syncFolder(root)
        if let above = root.folder { try? files.syncFolder(above) }
    }

    /// Gives the team's user what is there and is the processor's. What staff wrote stays its
    /// author's; where the home was not the team's, its group and mode become the team's.
    private func handOver(
        to team: Team, withStaffsFiles: Bool, _ files: Files
    ) throws(QueueError) {
        for folder in Folder.allCases {
            let path = Path(folder.rawValue)
            guard
                try files.hand(
                    path, beneath: root, to: team, mode: Sharing.team.mode(of: folder))
            else { continue }
            let isStaffs = folder.isWrittenByStaff
            if isStaffs && !withStaffsFiles { continue }
            for name in try files.names(in: self[folder]) {
                try files.hand(
                    path.appending(name), beneath: root, to: team, keepingOwner: isStaffs,
                    mode: Sharing.team.modeOfFiles(in: folder), kind: .file)
            }
        }
        let store = self.store.name.description
        for name in [store, store + "-wal", store + "-shm", practiceMark.name.description] {
            try files.hand(
                Path(name), beneath: root, to: team, mode: Sharing.team.modeOfStore, kind: .file)
        }
        try files.hand(
            Path(processorLock.name.description), beneath: root, to: team,
            mode: Sharing.processorLockMode, kind: .file)
    }

    /// Throws where the team could not get to the home, or others could put another in its place.
    private func checkWayIn(for team: Team, _ files: Files) throws(QueueError) {
        var above = root.folder
        while let folder = above, try files.target(folder) == nil { above = folder.folder }
        guard let start = above, let real = start.withCString({ realpath($0, nil) }) else { return }
        defer { free(real) }
        above = Path(String(cString: real))
        while let folder = above {
            guard let status = try files.target(folder) else { throw .homeMissing(folder) }
            let isGroups = status.groupID == team.group.id
            if status.mode & (isGroups ? 0o010 : 0o001) == 0,
                !folder.withCString({ coordinator_has_access_list($0) })
            {
                throw .team(.closedFolder(folder, team))
            }
            if status.mode & 0o1000 == 0, status.mode & (isGroups ? 0o022 : 0o002) != 0 {
                throw .team(.replaceableFolder(folder))
            }
            above = folder.folder
        }
    }
}

extension Home.Folder {
    /// Whether staff put files into it; into the others only the processor does.
    fileprivate var isWrittenByStaff: Bool {
        switch self {
        case .drafts, .receipts, .temporary, .incoming, .withdrawals: true
        case .queue, .held, .corrupt: false
        }
    }
}

extension Team {
    /// Makes a process of root's one of the user's and the group's alone, for good. Any other stays
    /// what it is.
    func become() throws(QueueError) {
        if geteuid() != 0 || user.id == 0 { return }
        var groups = [group.id]
        guard setgroups(1, &groups) == 0, setgid(group.id) == 0, setuid(user.id) == 0 else {
            throw .team(.setUpByAnother(self))
        }
    }
}
