/// What an operator did with a request while it was in the queue, or with a corrupt file.
public struct HandlingStep: Hashable, Sendable, Codable {
    public enum Action: String, Hashable, Sendable, Codable {
        /// Put on hold: it was not processed until it was released.
        case held
        case released
        /// Put back into the queue after it had been corrupt.
        case requeued
        /// A corrupt file's content was removed for good.
        case discarded
    }

    public let action: Action
    /// The operator, by account name and machine.
    public let by: Preparer
    public let at: Timestamp
    /// Always there for `held` and `discarded`; nil where no reason was asked for.
    public let reason: String?

    public init(_ action: Action, by: Preparer, at: Timestamp, reason: String?) {
        (self.action, self.by, self.at, self.reason) = (action, by, at, reason)
    }
}
