import CoordinatorModel
import Intake
import Templates
import Terminal

/// Why rows were not queued, in words.
struct BatchWords: Sendable {
    let texts: Texts

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
            The column verification says how the caller was verified, with one of: \
            \(texts.lists.verificationMethods.map { printable($0.key) }.joined(separator: ", ")).
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
