import Conversation
import CoordinatorModel
import ModelFixtures

/// A conversation that performs look-ups and saves in memory, so that a test is a script.
struct Talk {
    typealias Change = Wizard<CoordinatorChangeFlow>

    var wizard: Change
    /// What look-ups find instead of the sample customers, as if the store had changed meanwhile.
    var changed: Facts = [:]
    /// Every sheet that was saved, in order.
    private(set) var saved: [Sheet] = []
    private(set) var clock = Sample.now

    init(resuming sheet: Sheet = Sheet()) {
        wizard = Change(CoordinatorChangeFlow(rules: Sample.conversationRules), resuming: sheet)
    }

    /// Hands in an event and performs what comes of it, up to the next effect that a person sees.
    mutating func handle(_ event: Change.Event) -> Change.Effect {
        var effect = wizard.handle(event)
        while true {
            switch effect {
            case .save(let sheet):
                saved.append(sheet)
                effect = wizard.handle(.saved)
            case .lookUp(let queries):
                effect = wizard.handle(.lookedUp(found(queries)))
            case .ask, .review, .seal, .leave, .nothing:
                return effect
            }
        }
    }

    mutating func open() -> Change.Effect { handle(.opened) }

    mutating func answer(_ text: String) -> Change.Effect {
        clock = Timestamp(millisecondsSince1970: clock.millisecondsSince1970 + 1000)
        let shown = Sample.statement(wizard.sheet.answers, wizard.facts)
        let confirms = wizard.moment.question == .authorization
        return handle(
            .answered(Answer(text: text, by: "maria", at: clock, shown: confirms ? shown : nil)))
    }

    /// Opens the conversation and answers in turn; returns the last effect.
    @discardableResult
    mutating func answer(all texts: [String]) -> Change.Effect {
        texts.reduce(open()) { _, text in answer(text) }
    }

    private func found(_ queries: Set<Query>) -> Facts {
        Sample.facts(for: queries).merging(changed.filter { queries.contains($0.key) }) { $1 }
    }
}

extension Wizard.Moment {
    /// The question that is asked at this moment.
    var question: QuestionID? {
        if case .asking(let question, _) = self { question } else { nil }
    }
}

extension Wizard.Effect {
    /// The question that is asked by this effect.
    var question: QuestionID? {
        if case .ask(let question, _, _, _) = self { question } else { nil }
    }

    var prefill: String? {
        if case .ask(_, let prefill, _, _) = self { prefill } else { nil }
    }

    /// The codes shown with the question.
    var codes: [Problem.Code] {
        if case .ask(_, _, let problems, _) = self { problems.map(\.code) } else { [] }
    }
}

/// The answers of a whole request, in the order of the questions.
let wholeRequest = [
    "00123456", "pat@example.com", "123-12345678", "", "lee@example.com",
    "Sam", "Ito", "sam@example.com", "", "called-back", "", "yes",
]
