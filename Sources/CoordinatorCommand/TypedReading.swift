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

    /// `prefill` is what stood in the prompt; `said` is that instead, where it was said before an empty
    /// line: an order alone in such a line leaves it as it was.
    init(_ reading: Reading, prefill: String = "", said: String = "") {
        switch reading {
        case .completionAsked(let text): self = .completion(of: text)
        case .wentBack(let halfTyped): self = .back(halfTyped: halfTyped)
        case .ended(let ending, let halfTyped):
            self = .left(.ended(ending), halfTyped: halfTyped)
        case .line(let line):
            switch TypedLine(line, prefill: prefill) {
            case .answer(let text): self = .answer(text)
            case .unknownOrder(let text): self = .unknownOrder(text)
            case .order(let order, let halfTyped):
                self.init(order, halfTyped: halfTyped.isEmpty ? said : halfTyped)
            }
        }
    }

    private init(_ order: TypedLine.Order, halfTyped: String) {
        switch order {
        case .back: self = .back(halfTyped: halfTyped)
        case .goto(let name): self = .goto(name, halfTyped: halfTyped)
        case .help: self = .help(halfTyped: halfTyped)
        case .show: self = .show(halfTyped: halfTyped)
        case .later(let note): self = .left(.later(note: note), halfTyped: halfTyped)
        case .quit: self = .left(.quit, halfTyped: halfTyped)
        }
    }
}
