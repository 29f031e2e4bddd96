import CoordinatorModel
import GRDB

extension Verifier {
    /// The journal, in the order of its numbers.
    mutating func verifyEntries() throws {
        var (sequence, total): (Int64, Digest?) = (0, nil)
        try forEach(
            """
            SELECT j.seq, j.at, j.request, j.kind, j.subject, j.field, j.old, j.new, j.actor,
                j.requester, j.reason, r.digest, r.outcome, j.hash, j.total,
                (SELECT before.hash FROM journal before
                    WHERE before.subject = j.subject AND before.seq < j.seq
                    ORDER BY before.seq DESC LIMIT 1)
            FROM journal j LEFT JOIN requests r ON r.id = j.request ORDER BY j.seq
            """
        ) { verifier, row, statement in
            let number: Int64 = row[0]
            let subject: String = row[4]
            if number != sequence + 1 { verifier.report("journal", number, subject, .gap) }
            var fields = HashedFields("entry")
            fields.append(row.digest(15))
            fields.append(columnsOf: statement.sqliteStatement, in: 0..<13)
            if fields.digest != row.digest(13) {
                verifier.report("journal", number, subject, .altered)
            } else if Chains.total(row.digest(13), after: total) != row.digest(14) {
                verifier.report("journal", number, subject, .otherPredecessor)
            }
            (sequence, total) = (number, row.digest(14))
        }
    }

    /// Requests, in the order in which they were decided.
    mutating func verifyRequests() throws {
        var (decision, hash): (Int64, Digest?) = (0, nil)
        try forEach(
            """
            SELECT \(Database.hashedRequest), hash,
                (SELECT count(*) FROM journal j WHERE j.request = r.id AND j.kind = r.kind
                    AND j.subject = r.subject) = (outcome = 'applied')
            FROM requests r ORDER BY decision
            """
        ) { verifier, row, statement in
            let (id, number): (String, Int64) = (row[0], row[17])
            if number != decision + 1 { verifier.report("requests", number, id, .gap) }
            var fields = HashedFields("request")
            fields.append(hash)
            fields.append(columnsOf: statement.sqliteStatement, in: 0..<18)
            if fields.digest != row.digest(18) {
                verifier.report("requests", number, id, .altered)
            } else if !(row[19] as Bool) {
                verifier.report("requests", number, id, .otherEntries)
            }
            (decision, hash) = (number, row.digest(18))
        }
    }

    /// The digests of rows, in the order in which they were made.
    mutating func verifyStates() throws {
        var (sequence, hash): (Int64, Digest?) = (0, nil)
        try forEach("SELECT seq, place, key, digest, hash FROM row_digests ORDER BY seq") {
            verifier, row, _ in
            let (number, place, key): (Int64, String, String) = (row[0], row[1], row[2])
            if number != sequence + 1 { verifier.report("row_digests", number, key, .gap) }
            let expected = Chains.state(
                number, of: key, in: place, row.digest(3), after: hash)
            if expected != row.digest(4) {
                verifier.report("row_digests", number, key, .altered)
            }
            (sequence, hash) = (number, row.digest(4))
        }
    }

    /// The rows of a table, beside the last digest of each: both in the order of the keys.
    mutating func verifyRows(of table: HashedTable) throws {
        let digests = try Row.fetchCursor(
            db,
            sql: """
                SELECT key, digest, max(seq) FROM row_digests WHERE place = ?
                GROUP BY key ORDER BY key
                """, arguments: [table.rawValue])
        var known = try digests.next().map(LastDigest.init)
        try forEach(table.all) { verifier, row, statement in
            let key: String = row[0]
            while let last = known, last.key.utf8.lexicographicallyPrecedes(key.utf8) {
                verifier.report(table.rawValue, nil, last.key, .removed)
                known = try digests.next().map(LastDigest.init)
            }
            guard let last = known, last.key.utf8.elementsEqual(key.utf8) else {
                return verifier.report(table.rawValue, nil, key, .added)
            }
            if table.digest(at: statement.sqliteStatement) != last.digest {
                verifier.report(table.rawValue, nil, key, .altered)
            }
            known = try digests.next().map(LastDigest.init)
        }
        while let last = known {
            report(table.rawValue, nil, last.key, .removed)
            known = try digests.next().map(LastDigest.init)
        }
    }

    private struct LastDigest {
        let key: String
        let digest: Digest?

        init(_ row: Row) {
            (key, digest) = (row[0], row.digest(1))
        }
    }

    /// What stands in `loaded_rows` without a license belongs to none of the rows above.
    mutating func verifyLoadedRows() throws {
        try forEach(
            """
            SELECT row_key FROM loaded_rows
            WHERE row_key NOT IN (SELECT row_key FROM licenses) ORDER BY row_key
            """
        ) { verifier, row, _ in verifier.report("loaded_rows", nil, row[0], .added) }
    }
}
