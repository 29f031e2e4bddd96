import CFileSystem
import Foundation

extension Files {
    /// Gives what lies beneath a folder to a team, with exactly this mode. Nothing is touched where it
    /// is right already, is of another kind, or has more names than one: root may be doing this in
    /// folders where others can put links.
    ///
    /// - Parameter keepingOwner: Only the group becomes the team's.
    /// - Returns: Whether something of that kind lies there.
    @discardableResult
    func hand(
        _ name: Path, beneath root: Path, to team: Team, keepingOwner: Bool = false, mode: UInt32,
        kind: FileKind = .folder
    ) throws(QueueError) -> Bool {
        let path = root.appending(name.text)
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let folder = try perform(.open(root)) { root.withCString { openFile($0, flags) } }
        defer { close(folder) }
        let file: Int32
        switch attempt(.open(path), { name.withCString { coordinator_open_beneath(folder, $0) } }) {
        case .success(let number): file = number
        case .failure(.fails(let code)) where [ENOENT, ELOOP, EXDEV, ENXIO].contains(code):
            return false
        case .failure(let fault): throw QueueError(.open(path), fault)
        }
        defer { close(file) }
        let status = try status(of: file, path)
        guard status.kind == kind else { return false }
        if kind == .file, status.linkCount > 1 { return true }
        let user = keepingOwner ? status.ownerID : team.user.id
        if (status.ownerID, status.groupID) != (user, team.group.id) {
            try perform(.setOwner(path, user: user, group: team.group.id)) {
                fchown(file, user, team.group.id)
            }
        }
        // A change of owner may have taken bits away.
        if try self.status(of: file, path).mode != mode {
            try perform(.setMode(path, mode)) { fchmod(file, mode) }
            // Who is not of the group cannot set its bit, and is not told so.
            if try self.status(of: file, path).mode != mode {
                throw .noPermission(.setMode(path, mode))
            }
        }
        return true
    }
}
