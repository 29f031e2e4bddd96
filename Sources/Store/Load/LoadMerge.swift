import CoordinatorModel

/// The second half of a load: brings the rows set aside into the store, inside one transaction.
///
/// Three values meet in each column: the file's, the last load's and the store's. Where the file
/// says what it said last time, the store's stays, whoever changed it. Where only the file changed,
/// it is written. Where both changed, and differ, the store's stays and the conflict is reported,
/// each time, until they agree or the file is told to win.
///
/// The journal gets an entry for every existing value that changes, and one for every license, serial
/// number and contract that is new. People who are new are in it where the store first names them.
package struct LoadMerge<Target: LoadTarget> {
    let target: Target
    let options: LoadOptions
    var report: LoadReport
    /// The row at hand, what the last load had of it, and what the next load shall find.
    var row: LoadRow
    var last: [LoadColumn: String]?
    var kept: [LoadColumn: String] = [:]
    /// Whether the row at hand has changed anything.
    var hasWritten = false

    /// Brings in all rows that are set aside; changes nothing where bad rows stop the load.
    package static func run(
        _ target: Target, _ options: LoadOptions, _ report: inout LoadReport,
        _ progress: (LoadProgress) -> Void
    ) throws {
        var badLines: [Int] = []
        try target.eachNewcomerToKnownSerialNumbers { row in
            guard let mistake = try disagreement(of: row, with: target) else { return }
            report.badRows.append(.init(line: row.line, reason: mistake))
            badLines.append(row.line)
        }
        for line in badLines { try target.unstage(line: line) }
        if report.isStopped(by: options) {
            report.ending = .stoppedByBadRows
            return
        }
        let total = report.rowsRead - report.badRows.count
        var done = 0
        try target.eachStaged { row in
            var merge = LoadMerge(target: target, options: options, report: report, row: row)
            try merge.bringIn()
            report = merge.report
            done += 1
            if done.isMultiple(of: 1000) { progress(.written(rows: done, of: total)) }
        }
        progress(.written(rows: done, of: total))
    }

    /// What a license new to a known serial number says otherwise than the store. What the last load
    /// said of the serial number is as good: the store may have been changed here since.
    private static func disagreement(of row: LoadRow, with target: Target) throws -> LoadMistake? {
        guard let stored = try target.loadedSerialNumber(row[.serialNumber]) else { return nil }
        let earlier = try target.lastLoaded(serialNumber: row[.serialNumber])
        let columns: [(LoadColumn, String)] = [
            (.contractNumber, stored.contract), (.coordinatorEmail, stored.coordinator ?? ""),
        ]
        for (column, store) in columns
        where row[column].key != store.key
            && !earlier.contains(where: { $0[column]?.key == row[column].key })
        {
            return .disagreesWithStore(column, value: row[column], store: store)
        }
        return nil
    }

    private mutating func bringIn() throws {
        last = try target.lastLoaded(key: row.key)
        kept = row.values
        if last == kept {
            report.unchanged += 1
            return
        }
        let license = last == nil ? nil : try target.license(key: row.key)
        let contract =
            switch row.activation {
            case .serialNumber: try bringInSerialNumber()
            case .signIn: try bringInContract(insteadOf: license?.contractNumber)
            }
        try bringIn(license, on: contract)
        try target.keepLastLoaded(kept, key: row.key)
        if license == nil {
            report.added += 1
        } else if hasWritten {
            report.changed += 1
        } else {
            report.unchanged += 1
        }
    }

    /// Whether the file's value is to be written; reports a conflict.
    ///
    /// - Parameter last: Nil where no load has said anything about it, or nothing that was agreed on.
    mutating func shallWrite(
        _ column: LoadColumn, of subject: String, last: String?, store: String
    ) -> Bool {
        let file = row[column]
        if file == last || file == store { return false }
        if last == store { return true }
        report.conflicts.append(
            .init(line: row.line, subject: subject, column: column, file: file, store: store))
        if options.fileWins { return true }
        kept[column] = last
        return false
    }

    mutating func enter(
        _ column: LoadColumn, of subject: String, old: String?, new: String?,
        reason: String? = nil
    ) throws {
        hasWritten = true
        try target.enter(
            subject: subject, field: column.journalField, old: old?.filled, new: new?.filled,
            reason: reason)
    }
}

extension LoadColumn {
    /// What the journal calls the column.
    var journalField: String {
        switch self {
        case .coordinatorEmail: JournalEntry.coordinatorField
        case .managerEmail: "contract-manager"
        default: String(rawValue.map { $0 == "_" ? "-" : $0 })
        }
    }
}
