import CommandSupport
import CoordinatorModel
import Terminal

/// Asks before something is done to more than one thing at once.
struct Confirmation {
    /// Whether `--yes` was given.
    let isGiven: Bool
    /// Whether standard input was read for something else.
    let inputIsTaken: Bool

    /// Whether somebody may be asked: then signals wait, so that the terminal is left as it was.
    var asks: Bool { !isGiven && !inputIsTaken && ReadlineReader.isInteractive }

    /// Throws where it was not confirmed, or nobody can be asked; nothing was done then. The answer
    /// no is followed, and so is a success.
    func ask(_ what: String, count: Int, deed: String) throws {
        if isGiven || count == 1 { return }
        guard asks else {
            throw Failure(
                "\(what) would be \(deed). Nothing was done. If that is meant, give --yes.",
                .usage)
        }
        let prompt = Prompt(
            "\(what) will be \(deed). Type yes to go on: ", discardsTypeAhead: true)
        let reader = ReadlineReader(LinearMode.isAskedForByEnvironment ? .plain : .editing)
        guard case .line(let line) = reader.read(prompt) else {
            throw Failure("Nothing was done.", .interrupted)
        }
        if line.normalised.lowercased() != "yes" { throw Failure("Nothing was done.", .success) }
    }
}
