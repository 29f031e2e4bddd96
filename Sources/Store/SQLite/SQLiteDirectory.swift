import CoordinatorModel
import GRDB

/// A store in a SQLite file, for reading only.
///
/// Each look-up opens the file, reads one state of it and closes it again: nothing is held while a
/// person thinks, and a store that was replaced meanwhile is found. The reader needs to write
/// neither the file nor its folder.
public struct SQLiteDirectory: SQLiteReading {
    private let file: StoreFile
    private let busyTimeout: Duration

    /// Opens nothing yet: what is wrong with the file is told by the first look-up.
    ///
    /// - Parameter busyTimeout: How long to wait where the store is locked.
    public init(path: String, busyTimeout: Duration = .seconds(5)) {
        file = StoreFile(path: path)
        self.busyTimeout = busyTimeout
    }

    func reading<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(StoreError) -> T {
        try checkVersion()
        if file.isLogOnlyBegun { return try await readWithoutLog(body) }
        do {
            return try await read(file.uri("mode=ro"), body)
        } catch let error as DatabaseError where Self.lacksLog(error) {
            return try await readWithoutLog(body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_PROTOCOL {
            // The index speaks of another log: its writer was killed.
            throw .needsProcessor(path: file.path)
        } catch {
            throw StoreError(error, path: file.path)
        }
    }

    /// Reads where log and index are gone, as after somebody opened and closed the store with
    /// another program, and cannot be made by this account; or where a log was begun and no more.
    ///
    /// SQLite is told that nothing will change, and so takes no locks: whatever was read while
    /// something did change is thrown away, and read again.
    private func readWithoutLog<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(StoreError) -> T {
        for _ in 1...5 {
            let stamp = file.stamp
            guard file.isWithoutLog else {
                do {
                    return try await read(file.uri("mode=ro"), body)
                } catch let error as DatabaseError where Self.lacksLog(error) {
                    if file.isWithoutLog { continue }
                    throw .needsProcessor(path: file.path)
                } catch {
                    throw StoreError(error, path: file.path)
                }
            }
            do {
                let result = try await read(file.uri("mode=ro&immutable=1"), body)
                if file.isWithoutLog && file.stamp == stamp { return result }
            } catch {
                if file.isWithoutLog && file.stamp == stamp {
                    throw StoreError(error, path: file.path)
                }
            }
        }
        throw .busy(path: file.path)
    }

    private func read<T: Sendable>(
        _ name: String, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        let queue = try DatabaseQueue(path: name, configuration: configuration)
        return try await queue.read { [file] db in
            try Schema.checkVersion(db, path: file.path)
            return try body(db)
        }
    }

    private func checkVersion() throws(StoreError) {
        switch try file.content() {
        case .nothing: throw .missing(path: file.path)
        case .empty: throw .notAStore(path: file.path)
        case .store(let version) where version < Schema.version:
            throw .olderVersion(path: file.path, found: version, known: Schema.version)
        case .store: break
        }
    }

    /// Whether a reader that may not write failed since log or index are not there.
    private static func lacksLog(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
    }
}
