import CoordinatorModel
import Store

extension Contents {
    mutating func decide(_ claim: Claim, _ rules: ChangeRules, at moment: Timestamp) -> Decision {
        if let earlier = requests[claim.request.id] {
            return earlier.digest == claim.digest
                ? .recorded(earlier.verdict, before: true) : .idAlreadyUsed
        }
        let verdict = judge(claim, rules, at: moment)
        requests[claim.request.id] = RequestRecord(
            claim: claim, verdict: verdict, decidedAt: moment)
        decisions.append(claim.request.id)
        return .recorded(verdict, before: false)
    }

    private mutating func judge(
        _ claim: Claim, _ rules: ChangeRules, at moment: Timestamp
    ) -> Verdict {
        let (verdict, change) = claim.verdict(rules, facts(for: claim.queries(rules)))
        guard let change else { return verdict }
        let (number, email) = (change.serialNumber.text, change.new.email.text)
        let (known, named) = (people[email], serialNumbers[number]?.coordinator)
        var changes = change.new.changes(to: known)
        if !isKnown(email, toOthersThan: change.contractManager.text) {
            people[email] = change.new.keepingPhone(of: known)
        } else {
            changes = changes.map(\.notTaken)
        }
        serialNumbers[number]?.coordinator = email
        let naming = EnteredChange(field: JournalEntry.coordinatorField, old: named, new: email)
        for (subject, entry) in [(number, naming)] + changes.map({ (email, $0) }) {
            enter(
                at: moment, request: claim.request.id, kind: claim.request.kind, subject: subject,
                field: entry.field, old: entry.old, new: entry.new,
                actor: claim.request.preparedBy.actor(owner: claim.owner),
                requester: change.contractManager.text,
                reason: entry.reason)
        }
        return verdict
    }

    private func isKnown(_ email: String, toOthersThan manager: String) -> Bool {
        let coordinated = serialNumbers.values.filter { $0.coordinator == email }
        return email != manager && contracts.values.contains { $0.manager == email }
            || coordinated.contains { contracts[$0.contract.key]?.manager != manager }
    }

    mutating func noteLate(_ withdrawal: Withdrawal, at moment: Timestamp) -> LateWithdrawal {
        guard let record = requests[withdrawal.id] else { return .unknown }
        if record.verdict == .withdrawn(withdrawal) { return .doneBefore }
        let (old, actor) = (withdrawal.at.description, withdrawal.by.actor(owner: withdrawal.owner))
        let isEntered = journal.contains {
            $0.requestID == withdrawal.id && $0.kind == JournalEntry.withdrawalKind
                && $0.old == old && $0.actor == actor
        }
        if !isEntered {
            enter(
                at: moment, request: withdrawal.id, kind: JournalEntry.withdrawalKind,
                subject: record.subject, field: JournalEntry.tooLateField, old: old,
                new: record.outcome.rawValue, actor: actor, reason: withdrawal.reason)
        }
        return .tooLate(record.outcome)
    }

    mutating func enter(
        at moment: Timestamp, request: RequestID? = nil, kind: String, subject: String,
        field: String, old: String?, new: String?, actor: String, requester: String? = nil,
        reason: String? = nil
    ) {
        journal.append(
            JournalEntry(
                sequence: Int64(journal.count + 1), at: moment, requestID: request, kind: kind,
                subject: subject, field: field, old: old, new: new, actor: actor,
                requester: requester, reason: reason))
    }
}
