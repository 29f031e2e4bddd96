import CoordinatorModel
import Templates

/// A problem with its words, as reports in JSON hold it.
public struct WordedProblem: Encodable, Sendable {
    public let code: Problem.Code
    public let question: QuestionID
    public let isWarning: Bool
    public let message: String

    public init(_ problem: Problem, _ texts: Texts) {
        (code, question) = (problem.code, problem.question)
        isWarning = problem.isWarning
        message = texts.wording(of: problem)
    }
}
