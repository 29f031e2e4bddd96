import CommandSupport
import CoordinatorModel
import Intake
import RequestQueue
import Terminal

/// What became of a file of many requests, for people and for programs.
struct BatchReport: Encodable {
    let file: String
    let sha256: String
    let rows: Int
    /// Queued by this run; in a rehearsal, what would be.
    let good: Int
    /// Queued by an earlier run, by where they are now.
    let doneBefore: [String: Int]
    let bad: Int
    let badRows: [BadRow]
    /// Who confirmed the file in an earlier run.
    let confirmedBefore: ChangeRequest.Authorization?
    var place = BadRowsPlace.nowhere
    /// What the documents have in common, and the ID of the first row.
    var receipt: Receipt?
    /// The words to be confirmed: of a rehearsal, nothing was queued.
    var statement: String?

    private let words: BatchWords

    struct Row: Encodable {
        let line: Int
        let problems: [Fault]
    }

    struct Fault: Encodable {
        let code: String
        /// The question that it belongs to; null for a row that cannot be read.
        let question: QuestionID?
        let isWarning: Bool
        let message: String
    }

    init(_ file: BatchFile, _ findings: BatchFindings, known: Receipt?, words: BatchWords) {
        self.file = file.path
        sha256 = file.digest.description
        rows = findings.rows
        good = findings.good
        doneBefore = findings.done.reduce(into: [:]) { $0[$1.key.name] = $1.value }
        bad = findings.bad
        badRows = findings.badRows
        confirmedBefore = known?.authorization
        self.words = words
    }

    func show(_ format: OutputFormat) throws {
        switch format {
        case .json: try printJSON(self)
        case .text: try printWords(text)
        }
    }

    /// Throws where there is not a single row.
    func checkThereAreRows() throws {
        if rows > 0 { return }
        throw Failure(
            "\(printable(file)) has no rows after its first line. Nothing was queued.", .badData)
    }

    /// Throws, for the exit status, where some rows are bad; the others are queued by now.
    func checkNoneIsBad(retyped: String) throws {
        if bad == 0 { return }
        let count = words.counted(bad, "row")
        let (isOne, command) = (bad == 1, "    coordinator submit ")
        switch place {
        case .nowhere:
            throw Failure("\(count) \(isOne ? "is" : "are") bad.", .badData)
        case .written(let path):
            throw Failure(
                """
                \(count) \(isOne ? "was" : "were") not queued. To submit what is in \
                \(printable(path)), correct it there:
                \(command)\(printable(shellQuoted(path)))\(retyped)
                """, .badData)
        case .leftAlone(let path):
            throw Failure(
                """
                \(count) \(isOne ? "was" : "were") not queued, and \(printable(path)), which was \
                there already, was not touched. If an earlier submit wrote the bad \
                \(isOne ? "row" : "rows") to it, correct \(isOne ? "it" : "them") there and submit \
                that file; else name one that is not there yet:
                \(command)\(printable(shellQuoted(file))) --rejects NEW-FILE\(retyped)
                """, .badData)
        }
    }

    /// What is going to be done, before it is confirmed.
    func summary(rejects: String?) -> String {
        var text =
            "\(printable(file)): \(words.counted(rows, "row")), "
            + "\(words.counted(good, "request")) to be queued."
        if bad > 0, let rejects {
            text += " \(words.counted(bad, "bad row")) to be written to \(printable(rejects))."
        }
        return text
    }

    private var text: String {
        let isRehearsal = statement != nil
        var lines = ["\(printable(file)): \(words.counted(rows, "row")) read."]
        lines.append(
            isRehearsal
                ? "\(words.counted(good, "request")) would be queued."
                : "\(words.counted(good, "request")) queued.")
        if !doneBefore.isEmpty {
            let counts = doneBefore.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            let count = doneBefore.values.reduce(0, +)
            lines.append(
                "\(words.counted(count, "row")) done before (\(counts.joined(separator: ", "))).")
        }
        if bad > 0 {
            lines.append("\(words.counted(bad, "bad row"))\(place.words):")
            lines += badRows.prefix(Self.mostListed).flatMap { row in
                row.faults.map { "  line \(row.line): \($0.code): \(words.line(of: $0))" }
            }
            if bad > Self.mostListed { lines.append("  and \(bad - Self.mostListed) more") }
        }
        if let confirmedBefore {
            lines.append(
                """
                The file was confirmed by \(printable(confirmedBefore.confirmedBy)), \
                \(confirmedBefore.confirmedAt.ago(at: .now)).
                """)
        } else if let statement, good > 0 {
            lines.append("To be confirmed, by typing yes or with --authorized \(sha256):")
            lines.append("  " + printable(statement))
        }
        return lines.joined(separator: "\n")
    }

    private static let mostListed = 10

    private enum Key: String, CodingKey {
        case file, sha256, rows, queued, doneBefore, bad, badRows, confirmedBefore, rejects
        case group, firstID, submittedAt, isDryRun, statement
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(file, forKey: .file)
        try fields.encode(sha256, forKey: .sha256)
        try fields.encode(rows, forKey: .rows)
        try fields.encode(good, forKey: .queued)
        try fields.encode(doneBefore, forKey: .doneBefore)
        try fields.encode(bad, forKey: .bad)
        let rows = badRows.map { row in
            Row(line: row.line, problems: row.faults.map { Fault($0, words.wording(of: $0)) })
        }
        try fields.encode(rows, forKey: .badRows)
        try fields.encode(confirmedBefore, forKey: .confirmedBefore)
        try fields.encode(place.written, forKey: .rejects)
        try fields.encode(receipt?.name, forKey: .group)
        try fields.encode(receipt?.firstID, forKey: .firstID)
        try fields.encode(receipt?.submittedAt, forKey: .submittedAt)
        try fields.encode(statement != nil, forKey: .isDryRun)
        try fields.encode(statement, forKey: .statement)
    }
}

extension BatchReport.Fault {
    init(_ fault: RowFault, _ message: String) {
        code = fault.code
        self.message = message
        question = fault.problem?.question
        isWarning = fault.problem?.isWarning ?? false
    }
}
