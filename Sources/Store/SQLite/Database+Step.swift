import CoordinatorModel
import GRDB
import GRDBSQLite

extension Database {
    /// Runs a statement that is prepared once for each connection, and reads its first row; nil
    /// where there is none.
    ///
    /// With SQLite's own calls: what a load does for each row and each entry costs several times
    /// as much through the rows and arguments that `rows` and `change` make.
    func step<T>(
        _ sql: String, binding bind: (SQLiteStatement) -> Void = { _ in },
        reading read: (SQLiteStatement) -> T
    ) throws -> T? {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        bind(statement)
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return read(statement)
        case SQLITE_DONE: return nil
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: lastErrorMessage, sql: sql)
        }
    }
}

extension Database {
    /// Runs a statement that changes something, with SQLite's own calls.
    func step(_ sql: String, binding bind: (SQLiteStatement) -> Void) throws {
        _ = try step(sql, binding: bind, reading: { _ in })
    }
}

/// SQLite copies the text, and ends it at its first NUL. What is not bound is NULL.
func bind(_ text: String?, to statement: SQLiteStatement, at place: CInt) {
    guard let text else { return }
    sqlite3_bind_text(statement, place, text, -1, copied)
}

func bind(_ digest: Digest, to statement: SQLiteStatement, at place: CInt) {
    sqlite3_bind_blob(statement, place, digest.bytes, CInt(digest.bytes.count), copied)
}

/// What SQLite calls SQLITE_TRANSIENT.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Digest {
    /// The digest in a column; nil where there is none.
    init?(_ row: SQLiteStatement, column: CInt) {
        let count = Int(sqlite3_column_bytes(row, column))
        let start = sqlite3_column_blob(row, column)?.assumingMemoryBound(to: UInt8.self)
        self.init(bytes: UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}
