import CoordinatorModel
import GRDB
import GRDBSQLite

/// The tables whose rows change: each time one is written, its digest is appended to `row_digests`.
enum HashedTable: String, CaseIterable, Sendable {
    case people
    case contracts
    case serialNumbers = "serial_numbers"
    /// Each with what the last load had of it.
    case licenses

    /// The columns that are hashed: all there are. The key stands first.
    private var columns: String {
        switch self {
        case .people: "email, first_name, last_name, phone, name_key"
        case .contracts: "key, number, company, company_key, manager"
        case .serialNumbers: "serial, contract, coordinator"
        case .licenses:
            """
            row_key, contract, licenses.product, licenses.activation, licenses.access,
                licenses.seats, serial, subscription, subscription_key, licenses.starts_on,
                licenses.expires_on,
                \(LoadColumn.allCases.map { "loaded_rows.\($0.rawValue)" }.joined(separator: ", "))
            """
        }
    }

    private var key: String {
        switch self {
        case .people: "email"
        case .contracts: "key"
        case .serialNumbers: "serial"
        case .licenses: "row_key"
        }
    }

    private var source: String {
        self == .licenses ? "licenses LEFT JOIN loaded_rows USING (row_key)" : rawValue
    }

    /// One row's columns, by its key.
    fileprivate var row: String { Self.rows[self]! }

    /// Made once: a load asks for them at every row.
    private static let rows = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, $0.select("WHERE \($0.key) = ?")) })

    /// All rows' columns, in the order of the keys.
    var all: String { select("ORDER BY \(key)") }

    private func select(_ rest: String) -> String { "SELECT \(columns) FROM \(source) \(rest)" }

    /// The digest of the row at which a statement of `row` or `all` stands.
    func digest(at row: SQLiteStatement) -> Digest {
        var fields = HashedFields("row")
        fields.append(rawValue)
        fields.append(columnsOf: row)
        return fields.digest
    }
}

extension Database {
    /// Appends the digest of a row that was just written.
    func hashRow(of table: HashedTable, _ key: String) throws {
        guard
            let digest = try step(
                table.row, binding: { bind(key, to: $0, at: 1) }, reading: table.digest)
        else { throw RowVanished(table: table.rawValue) }
        let end = try statesEnd()
        let hash = Chains.state(
            end.count + 1, of: key, in: table.rawValue, digest, after: end.hash)
        try step(
            "INSERT INTO row_digests (seq, place, key, digest, hash) VALUES (?, ?, ?, ?, ?)",
            binding: {
                sqlite3_bind_int64($0, 1, end.count + 1)
                bind(table.rawValue, to: $0, at: 2)
                bind(key, to: $0, at: 3)
                bind(digest, to: $0, at: 4)
                bind(hash, to: $0, at: 5)
            })
    }
}

extension HashedFields {
    /// The values of the row at which a statement stands, as the file holds them: all columns, or
    /// some.
    mutating func append(columnsOf row: SQLiteStatement, in columns: Range<CInt>? = nil) {
        for column in columns ?? 0..<sqlite3_column_count(row) {
            let type = sqlite3_column_type(row, column)
            switch type {
            case SQLITE_NULL: appendNothing()
            case SQLITE_INTEGER: append(sqlite3_column_int64(row, column))
            default:
                let start = sqlite3_column_blob(row, column)?.assumingMemoryBound(to: UInt8.self)
                let count = Int(sqlite3_column_bytes(row, column))
                append(
                    type == SQLITE_BLOB ? .bytes : .text,
                    UnsafeBufferPointer(start: start, count: count)[...])
            }
        }
    }
}
