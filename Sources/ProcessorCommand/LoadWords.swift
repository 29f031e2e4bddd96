import CoordinatorModel
import Store
import Terminal

/// The report of a load, for people and for programs.
struct LoadWords: Encodable {
    struct BadRow: Encodable {
        let line: Int
        let reason: String
    }

    struct Conflict: Encodable {
        let line: Int
        let subject: String
        let column: LoadColumn
        let file: String
        let store: String
    }

    let file: String
    let loaded: Bool
    let rowsRead: Int
    let added: Int
    let changed: Int
    let unchanged: Int
    let badRowCount: Int
    /// The first hundred.
    let badRows: [BadRow]
    let conflictCount: Int
    /// The first hundred.
    let conflicts: [Conflict]
    let fileWins: Bool

    init(_ report: LoadReport, file: String, fileWins: Bool) {
        (self.file, self.fileWins) = (file, fileWins)
        loaded = report.ending == .loaded
        rowsRead = report.rowsRead
        (added, changed, unchanged) = (report.added, report.changed, report.unchanged)
        badRowCount = report.badRows.count
        badRows = report.badRows.first.map { BadRow(line: $0.line, reason: "\($0.reason)") }
        conflictCount = report.conflicts.count
        conflicts = report.conflicts.first.map {
            Conflict(
                line: $0.line, subject: $0.subject, column: $0.column, file: $0.file,
                store: $0.store)
        }
    }

    /// For people.
    var text: String {
        var lines: [String] = []
        if loaded {
            lines.append(
                """
                Loaded \(printable(file)): \(counted(rowsRead, "row")) read; \(added) added, \
                \(changed) changed, \(unchanged) unchanged.
                """)
        } else {
            lines.append("Read \(printable(file)): \(counted(rowsRead, "row")).")
        }
        if badRowCount > 0 {
            lines.append("\(counted(badRowCount, "bad row"))\(loaded ? ", left out" : ""):")
            lines += badRows.map { "  line \($0.line): \(printable($0.reason))" }
            lines += unlisted(badRowCount - badRows.count)
        }
        if conflictCount > 0 {
            let taken = fileWins ? "the file's was taken" : "ours was kept"
            lines.append(
                "\(counted(conflictCount, "value")) changed both in the file and here; \(taken):")
            lines += conflicts.map(Self.line)
            lines += unlisted(conflictCount - conflicts.count)
            if !fileWins { lines.append("--file-wins takes the file's.") }
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ conflict: Conflict) -> String {
        let (column, subject) = (conflict.column.rawValue, printable(conflict.subject))
        return """
              line \(conflict.line): \(column) of \(subject): "\(printable(conflict.file))" in the \
            file, "\(printable(conflict.store))" here
            """
    }

    private func unlisted(_ count: Int) -> [String] {
        count > 0 ? ["  and \(count) more"] : []
    }
}

/// `1 row`, `2 rows`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
