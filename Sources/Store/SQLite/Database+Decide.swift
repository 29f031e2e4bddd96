import CoordinatorModel
import Foundation
import GRDB

extension Database {
    /// Decides claims one after the other, inside a transaction of the caller's.
    func decide(
        _ claims: [Claim], _ rules: ChangeRules, at moment: Timestamp
    ) throws -> [Decision] {
        try claims.map { claim in
            if let earlier = try earlier(claim.request.id) {
                return earlier.digest.elementsEqual(claim.digest.bytes)
                    ? .recorded(earlier.verdict, before: true) : .idAlreadyUsed
            }
            return .recorded(try decide(claim, rules, at: moment), before: false)
        }
    }

    private func decide(
        _ claim: Claim, _ rules: ChangeRules, at moment: Timestamp
    ) throws -> Verdict {
        let (verdict, change) = claim.verdict(rules, try facts(for: claim.queries(rules)))
        try record(claim, verdict, at: moment)
        if let change { try apply(change, of: claim, at: moment) }
        return verdict
    }

    private func apply(
        _ change: CoordinatorChange, of claim: Claim, at moment: Timestamp
    ) throws {
        let request = claim.request
        func enter(_ subject: String, _ entry: EnteredChange) throws {
            try journal(
                at: moment, request: request.id, kind: request.kind, subject: subject,
                field: entry.field, old: entry.old, new: entry.new,
                actor: request.preparedBy.actor(owner: claim.owner),
                requester: change.contractManager.text,
                reason: entry.reason)
        }
        let (number, email) = (change.serialNumber.text, change.new.email.text)
        let named = try rows(
            "SELECT coordinator FROM serial_numbers WHERE serial = ?", [number]
        ) { $0[0] as String? }
        let known = try person(email)
        var changes = change.new.changes(to: known)
        if try !changes.isEmpty
            && isKnown(email, toOthersThan: change.contractManager.text)
        {
            changes = changes.map(\.notTaken)
        } else {
            try keep(change.new.keepingPhone(of: known), insteadOf: known)
        }
        try self.change(
            "UPDATE serial_numbers SET coordinator = ? WHERE serial = ?", [email, number])
        try hashRow(of: .serialNumbers, number)
        try enter(
            number,
            EnteredChange(
                field: JournalEntry.coordinatorField, old: named.first ?? nil, new: email))
        for change in changes { try enter(email, change) }
    }

    /// Whether that person manages a contract, or coordinates a serial number on one, that somebody
    /// else than `manager` manages.
    private func isKnown(_ email: String, toOthersThan manager: String) throws -> Bool {
        try rows(
            """
            SELECT EXISTS (SELECT 1 FROM contracts WHERE manager = ?1 AND manager <> ?2)
                OR EXISTS (SELECT 1 FROM serial_numbers s JOIN contracts c ON c.key = s.contract
                    WHERE s.coordinator = ?1 AND c.manager <> ?2)
            """, [email, manager]
        ) { $0[0] as Bool }[0]
    }

    func person(_ email: String) throws -> Person? {
        try rows("SELECT first_name, last_name, phone FROM people WHERE email = ?", [email]) {
            try Person(email: email, $0, at: 0)
        }.first
    }

    func keep(_ person: Person, insteadOf known: Person?) throws {
        if person == known { return }
        let values: StatementArguments = [
            person.firstName, person.lastName, person.phone, person.nameKey, person.email.text,
        ]
        try change(
            known == nil
                ? """
                INSERT INTO people (first_name, last_name, phone, name_key, email)
                VALUES (?, ?, ?, ?, ?)
                """
                : """
                UPDATE people SET first_name = ?, last_name = ?, phone = ?, name_key = ?
                WHERE email = ?
                """, values)
        try hashRow(of: .people, person.email.text)
    }

    /// Enters a withdrawal that came too late, unless that was done before.
    func noteLate(_ withdrawal: Withdrawal, at moment: Timestamp) throws -> LateWithdrawal {
        guard let earlier = try earlier(withdrawal.id) else { return .unknown }
        if earlier.verdict == .withdrawn(withdrawal) { return .doneBefore }
        let outcome = RequestOutcome(earlier.verdict)
        let actor = withdrawal.by.actor(owner: withdrawal.owner)
        let isEntered = try !rows(
            """
            SELECT 1 FROM journal
            WHERE request = ? AND kind = ? AND old = ? AND actor = ?
            """,
            [
                withdrawal.id.description, JournalEntry.withdrawalKind, withdrawal.at.description,
                actor,
            ]
        ) { _ in true }.isEmpty
        if !isEntered {
            let subject = try rows(
                "SELECT subject FROM requests WHERE id = ?", [withdrawal.id.description]
            ) { $0[0] as String }
            try journal(
                at: moment, request: withdrawal.id, kind: JournalEntry.withdrawalKind,
                subject: subject.first ?? "", field: JournalEntry.tooLateField,
                old: withdrawal.at.description, new: outcome.rawValue, actor: actor,
                reason: withdrawal.reason)
        }
        return .tooLate(outcome)
    }
}
