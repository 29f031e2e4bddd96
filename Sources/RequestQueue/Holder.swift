import CoordinatorModel
import Foundation

/// Who holds a lock, as its file says.
public struct Holder: Hashable, Sendable, Codable {
    public var user: String
    public var host: String
    /// The process ID on that host.
    public var process: Int32
    public var since: Timestamp

    public init(user: String, host: String, process: Int32, since: Timestamp) {
        self.user = user
        self.host = host
        self.process = process
        self.since = since
    }

    /// This process, as the account it runs under.
    public static func current(at moment: Timestamp) -> Holder {
        let preparer = Preparer.current
        return Holder(
            user: preparer.user, host: preparer.host, process: getpid(), since: moment)
    }
}

extension Holder: CustomStringConvertible {
    public var description: String { "\(user) on \(host), process \(process), since \(since)" }
}

extension Preparer {
    /// The account that this process runs under, and this machine.
    public static var current: Preparer {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return Preparer(
            user: Accounts.name(geteuid()), host: String(decoding: host, as: UTF8.self))
    }
}
