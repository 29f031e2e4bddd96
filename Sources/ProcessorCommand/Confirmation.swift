import CommandSupport
import CoordinatorModel
import Terminal

/// Asks before something is done to more than one thing at once.
struct Confirmation {
    /// Whether `--yes` was given.
    let isGiven: Bool
    /// Whether standard input was read for something else.
    let inputIsTaken: Bool

    /// Throws where it was not confirmed, or nobody can be asked; nothing was done then.
    func ask(_ what: String, count: Int, deed: String) throws {
        if isGiven || count == 1 { return }
        guard ReadlineReader.isInteractive, !inputIsTaken else {
            throw Failure(
                "\(what) would be \(deed). Nothing was done. If that is meant, give --yes.",
                .usage)
        }
        let prompt = Prompt(
            "\(what) will be \(deed). Type yes to go on: ", discardsTypeAhead: true)
        if case .line(let line) = ReadlineReader().read(prompt),
            line.normalised.lowercased() == "yes"
        {
            return
        }
        throw Failure("Nothing was done.", .interrupted)
    }
}
