/// A line as a person entered it: an answer, or an order to the wizard.
public enum TypedLine: Equatable, Sendable {
    case answer(String)
    case order(Order, halfTyped: String)
    /// Starts with a colon and is no order.
    case unknownOrder(String)

    public enum Order: Equatable, Sendable {
        case back
        /// What was typed after `:goto`; may be empty.
        case goto(String)
        case quit
        /// Look at the requests that wait for the same serial number.
        case show
        /// Stop, with a note on what is waited for; it may be empty.
        case later(note: String)
        case help
    }

    /// An order may stand alone, or after a line that was begun (`pat@ :back`): the prompt often
    /// holds an answer that is not acceptable, and nobody should have to clear it first.
    ///
    /// `prefill` is what stood in the prompt: a question mark put behind it, and nothing else, asks
    /// for help as well.
    public init(_ line: String, prefill: String = "") {
        let trimmed = line.trimmingSpace
        if !prefill.isEmpty, line == prefill + "?" {
            self = .order(.help, halfTyped: prefill)
            return
        }
        if trimmed == "?" {
            self = .order(.help, halfTyped: "")
            return
        }
        guard let colon = Self.orderStart(in: trimmed) else {
            self = .answer(line)
            return
        }
        let rest = trimmed[trimmed.index(after: colon)...]
        let words = rest.first == " " ? [] : rest.split(separator: " ")
        let halfTyped = String(trimmed[..<colon]).trimmingSpace
        if let order = Self.order(words) {
            self = .order(order, halfTyped: halfTyped)
        } else {
            self = halfTyped.isEmpty ? .unknownOrder(trimmed) : .answer(line)
        }
    }

    /// Whether a line is the name of an order alone, without its colon: `help`. It may be an answer;
    /// `Back` is somebody's name.
    public static func isOrderWithoutColon(_ line: String) -> Bool {
        order(line.split(separator: " ")).map { order in
            switch order {
            case .back, .quit, .show, .help, .later(note: ""), .goto(""): true
            case .goto, .later: false
            }
        } ?? false
    }

    /// The colon that an order would begin with: the last one, but for `:later`, whose note may have
    /// colons of its own.
    private static func orderStart(in line: String) -> String.Index? {
        let colons = line.indices.filter { line[$0] == ":" }
        let later = colons.first { colon in
            let isBegin = colon == line.startIndex || line[line.index(before: colon)].isWhitespace
            return isBegin && line[colon...].prefix { !$0.isWhitespace }.lowercased() == ":later"
        }
        return later ?? colons.last
    }

    private static func order(_ words: [Substring]) -> Order? {
        switch (words.first?.lowercased(), words.count) {
        case ("back", 1): .back
        case ("quit", 1): .quit
        case ("show", 1): .show
        case ("later", _): .later(note: words.dropFirst().joined(separator: " "))
        case ("help", 1): .help
        case ("goto", 1): .goto("")
        case ("goto", 2): .goto(String(words[1]))
        default: nil
        }
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
