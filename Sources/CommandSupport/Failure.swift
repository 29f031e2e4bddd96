import ArgumentParser
import CoordinatorModel
import RequestQueue
import Store
import Templates

/// What a person is told when something cannot be done: what happened, what was not done, what to do
/// now; and the exit status.
public struct Failure: Error, Hashable, Sendable {
    public var message: String
    public var status: ExitCode

    public init(_ message: String, _ status: ExitCode) {
        self.message = message
        self.status = status
    }

    /// Nil for errors that the command-line parser words itself.
    public init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as QueueError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as TemplateError: self.init(error)
        case let error as LoadError: self.init(error)
        default: return nil
        }
    }

    /// The same failure with another sentence after it.
    public func adding(_ sentence: String) -> Failure {
        Failure(message + "\n" + sentence, status)
    }
}
