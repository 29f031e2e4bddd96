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

    static func userID(_ name: String) -> UInt32? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var room = [CChar](repeating: 0, count: 16384)
        guard getpwnam_r(name, &entry, &room, room.count, &found) == 0, found != nil else {
            return nil
        }
        return entry.pw_uid
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
