import CoordinatorModel
import GRDB

/// Makes all hashes of a store anew, in one state of it, and compares.
///
/// What it needs of memory does not grow with the store; SQLite sorts on disk what does not fit.
struct Verifier {
    let db: Database
    private let progress: (VerifyProgress) -> Void
    private let ends: ChainEnds
    private var done = 0
    private(set) var result: Verification

    /// Where all hashes fit, what they are over is what was written: only the ends can differ.
    static func verify(
        _ db: Database, expecting expected: Digest?, _ progress: (VerifyProgress) -> Void
    ) throws -> Verification {
        try withoutActuallyEscaping(progress) { progress in
            var verifier = try Verifier(db, progress)
            try verifier.verifySchema()
            try verifier.verifyEntries()
            try verifier.verifyRequests()
            try verifier.verifyStates()
            for table in HashedTable.allCases { try verifier.verifyRows(of: table) }
            try verifier.verifyLoadedRows()
            try verifier.verifySeals(expecting: expected)
            return verifier.result
        }
    }

    private init(_ db: Database, _ progress: @escaping (VerifyProgress) -> Void) throws {
        (self.db, self.progress) = (db, progress)
        ends = try db.chainEnds()
        result = Verification(ends)
    }

    mutating func report(
        _ table: String, _ sequence: Int64?, _ subject: String?, _ fault: Misfit.Fault
    ) {
        result.misfits.append(Misfit(table, sequence, subject, fault))
    }

    /// Calls `body` with each row of a statement, and the statement that stands at it.
    mutating func forEach(
        _ sql: String, _ arguments: StatementArguments = [],
        _ body: (inout Verifier, Row, Statement) throws -> Void
    ) throws {
        let statement = try db.makeStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try cursor.next() {
            try body(&self, row, statement)
            done += 1
            if done.isMultiple(of: 1000) { tell() }
        }
    }

    /// Everything is walked through once, and the rows' digests are sorted by row.
    private func tell() {
        let total = ends.entries.count + ends.requests.count + 3 * ends.states.count
        progress(VerifyProgress(done: min(done, Int(total)), total: Int(total)))
    }

    /// A trigger or a view that somebody added could make this program write what nobody asked for.
    private mutating func verifySchema() throws {
        let (found, known) = (try Schema.statements(db), try Schema.statements())
        for name in Set(found.keys).union(known.keys).sorted() where found[name] != known[name] {
            let fault = known[name] == nil ? Misfit.Fault.added : .altered
            report("sqlite_schema", nil, name, found[name] == nil ? .removed : fault)
        }
    }

    /// Each seal is what the chains came to where it says. A digest that is expected is one of them,
    /// or that of an empty store.
    private mutating func verifySeals(expecting expected: Digest?) throws {
        var last = ChainEnds().digest
        var isFound = expected == nil || expected == last
        try forEach("SELECT rowid, entries, requests, states, digest FROM seals ORDER BY rowid") {
            verifier, row, _ in
            let ends = try verifier.ends(entries: row[1], requests: row[2], states: row[3])
            last = row.digest(4) ?? last
            if ends?.digest != row.digest(4) {
                verifier.report("seals", row[0], nil, .altered)
            } else if row.digest(4) == expected {
                isFound = true
            }
        }
        if last != ends.digest { report("seals", nil, nil, .removed) }
        if !isFound { report("seals", nil, expected?.description, .unexpected) }
    }

    /// Where the chains stood when they had so many links; nil where one has not.
    private func ends(entries: Int64, requests: Int64, states: Int64) throws -> ChainEnds? {
        var ends = ChainEnds()
        let links: [(WritableKeyPath<ChainEnds, ChainEnds.End>, Int64, String)] = [
            (\ChainEnds.entries, entries, "SELECT total FROM journal WHERE seq = ?"),
            (\.requests, requests, "SELECT hash FROM requests WHERE decision = ?"),
            (\.states, states, "SELECT hash FROM row_digests WHERE seq = ?"),
        ]
        for (end, count, sql) in links where count != 0 {
            guard let hash = try db.rows(sql, [count], { $0.digest(0) }).first else { return nil }
            ends[keyPath: end] = ChainEnds.End(count: count, hash: hash)
        }
        return ends
    }
}
