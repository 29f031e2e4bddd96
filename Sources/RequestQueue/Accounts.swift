import Glibc
import Synchronization

/// Names of accounts, each looked up once: a look-up may ask a server.
final class Accounts: Sendable {
    private let names = Mutex<[UInt32: String]>([:])

    func name(_ id: UInt32) -> String {
        if let name = names.withLock({ $0[id] }) { return name }
        let name = Self.name(id)
        names.withLock { $0[id] = name }
        return name
    }

    /// The account's name, or its number where it has none.
    static func name(_ id: UInt32) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var room = [CChar](repeating: 0, count: 16384)
        guard getpwuid_r(id, &entry, &room, room.count, &found) == 0, found != nil else {
            return String(id)
        }
        return String(cString: entry.pw_name)
    }

    /// The group's name, or its number where it has none.
    static func groupName(_ id: UInt32) -> String {
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var room = [CChar](repeating: 0, count: roomForGroup)
        guard getgrgid_r(id, &entry, &room, room.count, &found) == 0, found != nil else {
            return String(id)
        }
        return String(cString: entry.gr_name)
    }

    static func userID(_ name: String) -> UInt32? { user(name)?.id }

    /// Whether the system's lists have the user in the group; nil where they have no such user.
    static func isUser(_ name: String, in group: UInt32) -> Bool? {
        guard let user = user(name) else { return nil }
        var groups = [gid_t](repeating: 0, count: 4096)
        var count = CInt(groups.count)
        guard getgrouplist(name, user.primaryGroup, &groups, &count) >= 0 else { return nil }
        return groups.prefix(Int(count)).contains(group)
    }

    private static func user(_ name: String) -> (id: UInt32, primaryGroup: UInt32)? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var room = [CChar](repeating: 0, count: 16384)
        guard getpwnam_r(name, &entry, &room, room.count, &found) == 0, found != nil else {
            return nil
        }
        return (entry.pw_uid, entry.pw_gid)
    }

    static func groupID(_ name: String) -> UInt32? {
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var room = [CChar](repeating: 0, count: roomForGroup)
        guard getgrnam_r(name, &entry, &room, room.count, &found) == 0, found != nil else {
            return nil
        }
        return entry.gr_gid
    }

    /// In bytes: an entry names all its members.
    private static let roomForGroup = 1 << 20
}
