import CommaSeparated
import CoordinatorModel
import RequestQueue
import Store

/// Judges every row of a file, by the rules that hold everywhere, some thousand rows at a time.
///
/// A row whose request waits, is held or is finished is done, whatever the rules would say of it now.
public struct BatchCheck {
    /// The receipt that the rows have, or would have: it says their IDs.
    let receipt: Receipt
    /// Whether the file was submitted before, so that rows may be done.
    let isKnown: Bool
    let rules: ChangeRules
    let acceptedWarnings: Set<Problem.Code>
    let directory: any LicenseDirectory
    let queue: QueueSnapshot
    /// Where the bad rows go; nil for nowhere.
    let rejectsPath: String?
    let wording: (RowFault) -> String

    private var findings = BatchFindings()
    /// The last good row before for each serial number, and its line: its request waits beside a
    /// later one.
    private var earlier: [SerialNumber: (row: Int, line: Int)] = [:]
    private var header: [String] = []

    public init(
        receipt: Receipt, isKnown: Bool, rules: ChangeRules, acceptedWarnings: Set<Problem.Code>,
        directory: any LicenseDirectory, queue: QueueSnapshot, rejectsPath: String?,
        wording: @escaping (RowFault) -> String
    ) {
        self.receipt = receipt
        self.isKnown = isKnown
        self.rules = rules
        self.acceptedWarnings = acceptedWarnings.union(receipt.acceptedWarnings)
        self.directory = directory
        self.queue = queue
        self.rejectsPath = rejectsPath
        self.wording = wording
    }

    /// Reads the file from its beginning to its end. `progress` is told how many bytes were read, and
    /// may throw to stop.
    public mutating func run(
        _ file: BatchFile, progress: (Int) throws(BatchError) -> Void
    ) async throws(BatchError) -> BatchFindings {
        var table = try BatchTable(file)
        header = table.header
        var records: [Read] = []
        while let record = try table.next() {
            switch record {
            case .row(let row): records.append(.row(row))
            case .mistake(let mistake, let line):
                records.append(.mistake(LoadMistake(mistake), line: line, table.lastText))
            }
            if records.count == Self.rowsAtATime {
                try await judge(records)
                records.removeAll(keepingCapacity: true)
                try progress(table.bytesRead)
            }
        }
        try await judge(records)
        try progress(table.bytesRead)
        return findings
    }

    /// Each look-up opens the store anew, so not too few.
    private static let rowsAtATime = 2000

    private enum Read {
        case row(TableReader<BatchColumn>.Row)
        case mistake(LoadMistake, line: Int, RowText?)
    }

    private mutating func judge(_ records: [Read]) async throws(BatchError) {
        let first = findings.rows
        let done = try await done(first..<first + records.count)
        var rows: [BatchRow?] = []
        var queries: Set<Query> = []
        for (place, record) in records.enumerated() {
            guard case .row(let fields) = record, done[first + place] == nil else {
                rows.append(nil)
                continue
            }
            let row = BatchRow(
                fields, confirmedBy: receipt.preparedBy.user, at: receipt.submittedAt)
            queries.formUnion(rules.queries(row.answers))
            rows.append(row)
        }
        var facts: Facts
        do throws(StoreError) {
            facts = queries.isEmpty ? [:] : try await directory.facts(for: queries)
        } catch {
            throw .store(error)
        }
        for (place, record) in records.enumerated() {
            if let done = done[first + place] {
                findings.verdicts.append(.done)
                findings.done[done, default: 0] += 1
            } else if let row = rows[place] {
                try judge(row, &facts)
            } else if case .mistake(let mistake, let line, let text) = record {
                try reject(.asItStands(text), line: line, [.unreadable(mistake)])
            }
        }
    }

    private mutating func judge(_ row: BatchRow, _ facts: inout Facts) throws(BatchError) {
        let number = row.answers.serialNumber
        if let number {
            let inFile = earlier[number].map { [receipt.id(ofRow: $0.row)] } ?? []
            facts[.waiting(number)] = .waiting(
                queue.waiting(for: number) + inFile, held: queue.held(for: number))
        }
        let problems = rules.problems(row.answers, facts)
        let faults = problems.filter { !$0.isWarning || !acceptedWarnings.contains($0.code) }
        if !faults.isEmpty {
            let before = number.flatMap { earlier[$0]?.line }
            try reject(.fields(row.fields), line: row.line, faults.map { fault($0, before) })
        } else if receipt.rejectedRows.contains(findings.rows) {
            try reject(.fields(row.fields), line: row.line, [.rejectedBefore])
        } else {
            if let number { earlier[number] = (findings.rows, row.line) }
            findings.good += 1
            findings.verdicts.append(.good(warnings: Set(problems.map(\.code))))
        }
    }

    /// Where a row before is what waits, as `line` says, that is named: its request is not queued
    /// yet, and its ID tells nobody anything. Had something waited in the queue as well, that row would
    /// be bad itself, or both were accepted.
    private func fault(_ problem: Problem, _ line: Int?) -> RowFault {
        guard problem.code == .requestWaiting, let line else { return .problem(problem) }
        return .rowBefore(problem, line: line)
    }

    private mutating func reject(
        _ row: RejectsFile.Row, line: Int, _ faults: [RowFault]
    ) throws(BatchError) {
        findings.rejectedRows.insert(contentsOf: findings.rows..<findings.rows + 1)
        findings.bad += 1
        findings.verdicts.append(.bad)
        if findings.badRows.count < BatchFindings.mostDescribed {
            findings.badRows.append(BadRow(line: line, faults: faults))
        }
        guard let rejectsPath else { return }
        if findings.rejects == nil {
            findings.rejects = try RejectsFile(path: rejectsPath, header: header)
        }
        try findings.rejects?.append(
            row, line: line, codes: faults.map(\.code), reasons: faults.map(wording))
    }

    /// Which of these rows were queued before.
    private func done(
        _ rows: Range<Int>
    ) async throws(BatchError) -> [Int: BatchFindings.Done] {
        if !isKnown || rows.isEmpty { return [:] }
        var done: [Int: BatchFindings.Done] = [:]
        // The queue was looked at before: what was applied meanwhile is found in the store.
        for row in rows {
            switch queue.folder(of: receipt.id(ofRow: row)) {
            case .held: done[row] = .held
            case .some: done[row] = .waiting
            case nil: continue
            }
        }
        let ids = rows.filter { done[$0] == nil }.map { (receipt.id(ofRow: $0), $0) }
        let outcomes: [RequestID: RequestOutcome]
        do throws(StoreError) {
            outcomes = try await directory.outcomes(of: Set(ids.map(\.0)))
        } catch {
            throw .store(error)
        }
        for (id, row) in ids { done[row] = outcomes[id].map { .finished($0) } }
        return done
    }
}

extension LoadMistake {
    fileprivate init(_ mistake: TableReader<BatchColumn>.Mistake) {
        self =
            switch mistake {
            case .unreadable(let mistake, let column): .unreadable(mistake, column: column)
            case .fieldCount(let found, let expected):
                .fieldCount(found: found, expected: expected)
            }
    }
}
