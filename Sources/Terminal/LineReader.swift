/// Asks a person for one line at a time.
public protocol LineReader {
    /// Shows a prompt and waits until the person has answered, gone back or left.
    ///
    /// Afterwards the cursor stands at the beginning of a line, whatever happened; after Tab, of the
    /// line that was just asked for, unless nothing that was shown is ever drawn again.
    func read(_ prompt: Prompt) -> Reading

    /// Whether a prefill stands in the line; otherwise it is said before it, and kept by Enter.
    var showsPrefillInLine: Bool { get }
}

/// What to show when asking for a line.
public struct Prompt: Equatable, Sendable {
    /// Words before the cursor, with the space that parts them from the answer. May be styled by a
    /// `Screen`; anything from outside has passed `printable(_:)`.
    public var text: String

    /// An answer that stands in the line already, to be edited or accepted.
    public var prefill: String

    /// Throws away keys typed before the prompt appeared, so that nobody confirms a question
    /// unread.
    public var discardsTypeAhead: Bool

    /// Lines to be found with the arrow keys, the oldest first.
    public var history: [String]

    /// Whether Tab ends the reading with what is typed so far, so that it can be completed; without
    /// it Tab does nothing.
    public var offersCompletion: Bool

    public init(
        _ text: String, prefill: String = "", discardsTypeAhead: Bool = false,
        history: [String] = [], offersCompletion: Bool = false
    ) {
        self.text = text
        self.prefill = prefill
        self.discardsTypeAhead = discardsTypeAhead
        self.history = history
        self.offersCompletion = offersCompletion
    }
}

/// What came of asking for a line.
public enum Reading: Equatable, Sendable {
    /// Enter was pressed. Line breaks that were pasted have become single spaces.
    case line(String)

    /// Shift-Tab was pressed: back to the question before.
    case wentBack(halfTyped: String)

    /// Tab was pressed: the line is to be asked for once more, completed.
    case completionAsked(String)

    /// The person, or the system, ended the conversation while this stood in the line.
    case ended(Ending, halfTyped: String)
}

/// Why a conversation ended before it was finished.
public enum Ending: CaseIterable, Sendable {
    /// Ctrl-C or Ctrl-\, or SIGINT or SIGQUIT from elsewhere.
    case interrupted

    /// Ctrl-D with nothing to the right of the cursor.
    case endOfInput

    /// The terminal is gone: its window was closed or its connection lost.
    case hungUp

    /// SIGTERM: the system shuts down, or an administrator ended the program.
    case terminated
}
