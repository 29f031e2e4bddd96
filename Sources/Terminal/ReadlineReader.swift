import CReadline
import Glibc

/// Asks on the terminal with GNU Readline, so that every key works as in the person's shell.
///
/// The person's `inputrc` is honoured; only Tab, Shift-Tab (go back) and Ctrl-D (leave) are ours. Prompts
/// go to standard error: standard output carries results alone. Readline is one per process, so
/// there is one reader, used from one thread at a time. `SignalMask.block()` comes before it.
public final class ReadlineReader: LineReader {
    private let signals = SignalInbox()
    private let style: Style

    /// How a line is edited.
    public enum Style: Sendable {
        /// As in the person's shell.
        case editing
        /// Nothing that is shown is ever drawn again, as for screen readers: an answer that stands
        /// in the line already is said before it instead.
        case plain
    }

    /// Whether a person can be asked: standard input and standard error are both terminals.
    public static var isInteractive: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    }

    public var showsPrefillInLine: Bool { style == .editing }

    public init(_ style: Style = .editing) {
        self.style = style
        Readline.prepare(style)
    }

    /// Shows a prompt and waits until the person has answered, gone back or left.
    ///
    /// The terminal's modes are the same before and after. A signal that came since the last read
    /// ends this one before its prompt is shown, with the prefill as the half-typed text.
    public func read(_ prompt: Prompt) -> Reading {
        var prompt = prompt
        var lines = prompt.history + [prompt.prefill]
        var place = lines.count - 1
        while true {
            let end = style == .editing ? readLine(prompt) : readLine(prompt, saying: lines[place])
            switch end {
            case .reading(let reading): return reading
            case .recalled(let direction, let typed):
                if !typed.isEmpty { lines[place] = typed }
                place += direction == .older ? -1 : 1
                place = min(max(place, 0), lines.count - 1)
                prompt.discardsTypeAhead = false
            }
        }
    }

    /// How the reading of one line ends.
    private enum LineEnd {
        case reading(Reading)
        case recalled(ReadInProgress.Direction, typed: String)
    }

    /// In the plain style: says what would stand in the line.
    private func readLine(_ prompt: Prompt, saying said: String) -> LineEnd {
        var plain = prompt
        plain.prefill = ""
        if said.isEmpty { return readLine(plain) }
        plain.text =
            """
            Answer so far: \(printable(said))
            Enter keeps it; a space and Enter empties it.
            \(prompt.text)
            """
        let end = readLine(plain)
        return switch end {
        case .reading(.line("")): .reading(.line(said))
        case .reading(.wentBack(halfTyped: "")): .reading(.wentBack(halfTyped: said))
        case .reading(.completionAsked("")): .reading(.completionAsked(said))
        case .reading(.ended(let ending, halfTyped: "")):
            .reading(.ended(ending, halfTyped: said))
        case .reading, .recalled: end
        }
    }

    private func readLine(_ prompt: Prompt) -> LineEnd {
        ReadInProgress.begin(prompt, style, signals: signals.descriptor)
        defer { ReadInProgress.end() }

        ReadInProgress.takeWaitingSignals()
        if case .ended(let ending) = ReadInProgress.outcome {
            Readline.beginLine()
            return .reading(.ended(ending, halfTyped: prompt.prefill.onOneLine))
        }

        Readline.open(prompt.text)
        while ReadInProgress.outcome == nil, ReadInProgress.waitForKey() {
            rl_callback_read_char()
        }
        switch ReadInProgress.outcome {
        case .accepted(let line):
            creadline_flush()
            return .reading(.line(line.onOneLine))
        case .wentBack:
            return .reading(.wentBack(halfTyped: Readline.abandon().onOneLine))
        case .completionAsked:
            return .reading(.completionAsked(Readline.withdraw(style)))
        case .recalled(let direction):
            return .recalled(direction, typed: Readline.withdraw(style))
        case .ended(let ending):
            return .reading(.ended(ending, halfTyped: Readline.abandon().onOneLine))
        case nil:
            preconditionFailure("waitForKey says no only after noting an outcome")
        }
    }
}

extension String {
    /// This text with each line break, and the white space around it, as one space; without line
    /// breaks unchanged.
    var onOneLine: String {
        guard contains(where: \.isNewline) else { return self }
        return split(whereSeparator: \.isNewline)
            .map { $0.trimmingWhitespace }
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension Substring {
    fileprivate var trimmingWhitespace: Substring {
        let front = drop(while: \.isWhitespace)
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return front[...last]
    }
}
