/// What a half-finished request consists of: everything typed, word for word, and where it stopped.
///
/// Answers become addresses, numbers and names only when the request is made, so that an answer that
/// is not acceptable yet is kept like any other.
public struct Sheet: Equatable, Sendable, Codable {
    public var answers: Answers
    /// The warnings that a person saw and overrode. One whose values have changed is another warning.
    public var overridden: Set<Problem>
    /// Lines that were begun and not entered.
    public var halfTyped: [QuestionID: String]
    /// The question that somebody went to; nil where the conversation goes on at the first question
    /// that is open.
    public var position: QuestionID?

    public init(
        answers: Answers = [:], overridden: Set<Problem> = [],
        halfTyped: [QuestionID: String] = [:], position: QuestionID? = nil
    ) {
        self.answers = answers
        self.overridden = overridden
        self.halfTyped = halfTyped
        self.position = position
    }

    /// The answer given last.
    public var latest: Answer? {
        answers.values.max { $0.at < $1.at }
    }
}
