import CoordinatorModel
import GRDB

extension Database {
    func history(of topic: HistoryTopic, limit: Int) throws -> [JournalEntry] {
        let (condition, argument) =
            switch topic {
            case .subject(let subject): ("subject = ?1", subject)
            case .request(let id): ("request = ?1", id.description)
            case .person(let email):
                // The conditions on `@` are those of the indexes.
                (
                    """
                    seq IN (SELECT seq FROM journal WHERE subject = ?1
                        UNION SELECT seq FROM journal WHERE old = ?1 AND instr(old, '@') > 0
                        UNION SELECT seq FROM journal WHERE new = ?1 AND instr(new, '@') > 0
                        UNION SELECT seq FROM journal WHERE requester = ?1)
                    """, email.text
                )
            }
        return try rows(
            """
            SELECT seq, at, request, kind, subject, field, old, new, actor, requester, reason
            FROM journal WHERE \(condition) ORDER BY seq DESC LIMIT \(max(0, limit))
            """, [argument], JournalEntry.init
        ).reversed()
    }

    /// Appends an entry.
    func journal(
        at moment: Timestamp, request: RequestID? = nil, kind: String, subject: String,
        field: String, old: String?, new: String?, actor: String, requester: String? = nil,
        reason: String? = nil
    ) throws {
        try change(
            """
            INSERT INTO journal
                (at, request, kind, subject, field, old, new, actor, requester, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                moment.millisecondsSince1970, request?.description, kind, subject, field, old, new,
                actor, requester, reason,
            ])
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
