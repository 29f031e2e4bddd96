import GRDB

/// Another program that keeps a store locked: nobody else can write it, until this is let go or
/// forgotten.
public final class StoreLock: Sendable {
    private let queue: DatabaseQueue

    public init(path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { try $0.beginTransaction(.immediate) }
    }

    public func letGo() throws {
        try queue.inDatabase { try $0.rollback() }
    }
}

/// Runs statements on a store as another program would.
public func changeStore(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { try $0.execute(sql: sql) }
    try queue.close()
}
