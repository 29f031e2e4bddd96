import CoordinatorModel
import Foundation
import GRDB
import GRDBSQLite

extension Database {
    /// Where all chains end.
    func chainEnds() throws -> ChainEnds {
        ChainEnds(
            entries: try entriesEnd(), requests: try requestsEnd(), states: try statesEnd())
    }

    /// The last entry's number and `total`.
    func entriesEnd() throws -> ChainEnds.End {
        try end("SELECT seq, total FROM journal ORDER BY seq DESC LIMIT 1")
    }

    func requestsEnd() throws -> ChainEnds.End {
        try end("SELECT decision, hash FROM requests ORDER BY decision DESC LIMIT 1")
    }

    func statesEnd() throws -> ChainEnds.End {
        try end("SELECT seq, hash FROM row_digests ORDER BY seq DESC LIMIT 1")
    }

    private func end(_ sql: String) throws -> ChainEnds.End {
        try step(
            sql,
            reading: { row in
                ChainEnds.End(count: sqlite3_column_int64(row, 0), hash: Digest(row, column: 1))
            }) ?? .init()
    }

    /// The hash of the last entry about a subject.
    func lastEntryHash(of subject: String) throws -> Digest? {
        try step(
            "SELECT hash FROM journal WHERE subject = ? ORDER BY seq DESC LIMIT 1",
            binding: { bind(subject, to: $0, at: 1) },
            reading: { Digest($0, column: 0) }) ?? nil
    }

    /// All columns of a request but its hash.
    static let hashedRequest = """
        id, reversed_id, kind, subject, document, digest, owner, prepared_user, prepared_host,
        requester, case_reference, submitted_at, outcome, problems, withdrawal, handling,
        decided_at, decision
        """

    /// Hashes a request that was just recorded.
    func hashRequest(_ id: RequestID, after previous: Digest?) throws {
        let statement = try cachedStatement(
            sql: "SELECT \(Self.hashedRequest) FROM requests WHERE id = ?")
        let cursor = try Row.fetchCursor(statement, arguments: [id.description])
        guard try cursor.next() != nil else { throw RowVanished(table: "requests") }
        var fields = HashedFields("request")
        fields.append(previous)
        fields.append(columnsOf: statement.sqliteStatement)
        try change(
            "UPDATE requests SET hash = ? WHERE id = ?", [fields.digest.data, id.description])
    }

    /// Keeps where the chains end now, if that is not where they ended before: for the end of a
    /// transaction.
    func seal() throws {
        let ends = try chainEnds()
        let digest = ends.digest
        let last = try rows("SELECT digest FROM seals ORDER BY rowid DESC LIMIT 1") { $0.digest(0) }
        if last == [digest] { return }
        if last.isEmpty && ends == ChainEnds() { return }
        try change(
            "INSERT INTO seals (entries, requests, states, digest) VALUES (?, ?, ?, ?)",
            [ends.entries.count, ends.requests.count, ends.states.count, digest.data])
    }
}

extension Row {
    /// The digest in a column; nil where there is none.
    func digest(_ column: Int) -> Digest? {
        (self[column] as Data?).flatMap { Digest(bytes: $0) }
    }
}

extension Digest {
    /// As the store keeps it.
    var data: Data { Data(bytes) }
}
