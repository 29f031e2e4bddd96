import CoordinatorModel
import GRDB
import GRDBSQLite

extension Database {
    func history(of topic: HistoryTopic, limit: Int) throws -> [JournalEntry] {
        let (condition, arguments): (String, StatementArguments) =
            switch topic {
            case .subject(let subject): ("subject = ?1", [subject])
            case .contract(let number):
                (
                    """
                    subject IN (SELECT ?1
                        UNION SELECT serial FROM serial_numbers WHERE contract = ?2
                        UNION SELECT subscription FROM licenses WHERE contract = ?2)
                    """, [number, number.key]
                )
            case .request(let id): ("request = ?1", [id.description])
            case .person(let email):
                // The conditions on `@` are those of the indexes.
                (
                    """
                    seq IN (SELECT seq FROM journal WHERE subject = ?1
                        UNION SELECT seq FROM journal WHERE old = ?1 AND instr(old, '@') > 0
                        UNION SELECT seq FROM journal WHERE new = ?1 AND instr(new, '@') > 0
                        UNION SELECT seq FROM journal WHERE requester = ?1)
                    """, [email.text]
                )
            }
        return try rows(
            """
            SELECT seq, at, request, kind, subject, field, old, new, actor, requester, reason
            FROM journal WHERE \(condition) ORDER BY seq DESC LIMIT \(max(0, limit))
            """, arguments, JournalEntry.init
        ).reversed()
    }

    /// Appends an entry, hashed over those before it.
    func journal(
        at moment: Timestamp, request: RequestID? = nil, kind: String, subject: String,
        field: String, old: String?, new: String?, actor: String, requester: String? = nil,
        reason: String? = nil
    ) throws {
        let end = try entriesEnd()
        let entry = JournalEntry(
            sequence: end.count + 1, at: moment, requestID: request, kind: kind, subject: subject,
            field: field, old: old, new: new, actor: actor, requester: requester, reason: reason)
        let hash = Chains.entry(
            entry, of: try request.flatMap(documentAndOutcome),
            after: try lastEntryHash(of: subject))
        let total = Chains.total(hash, after: end.hash)
        try step(
            """
            INSERT INTO journal (seq, at, request, kind, subject, field, old, new, actor, requester,
                reason, hash, total)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            binding: { row in
                sqlite3_bind_int64(row, 1, entry.sequence)
                sqlite3_bind_int64(row, 2, moment.millisecondsSince1970)
                let texts = [
                    request?.description, kind, subject, field, old, new, actor, requester, reason,
                ]
                for (place, text) in texts.enumerated() { bind(text, to: row, at: CInt(place + 3)) }
                bind(hash, to: row, at: 12)
                bind(total, to: row, at: 13)
            })
    }

    private func documentAndOutcome(
        _ id: RequestID
    ) throws -> (document: Digest, outcome: RequestOutcome)? {
        try rows("SELECT digest, outcome FROM requests WHERE id = ?", [id.description]) { row in
            try row.digest(0).map { ($0, try RequestOutcome.stored(row[1])) }
        }.first ?? nil
    }
}

extension JournalEntry {
    fileprivate init(_ row: Row) throws {
        self.init(
            sequence: row[0], at: Timestamp(millisecondsSince1970: row[1]),
            requestID: try (row[2] as String?).map { try RequestID(stored: $0) }, kind: row[3],
            subject: row[4], field: row[5], old: row[6], new: row[7], actor: row[8],
            requester: row[9], reason: row[10])
    }
}
