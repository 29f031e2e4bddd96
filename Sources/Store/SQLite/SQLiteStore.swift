import CoordinatorModel
import GRDB
import GRDBSQLite

/// A store in a SQLite file, for the one processor that writes it.
///
/// Whatever a call has returned is on disk (`synchronous=FULL`). The log and its index are kept when
/// the store is closed, so that readers who can write nothing find them.
public struct SQLiteStore: LicenseStore {
    let queue: DatabaseQueue
    private let file: StoreFile

    /// How a store is opened.
    struct Options: Sendable {
        var busyTimeout = Duration.seconds(5)
        /// The file's greatest size in pages of 4 KiB; tests fill a small "disk" with it.
        var mostPages: Int?
    }

    /// Opens a store; one of an older release is brought up to date.
    ///
    /// - Parameter busyTimeout: How long each call waits where somebody else has locked the store.
    /// - Throws: `missing`, `notAStore`, `newerVersion`, `readOnly` and others; a file that is no
    ///   store, or too new, was not touched.
    public static func open(
        at path: String, busyTimeout: Duration = .seconds(5)
    ) throws(StoreError) -> SQLiteStore {
        try open(at: path, Options(busyTimeout: busyTimeout))
    }

    static func open(at path: String, _ options: Options) throws(StoreError) -> SQLiteStore {
        let file = StoreFile(path: path)
        switch try file.content() {
        case .nothing: throw .missing(path: path)
        case .empty: throw .notAStore(path: path)
        case .store: return try SQLiteStore(file, options)
        }
    }

    /// Makes a store, or opens the one that is there.
    ///
    /// - Parameter mode: The permissions of a file newly made, whatever the umask; its log gets the
    ///   same from SQLite.
    /// - Throws: As `open`; `missing` where the folder is missing.
    public static func create(
        at path: String, mode: UInt32 = 0o600, busyTimeout: Duration = .seconds(5)
    ) throws(StoreError) -> SQLiteStore {
        let file = StoreFile(path: path)
        if try file.content() == .nothing { try file.create(mode: mode) }
        return try SQLiteStore(file, Options(busyTimeout: busyTimeout))
    }

    private init(_ file: StoreFile, _ options: Options) throws(StoreError) {
        self.file = file
        guard file.isWritable else { throw .readOnly(path: file.path) }
        do {
            queue = try Self.connect(to: file, options)
            let version = try queue.read { try Schema.checkVersion($0, path: file.path) }
            if version < Schema.version {
                try Schema.migrate(queue)
                // The header has to name this program from now on, not only the log.
                _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            }
        } catch {
            throw StoreError(error, path: file.path)
        }
    }

    private static func connect(
        to file: StoreFile, _ options: Options
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(options.busyTimeout / .seconds(1))
        configuration.prepareDatabase { db in
            // First: a connection that fails at what follows keeps the log too.
            var keep: CInt = 1
            sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &keep)
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 20000")
            // The log that stays behind is empty then: every reader would read it through.
            try db.execute(sql: "PRAGMA journal_size_limit = 100000000")
            // In KiB: a load touches tables and indexes all over.
            try db.execute(sql: "PRAGMA cache_size = -32768")
            if let most = options.mostPages {
                try db.execute(sql: "PRAGMA max_page_count = \(most)")
            }
        }
        return try DatabaseQueue(path: file.uri("mode=rw"), configuration: configuration)
    }

    public func decide(
        _ claims: [Claim], rules: ChangeRules, at moment: Timestamp
    ) async throws(StoreError) -> [Decision] {
        try await changing { try $0.decide(claims, rules, at: moment) }
    }

    public func noteLate(
        _ withdrawals: [Withdrawal], at moment: Timestamp
    ) async throws(StoreError) -> [LateWithdrawal] {
        try await changing { db in
            try withdrawals.map { try db.noteLate($0, at: moment) }
        }
    }

    public func load(
        _ source: LoadSource, _ options: LoadOptions, at moment: Timestamp,
        progress: @escaping @Sendable (LoadProgress) -> Void
    ) async throws(LoadError) -> LoadReport {
        do {
            return try await queue.writeWithoutTransaction { db in
                try db.load(source, options, at: moment, progress)
            }
        } catch let error as LoadError {
            throw error
        } catch {
            throw .store(StoreError(error, path: file.path))
        }
    }

    /// One transaction, sealed, and durable on return.
    ///
    /// - Throws: `replaced` where the file that was written does not bear the store's name any more:
    ///   nobody will read in it what was done.
    private func changing<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(StoreError) -> T {
        do {
            let result = try await queue.write { db in
                let result = try body(db)
                try db.seal()
                return result
            }
            if try await queue.read({ $0.fileHasMoved }) {
                throw StoreError.replaced(path: file.path)
            }
            return result
        } catch {
            throw StoreError(error, path: file.path)
        }
    }
}

extension SQLiteStore: SQLiteReading {
    func reading<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(StoreError) -> T {
        do {
            return try await queue.read(body)
        } catch {
            throw StoreError(error, path: file.path)
        }
    }
}

extension Database {
    /// Whether another file, or none, bears the name under which this one was opened.
    fileprivate var fileHasMoved: Bool {
        var moved: CInt = 0
        sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
        return moved != 0
    }
}
