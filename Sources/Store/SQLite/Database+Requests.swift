import CoordinatorModel
import Foundation
import GRDB

extension Database {
    func requests(matching filter: RequestFilter) throws -> [RequestRecord] {
        var (conditions, arguments): ([String], StatementArguments) = ([], [])
        func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments += [value]
        }
        require("prepared_user = ?", filter.preparedBy)
        require("case_reference = ?", filter.caseReference)
        require("subject = ?", filter.subject)
        if filter.outcomes.count < RequestOutcome.allCases.count {
            // Spelled out, so that the index of the rejected ones can be used.
            let names = filter.outcomes.map { "outcome = '\($0.rawValue)'" }.sorted()
            conditions.append(names.isEmpty ? "FALSE" : "(\(names.joined(separator: " OR ")))")
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try rows(
            "\(Self.request) \(condition) ORDER BY id DESC LIMIT \(max(0, filter.limit))",
            arguments, RequestRecord.init)
    }

    func rejections(
        of user: String, after decision: Int64, listing limit: Int
    ) throws -> Rejections {
        let last = try rows("SELECT coalesce(max(decision), 0) FROM requests") { $0[0] as Int64 }[0]
        let mine = "prepared_user = ?1 AND outcome = 'rejected'"
        let told: StatementArguments = [user, decision > last ? 0 : decision]
        let (count, reach) = try rows(
            """
            WITH new AS (SELECT id FROM requests WHERE \(mine) AND decision > ?2)
            SELECT (SELECT count(*) FROM new), (SELECT count(*) FROM requests
                WHERE \(mine) AND id >= (SELECT min(id) FROM new))
            """, told
        ) { ($0[0] as Int, $0[1] as Int) }[0]
        let listed = try rows(
            """
            \(Self.request) WHERE \(mine) AND decision > ?2
            ORDER BY id DESC LIMIT \(max(0, limit))
            """, told, RequestRecord.init)
        return Rejections(listed: listed, count: count, reach: reach, lastDecision: last)
    }

    func request(_ id: RequestID) throws -> RequestRecord? {
        try rows("\(Self.request) WHERE id = ?", [id.description], RequestRecord.init).first
    }

    func outcomes(of ids: Set<RequestID>) throws -> [RequestID: RequestOutcome] {
        var outcomes: [RequestID: RequestOutcome] = [:]
        for id in ids {
            outcomes[id] = try rows(
                "SELECT outcome FROM requests WHERE id = ?", [id.description]
            ) { try RequestOutcome.stored($0[0]) }.first
        }
        return outcomes
    }

    func requestIDs(endingIn ending: String) throws -> [RequestID] {
        let reversed = String(ending.reversed())
        return try rows(
            """
            SELECT id FROM requests WHERE reversed_id >= ?1 AND reversed_id < ?1 || '~'
            ORDER BY reversed_id LIMIT 2
            """, [reversed]
        ) { try RequestID(stored: $0[0]) }
    }

    /// Records a claim that is not in the store yet.
    func record(_ claim: Claim, _ verdict: Verdict, at moment: Timestamp) throws {
        let record = RequestRecord(claim: claim, verdict: verdict, decidedAt: moment)
        let (problems, withdrawal) = try record.verdict.texts()
        let end = try requestsEnd()
        try change(
            """
            INSERT INTO requests (id, reversed_id, kind, subject, document, digest, owner,
                prepared_user, prepared_host, requester, case_reference, submitted_at, outcome,
                problems, withdrawal, handling, decided_at, decision, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'')
            """,
            [
                record.id.description, String(record.id.description.reversed()), record.kind,
                record.subject, record.document, Data(record.digest.bytes), record.owner,
                record.preparedBy.user, record.preparedBy.host, record.requester,
                record.caseReference, record.submittedAt.millisecondsSince1970,
                record.outcome.rawValue, problems, withdrawal,
                record.handling.isEmpty ? "[]" : try jsonText(record.handling),
                record.decidedAt.millisecondsSince1970, end.count + 1,
            ])
        try hashRequest(record.id, after: end.hash)
    }

    /// The digest and the verdict of a request that is in the store.
    func earlier(_ id: RequestID) throws -> (digest: Data, verdict: Verdict)? {
        try rows(
            "SELECT digest, outcome, problems, withdrawal FROM requests WHERE id = ?",
            [id.description]
        ) { (digest: $0[0] as Data, verdict: try Verdict($0, at: 1)) }.first
    }

    private static let request = """
        SELECT id, kind, subject, document, digest, owner, prepared_user, prepared_host, requester,
            case_reference, submitted_at, decided_at, outcome, problems, withdrawal, handling
        FROM requests
        """
}

extension RequestRecord {
    fileprivate init(_ row: Row) throws {
        let digest: Data = row[4]
        guard let digest = Digest(bytes: digest) else {
            throw UnreadableValue("\(digest)", Digest.self)
        }
        self.init(
            id: try RequestID(stored: row[0]), kind: row[1], subject: row[2], document: row[3],
            digest: digest, owner: row[5], preparedBy: Preparer(user: row[6], host: row[7]),
            requester: row[8], caseReference: row[9],
            submittedAt: Timestamp(millisecondsSince1970: row[10]),
            verdict: try Verdict(row, at: 12), handling: try storedList(row[15]),
            decidedAt: Timestamp(millisecondsSince1970: row[11]))
    }
}

extension Verdict {
    /// Outcome, problems and withdrawal, from that place on.
    fileprivate init(_ row: Row, at place: Int) throws {
        func problems() throws -> [Problem] {
            try storedList(row[place + 1])
        }
        switch try RequestOutcome.stored(row[place]) {
        case .applied: self = .applied(warnings: try problems())
        case .rejected: self = .rejected(try problems())
        case .withdrawn:
            let text: String = row[place + 2]
            self = .withdrawn(try JSONDecoder().decode(Withdrawal.self, from: Data(text.utf8)))
        }
    }

    /// Problems and withdrawal as the store keeps them.
    fileprivate func texts() throws -> (problems: String, withdrawal: String?) {
        func text(_ problems: [Problem]) throws -> String {
            problems.isEmpty ? "[]" : try jsonText(problems)
        }
        switch self {
        case .applied(let warnings): return (try text(warnings), nil)
        case .rejected(let problems): return (try text(problems), nil)
        case .withdrawn(let withdrawal): return ("[]", try jsonText(withdrawal))
        }
    }
}

/// A list as the store keeps it. Most are empty, and need no decoder.
private func storedList<Element: Decodable>(_ text: String) throws -> [Element] {
    text == "[]" ? [] : try JSONDecoder().decode([Element].self, from: Data(text.utf8))
}

private func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
