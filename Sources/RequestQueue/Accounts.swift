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
}
