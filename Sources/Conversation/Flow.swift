import CoordinatorModel

/// One kind of guided request: its questions, its rules, and what comes of them.
///
/// A flow decides; it reads and writes nothing. What it must know of the world it names as queries,
/// which are looked up for it and come back as facts.
public protocol Flow: Sendable {
    /// What a conversation without open questions amounts to.
    associatedtype Request: Equatable & Sendable

    /// In the order in which they are asked; the last one is the review, and asks nothing itself.
    var stages: [Stage] { get }

    /// Whether a question makes sense with these answers; what is not asked needs no answer.
    func isAsked(_ question: QuestionID, _ sheet: Sheet, _ facts: Facts) -> Bool

    /// What a text stands for at this moment, where it chooses from a list by number: lists change,
    /// what was meant does not. Any other text as it is.
    func meaning(of text: String, at question: QuestionID, _ sheet: Sheet, _ facts: Facts) -> String

    /// Whether entering this text agrees to something. Such a text is typed in full each time: it
    /// never stands in the prompt already.
    func isConfirmation(_ text: String, of question: QuestionID) -> Bool

    /// The answers to this and other questions that one line holds, where it was pasted and holds
    /// more than the one answer that was asked for; nil for a line that answers just its question.
    func answers(in line: String, to question: QuestionID) -> [QuestionID: String]?

    /// What has to be looked up to judge these answers.
    func queries(_ sheet: Sheet) -> Set<Query>

    /// Everything wrong or doubtful, overridden or not. All rules run, every time.
    func problems(_ sheet: Sheet, _ facts: Facts) -> [Problem]

    /// The request, where every question is answered and no error stands.
    func request(_ sheet: Sheet, _ facts: Facts) -> Request?
}

/// A part of the conversation with a text of its own.
public struct Stage: Hashable, Sendable {
    /// As `:goto` and the template's file name it: `serial-number`.
    public let name: String
    public let questions: [QuestionID]

    public init(_ name: String, _ questions: [QuestionID]) {
        self.name = name
        self.questions = questions
    }
}

extension Flow {
    public var questions: [QuestionID] { stages.flatMap(\.questions) }

    /// The questions that make sense with these answers, in order.
    public func askedQuestions(_ sheet: Sheet, _ facts: Facts) -> [QuestionID] {
        questions.filter { isAsked($0, sheet, facts) }
    }

    /// The stage that asks a question; nil for a question of another flow, or of another version.
    public func stage(of question: QuestionID) -> Stage? {
        stages.first { $0.questions.contains(question) }
    }

    /// The stage that a person means by its name or the beginning of it; nil where none or several
    /// fit.
    public func stage(typed: String) -> Stage? {
        let typed = typed.lowercased()
        if let exact = stages.first(where: { $0.name == typed }) { return exact }
        let matches = stages.filter { !typed.isEmpty && $0.name.hasPrefix(typed) }
        return matches.count == 1 ? matches[0] : nil
    }

    /// The problems that a person has not overridden.
    public func openProblems(_ sheet: Sheet, _ facts: Facts) -> [Problem] {
        problems(sheet, facts).filter { !sheet.overridden.contains($0) }
    }

    /// The first question, in order, without an answer or with a problem; nil where all is answered
    /// and well. This is the only place that decides what comes next: an answer changed later
    /// re-asks exactly what it broke, because all rules run again.
    public func firstOpenQuestion(_ sheet: Sheet, _ facts: Facts) -> QuestionID? {
        let troubled = Set(openProblems(sheet, facts).map(\.question))
        return askedQuestions(sheet, facts).first {
            sheet.answers[$0] == nil || troubled.contains($0)
        }
    }
}
