import CommandSupport
import CoordinatorModel
import Intake
import RequestQueue
import Store
import Terminal

/// A file of many requests, from its check to the queue.
struct BatchSubmission {
    let desk: Desk
    let path: String
    let rejectsPath: String
    let acceptedWarnings: Set<Problem.Code>
    let isDryRun: Bool
    let confirmation: BatchConfirmation
    let isLinear: Bool
    let format: OutputFormat

    /// Checks every row, has the file confirmed where it was not before, and queues the good rows.
    ///
    /// Nothing is queued before the bad rows and the receipt are on disk, so that the file can be
    /// submitted again whatever happens.
    func run() async throws {
        let file = try BatchFile(path: path)
        try confirmation.check(file.digest)
        let receipts = Receipts(desk.home)
        if isDryRun { return try await rehearse(file, try receipts.read(file.digest)) }
        try receipts.prepare()
        let place = try receipts.open(file.digest, as: .current(at: .now))

        let known = place.receipt
        let provisional = known ?? newReceipt(file)
        let findings = try await check(file, provisional, isKnown: known != nil)
        var report = BatchReport(file, findings, known: known, words: words)
        try report.checkThereAreRows()
        let rejects = try newRejects(file, findings, known)

        var receipt = provisional
        receipt.rows = findings.rows
        receipt.rejectedRows.formUnion(findings.rejectedRows)
        receipt.acceptedWarnings.formUnion(acceptedWarnings)
        if known == nil, findings.good > 0 {
            let statement = statement(file, findings)
            let outcome = try confirmation.confirm(
                statement, file.digest, summary: report.summary(rejects: rejects?.path))
            if outcome == .left { return }
            receipt.submittedAt = .now
            receipt.authorization = .init(
                statement: statement, confirmedBy: desk.preparer.user,
                confirmedAt: receipt.submittedAt)
        }
        try rejects?.finish()
        if known != nil || findings.good > 0 {
            if receipt != known { try place.write(receipt) }
            try queue(file, findings, receipt)
            report.receipt = receipt
        }
        report.place =
            rejects.map { .written($0.path) }
            ?? findings.rejects.map { .leftAlone($0.path) } ?? .nowhere
        try report.show(format)
        try report.checkNoneIsBad(retyped: desk.retyped)
    }

    /// The file of bad rows, where it is still to be put in place. Rows that are all known to be bad
    /// were written before; the file may have been corrected by now, or moved. What is there under
    /// its name then is left alone, unless it is the file itself: that was meant by nobody.
    private func newRejects(
        _ file: BatchFile, _ findings: BatchFindings, _ known: Receipt?
    ) throws -> RejectsFile? {
        guard let rejects = findings.rejects else { return nil }
        if let known, rejects.isPlaceTaken,
            known.rejectedRows.isSuperset(of: findings.rejectedRows)
        {
            if try rejects.isInPlace() { return rejects }
            if (try? BatchFile(path: rejects.path))?.digest != file.digest { return nil }
        }
        try rejects.checkPlace()
        return rejects
    }

    private func rehearse(_ file: BatchFile, _ known: Receipt?) async throws {
        let findings = try await check(
            file, known ?? newReceipt(file), isKnown: known != nil, rejectsPath: nil)
        var report = BatchReport(file, findings, known: known, words: words)
        try report.checkThereAreRows()
        report.statement = known?.authorization.statement ?? statement(file, findings)
        try report.show(format)
        try report.checkNoneIsBad(retyped: desk.retyped)
    }

    private func check(
        _ file: BatchFile, _ receipt: Receipt, isKnown: Bool
    ) async throws -> BatchFindings {
        try await check(file, receipt, isKnown: isKnown, rejectsPath: rejectsPath)
    }

    private func check(
        _ file: BatchFile, _ receipt: Receipt, isKnown: Bool, rejectsPath: String?
    ) async throws -> BatchFindings {
        let words = words
        // One statement is confirmed for the file; there is none for each request.
        let rules = ChangeRules(
            lists: desk.texts.lists, today: desk.today,
            place: .conversation(statement: { _, _ in nil }))
        var check = BatchCheck(
            receipt: receipt, isKnown: isKnown, rules: rules, acceptedWarnings: acceptedWarnings,
            directory: desk.directory, queue: try desk.listing.snapshot(),
            rejectsPath: rejectsPath, wording: { words.line(of: $0) })
        let progress = BatchProgressLine(isLinear: isLinear)
        defer { progress.finish() }
        return try await check.run(file) { bytes throws(BatchError) in
            if isToStop { throw .stoppedChecking }
            progress.update("Checking", done: bytes / 1024, of: file.size / 1024, "KB")
        }
    }

    private func queue(
        _ file: BatchFile, _ findings: BatchFindings, _ receipt: Receipt
    ) throws {
        let progress = BatchProgressLine(isLinear: isLinear)
        defer { progress.finish() }
        let queueing = BatchQueueing(file, findings, receipt, writer: desk.writer)
        try queueing.run { count throws(BatchError) in
            if isToStop, count < findings.good {
                throw .stoppedQueueing(queued: count, of: findings.good)
            }
            progress.update("Queueing", done: count, of: findings.good, "requests")
        }
    }

    /// Whether a signal waits: it has not interrupted anything.
    private var isToStop: Bool { SignalMask.pendingEnding() != nil }

    /// A receipt for a file that was never submitted; what is not known yet comes when it is
    /// confirmed.
    private func newReceipt(_ file: BatchFile) -> Receipt {
        var (source, generator) = (RequestIDSource(), SystemRandomNumberGenerator())
        let now = Timestamp.now
        return Receipt(
            file: file.name, digest: file.digest, rows: 0,
            firstID: source.next(at: now, using: &generator), submittedAt: now,
            preparedBy: desk.preparer,
            authorization: .init(statement: "", confirmedBy: desk.preparer.user, confirmedAt: now))
    }

    private func statement(_ file: BatchFile, _ findings: BatchFindings) -> String {
        desk.texts.batchStatement(file: file.name, digest: file.digest, rows: findings.rows)
    }

    private var words: BatchWords { BatchWords(texts: desk.texts) }
}

/// How far a file has come, with a bar.
private struct BatchProgressLine {
    private let line: ProgressLine

    init(isLinear: Bool) {
        line = ProgressLine(on: Screen(), isLinear: isLinear)
    }

    func update(_ verb: String, done: Int, of total: Int, _ unit: String) {
        let length = 24
        let full = total > 0 ? min(length, done * length / total) : length
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: length - full)
        line.update(done: done, of: total, label: "\(verb) [\(bar)] \(unit)")
    }

    func finish() { line.finish() }
}
