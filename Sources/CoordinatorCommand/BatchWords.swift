import CoordinatorModel
import Intake
import Templates
import Terminal

/// Why rows were not queued, in words.
struct BatchWords: Sendable {
    let texts: Texts

    /// The same with the column before it, where it speaks of one: three of them hold addresses.
    func line(of fault: RowFault) -> String {
        let column = fault.problem.flatMap { BatchColumn(answering: $0.question) }
        return (column.map { $0.rawValue + ": " } ?? "") + wording(of: fault)
    }

    func wording(of fault: RowFault) -> String {
        switch fault {
        case .unreadable(let mistake):
            "The row cannot be read: \(printable("\(mistake)"))."
        case .rejectedBefore:
            """
            This row was bad when the file was first submitted, and was written to a file for bad \
            rows. Submit it from there.
            """
        case .problem(let problem) where problem.code == .verificationMissing:
            """
            This column says how the caller was verified, with one of: \
            \(texts.lists.verificationMethods.map { printable($0.key) }.joined(separator: ", ")).
            """
        case .rowBefore(_, let line):
            """
            The row on line \(line) of the same file changes this serial number too. If that is \
            applied first, this one will be rejected, because the coordinator is another person then.
            """
        case .problem(let problem):
            printable(texts.wording(of: problem))
        }
    }

    /// `1 row`, `2 rows`.
    func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
