import CommandSupport
import CoordinatorModel
import Store
import Terminal

/// What a verification found, for people and for programs.
struct VerifyWords: Encodable {
    struct Place: Encodable {
        let table: String
        let sequence: Int64?
        let subject: String?
        let fault: Misfit.Fault
        let message: String
    }

    let digest: String
    let journalEntries: Int64
    let requests: Int64
    let rowDigests: Int64
    let misfitCount: Int
    /// The first twenty.
    let misfits: [Place]

    init(_ verification: Verification) {
        digest = verification.digest.description
        journalEntries = verification.entries
        (requests, rowDigests) = (verification.requests, verification.states)
        misfitCount = verification.misfits.count
        misfits = verification.misfits.first.map {
            Place(
                table: $0.table, sequence: $0.sequence, subject: $0.subject, fault: $0.fault,
                message: $0.words)
        }
    }

    /// For people.
    var text: String {
        let entries = journalEntries == 1 ? "1 journal entry" : "\(journalEntries) journal entries"
        let digests = rowDigests == 1 ? "1 digest of a row" : "\(rowDigests) digests of rows"
        let counts = "\(entries), \(counted(Int(requests), "request")) and \(digests)"
        var lines: [String]
        if let first = misfits.first {
            lines = ["First of what does not fit: \(printable(first.message))"]
            lines += misfits.dropFirst().map { "  \(printable($0.message))" }
            let rest = misfitCount - misfits.count
            if rest > 0 { lines.append("  and \(rest) more") }
            lines.append("Looked at: \(counts).")
        } else {
            lines = ["Everything fits: \(counts)."]
        }
        return (lines + ["Digest: \(digest)"]).joined(separator: "\n")
    }

    /// Nil where everything fits.
    func failure(path: String) -> Failure? {
        if misfitCount == 0 { return nil }
        return Failure(
            """
            The store \(printable(path)) is not as this program wrote it: \(misfitCount) \
            \(misfitCount == 1 ? "thing does" : "things do") not fit. Nothing was changed. Keep a copy \
            of it as it is, find out who can write it, and compare it with a backup.
            """, .badData)
    }
}

extension Misfit {
    /// Where it is, and what is wrong with it.
    var words: String { "\(place): \(fault.words)" }

    private var place: String {
        let about = subject.map { " \($0)" } ?? ""
        return switch (table, sequence) {
        case ("journal", let number?): "journal entry \(number), about\(about)"
        case ("requests", let number?): "request\(about), decision \(number)"
        case ("seals", let number?): "seal \(number)"
        case ("seals", nil) where subject != nil: "the digest\(about)"
        case ("seals", nil): "the end of the journal, of the requests or of the rows' digests"
        case (let table, let number?): "\(table) \(number), of\(about)"
        case (let table, nil): "\(table), row\(about)"
        }
    }
}

extension Misfit.Fault {
    fileprivate var words: String {
        switch self {
        case .altered: "it is not what was written, or what it is hashed over is not"
        case .otherPredecessor: "what stands before it was taken away, put in or exchanged"
        case .gap: "the number before it is missing"
        case .otherEntries: "the journal says otherwise of it"
        case .removed: "something was taken away"
        case .added: "this program did not write it"
        case .unexpected: "nothing that was ever in this store has it"
        }
    }
}
