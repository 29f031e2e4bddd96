import ArgumentParser
import CommandSupport
import CoordinatorModel
import Terminal

/// How the statement for a whole file is confirmed: by typing `yes` in full, or by naming the file's
/// SHA-256 on the command line.
struct BatchConfirmation {
    let authorized: Digest?
    /// Whether somebody can be asked.
    let asks: Bool
    let isLinear: Bool

    enum Outcome {
        case confirmed
        case left
    }

    /// Throws where another file was confirmed: whatever would become of this one, it is not what
    /// was meant.
    func check(_ digest: Digest) throws {
        guard let authorized, authorized != digest else { return }
        throw Failure(
            """
            --authorized names another file: this one has the SHA-256 \(digest). Nothing was \
            queued. Look at the file again, with --dry-run.
            """, .badData)
    }

    /// Shows the statement and waits for its confirmation. Throws where it was not confirmed, or
    /// nobody can be asked; nothing was queued then.
    func confirm(_ statement: String, _ digest: Digest, summary: String) throws -> Outcome {
        if authorized == digest { return .confirmed }
        guard asks else {
            throw Failure(
                """
                Nobody can be asked to confirm the statement. Nothing was queued. If every word of \
                it is true, give --authorized \(digest):
                  \(printable(statement))
                """, .usage)
        }
        return try ask(statement, summary)
    }

    private static let advice = """
        Type yes in full if every word of the statement is true, or :quit to leave without queueing \
        anything.
        """

    private func ask(_ statement: String, _ summary: String) throws -> Outcome {
        let (screen, reader) = (Screen(), ReadlineReader(isLinear ? .plain : .editing))
        screen.show(screen.wrapped(summary) + "\n\n")
        screen.show(screen.wrapped(printable(statement)) + "\n\n")
        while true {
            let prompt = Prompt("Type yes to confirm: ", discardsTypeAhead: true)
            switch TypedReading(reader.read(prompt)) {
            case .answer(let text) where ChangeRules.isConfirmation(text):
                return .confirmed
            case .left(.quit, _), .left(.later, _):
                printRemark("Nothing was queued.")
                return .left
            case .left(.ended, _):
                printRemark("Nothing was queued.")
                throw ExitCode.interrupted
            case .answer, .unknownOrder:
                screen.show(screen.wrapped(screen.error("Error:") + " " + Self.advice) + "\n")
            case .completion, .back, .goto, .help, .show:
                screen.show(screen.wrapped(Self.advice) + "\n")
            }
        }
    }
}
