/// The accounts of a home that a team shares.
public struct Team: Hashable, Sendable {
    /// An account of the system, or a group of them.
    public struct Account: Hashable, Sendable {
        public let name: String
        public let id: UInt32
    }

    /// What the processor runs as; the home belongs to it.
    public let user: Account
    /// The staff's.
    public let group: Account

    init(user: Account, group: Account) {
        (self.user, self.group) = (user, group)
    }

    /// Looks both up by their names, or as chown(1) does by their numbers.
    public init(user: String, group: String) throws(QueueError) {
        guard let userID = Accounts.userID(user) ?? UInt32(user) else {
            throw .team(.noSuchUser(user))
        }
        guard let groupID = Accounts.groupID(group) ?? UInt32(group) else {
            throw .team(.noSuchGroup(group))
        }
        self.init(
            user: Account(name: user, id: userID), group: Account(name: group, id: groupID))
    }

    /// Whether the processor's account is in the group by the system's lists. Where it is not, it
    /// cannot read drafts and receipts, which a backup copies. An account without a name counts as
    /// being in it.
    public var isUserInGroup: Bool { Accounts.isUser(user.name, in: group.id) ?? true }

    /// That of the home whose folder this is.
    init(ofRoot status: FileStatus) {
        self.init(
            user: Account(name: status.owner, id: status.ownerID),
            group: Account(name: Accounts.groupName(status.groupID), id: status.groupID))
    }
}

/// Why a home cannot be a team's, or not be used by this account. Nothing was changed.
public enum TeamError: Error, Hashable, Sendable {
    case noSuchUser(String)
    case noSuchGroup(String)
    /// Only root and the team's own user can set its home up.
    case setUpByAnother(Team)
    /// The home would lie in a folder that the team cannot enter.
    case closedFolder(Path, Team)
    /// The home would lie in a folder where others could put something else in its place.
    case replaceableFolder(Path)
    /// Set-up of a personal home was asked for one that a team shares.
    case homeIsShared(Path, Team)
    /// Only the account that the home belongs to processes it.
    case processedByAnother(Path, owner: String)
    /// The home is a team's, and this account is not of its group.
    case notInGroup(Path, Team)
}

extension TeamError: CustomStringConvertible {
    /// One line for a log; the programs have better words.
    public var description: String {
        switch self {
        case .noSuchUser(let name): "there is no user \(name)"
        case .noSuchGroup(let name): "there is no group \(name)"
        case .setUpByAnother(let team): "only root and \(team.user.name) can do that"
        case .closedFolder(let path, let team): "\(team.group.name) cannot enter \(path)"
        case .replaceableFolder(let path): "others can replace what is in \(path)"
        case .homeIsShared(let path, _): "\(path) is shared by a team"
        case .processedByAnother(let path, let owner): "\(path) belongs to \(owner)"
        case .notInGroup(let path, let team): "\(path) is shared by \(team.group.name)"
        }
    }
}
