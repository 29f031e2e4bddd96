import CoordinatorModel
import RequestQueue
import Store

/// What a run made of one file.
public enum Outcome: Sendable {
    case applied(ClaimedFile, warnings: [Problem])
    case rejected(ClaimedFile, Claim, [Problem])
    case withdrawn(ClaimedFile)
    /// An earlier run had recorded it; only the file was left.
    case alreadyOnRecord(ClaimedFile)
    case corrupt(ClaimedFile, CorruptReason)
    /// A withdrawal whose request had been decided.
    case tooLate(ClaimedFile)
    /// A withdrawal that an earlier run had carried out.
    case doneBefore(ClaimedFile)

    init(of claim: Claim, in file: ClaimedFile, _ decision: Decision) {
        switch decision {
        case .recorded(_, before: true): self = .alreadyOnRecord(file)
        case .recorded(.applied(let warnings), before: false):
            self = .applied(file, warnings: warnings)
        case .recorded(.rejected(let problems), before: false):
            self = .rejected(file, claim, problems)
        case .recorded(.withdrawn, before: false): self = .withdrawn(file)
        case .idAlreadyUsed: self = .corrupt(file, .idAlreadyUsed)
        }
    }

    init(of withdrawal: ClaimedFile, _ note: LateWithdrawal) {
        switch note {
        case .tooLate: self = .tooLate(withdrawal)
        case .doneBefore: self = .doneBefore(withdrawal)
        case .unknown: self = .corrupt(withdrawal, .nothingToWithdraw)
        }
    }

    /// The file that was read.
    public var file: ClaimedFile {
        switch self {
        case .applied(let file, _), .rejected(let file, _, _), .withdrawn(let file),
            .alreadyOnRecord(let file), .corrupt(let file, _), .tooLate(let file),
            .doneBefore(let file):
            file
        }
    }

    var settlement: Settlement {
        switch self {
        case .applied(let file, _), .rejected(let file, _, _), .withdrawn(let file),
            .alreadyOnRecord(let file), .tooLate(let file), .doneBefore(let file):
            .recorded(file)
        case .corrupt(let file, let reason): .corrupt(file, reason)
        }
    }

    /// Whether the store has recorded it just now, whatever becomes of the file.
    var countsAtOnce: Bool {
        switch self {
        case .applied, .rejected, .withdrawn, .tooLate, .doneBefore: true
        case .alreadyOnRecord, .corrupt: false
        }
    }
}

extension RunReport {
    mutating func count(_ outcome: Outcome) {
        switch outcome {
        case .applied: applied += 1
        case .rejected(_, let claim, let problems):
            rejected.append(
                Rejection(
                    id: claim.request.id, subject: claim.request.subject, problems: problems))
        case .withdrawn: withdrawn += 1
        case .alreadyOnRecord: alreadyOnRecord += 1
        case .corrupt(let file, let reason):
            corrupt.append(CorruptFile(name: file.name, folder: file.folder, reason: reason))
        case .tooLate: lateWithdrawals += 1
        case .doneBefore: break
        }
    }
}

extension RunReport {
    /// Counts withdrawals that were read with requests decided before.
    mutating func count(_ notes: [LateWithdrawal]) {
        for case .tooLate in notes { lateWithdrawals += 1 }
    }
}

extension Decision {
    /// Whether an earlier run had recorded it.
    var isEarlier: Bool {
        if case .recorded(_, before: true) = self { true } else { false }
    }
}

extension ClaimedFile {
    /// The request that was read, where it is one.
    public var claim: Claim? {
        if case .request(let claim) = content { claim } else { nil }
    }

    /// The withdrawal that was read, where it is one.
    var wish: Withdrawal? {
        if case .withdrawal(let withdrawal) = content { withdrawal } else { nil }
    }
}
