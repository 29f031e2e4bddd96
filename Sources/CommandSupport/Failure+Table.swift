import ArgumentParser
import CommaSeparated
import Glibc
import Store
import Terminal

extension Failure {
    /// The words for a file of rows that cannot be taken for a table.
    ///
    /// - Parameters:
    ///   - file: What to call it within a sentence.
    ///   - outcome: What was not done, as a sentence.
    ///   - hint: What helps to write the first line, without a full stop.
    public init(_ error: TableError, in file: String, outcome: String, hint: String? = nil) {
        let what: String
        switch error {
        case .unreadable(let error):
            self.init(error, outcome: outcome)
            return
        case .empty:
            what = "There is nothing in \(file)."
        case .otherSeparator(let separator):
            self.init(
                """
                The columns of \(file) are parted by \(separator.rawValue). \(outcome) Save it with \
                commas between the columns ("CSV UTF-8" in most spreadsheets).
                """, .badData)
            return
        case .header(.nul, _), .header(.invalidUTF8, _):
            self.init(
                """
                What is in \(file) is not UTF-8 text. \(outcome) Save \
                it as UTF-8 ("CSV UTF-8" in most spreadsheets).
                """, .badData)
            return
        case .header(let mistake, let line):
            let reason = LoadMistake.unreadable(mistake, column: nil)
            what = """
                The first line of \(file) cannot be read (line \(line): \(printable("\(reason)"))).
                """
        case .columns(let missing, let repeated):
            var faults: [String] = []
            if !missing.isEmpty { faults.append("lacks \(missing.joined(separator: ", "))") }
            if !repeated.isEmpty {
                faults.append("names \(repeated.joined(separator: ", ")) more than once")
            }
            what = "The first line of \(file) \(faults.joined(separator: " and "))."
        }
        self.init(
            """
            \(what) \(outcome) The first line has to name each column once, parted by \
            commas\(hint.map { "; \($0)" } ?? "").
            """, .badData)
    }

    /// The words for a file that could not be read. `outcome` says what was not done.
    public init(_ error: ReadError, outcome: String) {
        let status: ExitCode =
            switch error.number {
            case ENOENT: .notFound
            case EACCES, EPERM: .noPermission
            default: .unavailable
            }
        self.init(
            """
            \(printable(error.path)) could not be read: \(error). \(outcome) Check the name and who \
            may read the file.
            """, status)
    }
}
