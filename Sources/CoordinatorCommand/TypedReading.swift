import Conversation
import Terminal

/// Why it stopped before the end.
enum Departure: Equatable {
    case quit
    /// What is waited for stands in the note.
    case later(note: String)
    case ended(Ending)
}

/// A reading with its orders told apart from answers.
enum TypedReading {
    case answer(String)
    /// Tab was pressed.
    case completion(of: String)
    case back(halfTyped: String)
    case goto(String, halfTyped: String)
    case help(halfTyped: String)
    case show(halfTyped: String)
    case unknownOrder(String)
    case left(Departure, halfTyped: String)

    /// `prefill` is what stood in the prompt.
    init(_ reading: Reading, prefill: String = "") {
        switch reading {
        case .completionAsked(let text): self = .completion(of: text)
        case .wentBack(let halfTyped): self = .back(halfTyped: halfTyped)
        case .ended(let ending, let halfTyped):
            self = .left(.ended(ending), halfTyped: halfTyped)
        case .line(let line):
            switch TypedLine(line, prefill: prefill) {
            case .answer(let text): self = .answer(text)
            case .unknownOrder(let text): self = .unknownOrder(text)
            case .order(.back, let halfTyped): self = .back(halfTyped: halfTyped)
            case .order(.goto(let name), let halfTyped):
                self = .goto(name, halfTyped: halfTyped)
            case .order(.help, let halfTyped): self = .help(halfTyped: halfTyped)
            case .order(.show, let halfTyped): self = .show(halfTyped: halfTyped)
            case .order(.later(let note), let halfTyped):
                self = .left(.later(note: note), halfTyped: halfTyped)
            case .order(.quit, let halfTyped): self = .left(.quit, halfTyped: halfTyped)
            }
        }
    }
}
