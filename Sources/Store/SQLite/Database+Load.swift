import CoordinatorModel
import GRDB

extension Database {
    /// Loads in two transactions: the first only fills a table of this connection's own, on disk
    /// beside the system's temporary files; the second changes the store.
    func load(
        _ source: LoadSource, _ options: LoadOptions, at moment: Timestamp,
        _ progress: (LoadProgress) -> Void
    ) throws -> LoadReport {
        let target = SQLiteLoadTarget(db: self, moment: moment, actor: source.actor)
        var report = LoadReport()
        try target.dropStaging()
        defer { try? target.dropStaging() }
        try inTransaction(.deferred) {
            try target.makeStaging()
            try LoadReading.read(source, into: target, &report, progress)
            return .commit
        }
        if report.isStopped(by: options) {
            report.ending = .stoppedByBadRows
            return report
        }
        try inTransaction(.immediate) {
            try LoadMerge.run(target, options, &report, progress)
            guard report.ending == .loaded else { return .rollback }
            try seal()
            return .commit
        }
        return report
    }
}

extension SQLiteLoadTarget {
    func makeStaging() throws {
        let columns = LoadColumn.allCases.map { "\($0.rawValue) TEXT NOT NULL" }
        try db.execute(
            sql: """
                CREATE TEMP TABLE staged (
                    line INTEGER PRIMARY KEY,
                    row_key TEXT NOT NULL UNIQUE,
                    contract_key TEXT NOT NULL,
                    \(columns.joined(separator: ", "))
                );
                CREATE INDEX temp.staged_by_serial ON staged (serial_number);
                CREATE INDEX temp.staged_by_contract ON staged (contract_key);
                """)
    }

    func dropStaging() throws {
        try db.execute(sql: "DROP TABLE IF EXISTS temp.staged")
    }

    func stage(_ row: LoadRow) throws {
        let values = [row.key, row[.contractNumber].key] + LoadColumn.allCases.map { row[$0] }
        try db.change(
            """
            INSERT INTO temp.staged (line, row_key, contract_key, \(Self.columns))
            VALUES (?\(String(repeating: ", ?", count: values.count)))
            """, [row.line] + StatementArguments(values))
    }

    func stagedLine(key: String) throws -> Int? {
        try db.rows("SELECT line FROM temp.staged WHERE row_key = ?", [key]) {
            $0[0] as Int
        }.first
    }

    func firstStaged(serialNumber: String) throws -> LoadRow? {
        try staged("WHERE serial_number = ? ORDER BY line LIMIT 1", [serialNumber]).first
    }

    func firstStaged(contract key: String) throws -> LoadRow? {
        try staged("WHERE contract_key = ? ORDER BY line LIMIT 1", [key]).first
    }

    func eachStaged(_ body: (LoadRow) throws -> Void) throws {
        let cursor = try Row.fetchCursor(
            db, sql: "SELECT line, \(Self.columns) FROM temp.staged ORDER BY line")
        while let row = try cursor.next() { try body(Self.loadRow(row)) }
    }

    func eachNewcomerToKnownSerialNumbers(_ body: (LoadRow) throws -> Void) throws {
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT line, \(Self.columns) FROM temp.staged AS new WHERE serial_number IN (SELECT serial FROM serial_numbers)
                    AND row_key NOT IN (SELECT row_key FROM loaded_rows)
                    AND NOT EXISTS (SELECT 1 FROM temp.staged AS other
                        WHERE other.serial_number = new.serial_number
                            AND other.row_key IN (SELECT row_key FROM loaded_rows))
                ORDER BY line
                """)
        while let row = try cursor.next() { try body(Self.loadRow(row)) }
    }

    func unstage(line: Int) throws {
        try db.change("DELETE FROM temp.staged WHERE line = ?", [line])
    }

    private func staged(
        _ condition: String, _ arguments: StatementArguments
    ) throws -> [LoadRow] {
        try db.rows(
            "SELECT line, \(Self.columns) FROM temp.staged \(condition)", arguments, Self.loadRow)
    }

    private static func loadRow(_ row: Row) -> LoadRow {
        var texts: [LoadColumn: String] = [:]
        for (place, column) in LoadColumn.allCases.enumerated() { texts[column] = row[place + 1] }
        return LoadRow(line: row[0], checked: texts)
    }
}
