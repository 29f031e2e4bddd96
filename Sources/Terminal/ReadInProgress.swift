import CReadline
import Glibc
import Synchronization

/// The one read that is going on, where readline's callbacks find it: they carry no context.
///
/// The lock is never held across a call into readline.
struct ReadInProgress {
    /// How the read ends.
    enum Outcome: Equatable {
        case accepted(String)
        case wentBack
        case completionAsked
        /// A line of the history is to be said; in the plain style alone.
        case recalled(Direction)
        case ended(Ending)
    }

    /// Where to go in the history.
    enum Direction {
        case older
        case newer
    }

    let prompt: Prompt
    let style: ReadlineReader.Style
    private let signals: Int32
    private var isPromptShown = false
    private var outcome: Outcome?

    /// What stood in the line when readline was told that there is no more input: it may then throw
    /// the line away.
    private var lineAtEnd = ""

    private static let current = Mutex<ReadInProgress?>(nil)

    static func begin(_ prompt: Prompt, _ style: ReadlineReader.Style, signals: Int32) {
        current.withLock {
            precondition($0 == nil, "one read at a time")
            $0 = ReadInProgress(prompt: prompt, style: style, signals: signals)
        }
    }

    static func end() {
        current.withLock { $0 = nil }
    }

    static var style: ReadlineReader.Style { current.withLock { $0?.style ?? .editing } }

    static var prompt: Prompt? { current.withLock { $0?.prompt } }

    static var isPromptShown: Bool { current.withLock { $0?.isPromptShown ?? false } }

    static func notePromptShown() {
        current.withLock { $0?.isPromptShown = true }
    }

    static var outcome: Outcome? { current.withLock { $0?.outcome } }

    /// Records how the read ends. What was recorded first stays.
    static func note(_ outcome: Outcome) {
        current.withLock {
            if $0?.outcome == nil { $0?.outcome = outcome }
        }
    }

    /// What stood in the line when the read ended.
    static func halfTyped(_ line: String) -> String {
        line.isEmpty ? current.withLock { $0?.lineAtEnd ?? "" } : line
    }

    static func noteEndOfInput(at line: String) {
        current.withLock { $0?.lineAtEnd = line }
    }

    /// Waits for a key, seeing to signals meanwhile. False: there will be none, an outcome is noted.
    static func waitForKey() -> Bool {
        guard let signals = current.withLock({ $0?.signals }) else { return false }
        while outcome == nil {
            var waits = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waits, nfds_t(waits.count), -1) > 0 else { continue }

            // Signals first: an Enter typed after Ctrl-C must not answer the question.
            if waits[1].revents != 0 {
                takeWaitingSignals()
            } else if Int32(waits[0].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 {
                note(.ended(.hungUp))
            } else if waits[0].revents != 0 {
                return true
            }
        }
        return false
    }

    /// Waits like `waitForKey()`, unless a byte is there already: readline, once called, must get
    /// it. Told of an end instead of a key it would empty the line.
    static func waitForByte() -> Bool {
        guard outcome == nil else { return false }
        var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&wait, 1, 0) > 0 || waitForKey()
    }

    /// Sees to every signal that waits: an ending is noted, the window's size taken over, the
    /// program suspended.
    static func takeWaitingSignals() {
        guard let signals = current.withLock({ $0?.signals }) else { return }
        while let number = SignalInbox.next(from: signals) {
            switch number {
            case SIGWINCH:
                Readline.takeWindowSize()
            case SIGTSTP:
                Readline.suspend()
            default:
                guard let known = SignalMask.endings.first(where: { $0.signal == number }) else {
                    continue
                }
                Readline.echo(signal: number)
                note(.ended(known.ending))
            }
        }
    }
}
