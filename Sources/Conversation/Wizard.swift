import CoordinatorModel

/// A conversation that turns answers into one request.
///
/// A wizard neither reads nor prints. Feed it events; perform the effect it returns, and report back
/// where the effect says so. Every answer is saved before anything is looked up for it, and before
/// the next question is asked.
public struct Wizard<F: Flow>: Sendable {
    public let flow: F
    /// Everything typed so far.
    public private(set) var sheet: Sheet
    /// What was looked up for these answers.
    public private(set) var facts: Facts = [:]
    /// Where the conversation stands.
    public private(set) var moment = Moment.new

    /// `sheet` is empty for a new conversation, and a draft's for one that goes on.
    public init(_ flow: F, resuming sheet: Sheet = Sheet()) {
        self.flow = flow
        self.sheet = sheet
    }

    /// Where a conversation stands, with exactly the data that moment has.
    public enum Moment: Equatable, Sendable {
        case new
        /// Waits for `saved`, and then goes on to the aim.
        case saving(Aim)
        /// Waits for `lookedUp`, and then goes on to the aim.
        case lookingUp(Aim)
        /// The problems are those shown with the question.
        case asking(QuestionID, after: [Problem])
        case reviewing
        /// The request is made: nothing is asked any more.
        case sealing
        /// The person left; the sheet holds what is worth keeping.
        case left
    }

    /// What comes once the sheet is saved and the facts are there.
    public enum Aim: Equatable, Sendable {
        /// The first open question, or the review.
        case goOn(Remark?)
        case ask(QuestionID, Remark?)
        case review
        case submit
    }

    public enum Event: Equatable, Sendable {
        case opened
        case answered(Answer)
        case wentBack(halfTyped: String)
        case wentTo(QuestionID, halfTyped: String)
        case wentToReview(halfTyped: String)
        /// The review was confirmed.
        case confirmed
        /// The input ended, or the person asked to leave.
        case inputEnded(halfTyped: String)
        case saved
        case lookedUp(Facts)
    }

    public enum Effect: Equatable, Sendable {
        /// Make the sheet durable, then report `saved`.
        case save(Sheet)
        /// Look these up, all afresh, then report `lookedUp`.
        case lookUp(Set<Query>)
        case ask(QuestionID, prefill: String, after: [Problem], remark: Remark?)
        case review
        case seal(F.Request)
        /// Keep the sheet and stop.
        case leave(Sheet)
        /// The event means nothing at this moment.
        case nothing
    }

    /// What happened. Returns what to do now; the wizard waits until the next event.
    public mutating func handle(_ event: Event) -> Effect {
        switch (moment, event) {
        case (.new, .opened):
            return lookUp(flow.queries(sheet), for: resumption)

        case (.asking(let question, let shown), .answered(let answer)):
            guard let parts = flow.answers(in: answer.text, to: question) else {
                accept(answer, to: question, after: shown)
                return save(for: .goOn(nil))
            }
            for (part, text) in parts {
                var partial = answer
                partial.text = text
                accept(partial, to: part, after: [])
            }
            return save(for: .goOn(.filled(flow.questions.filter { parts[$0] != nil })))
        case (.asking(let question, _), .wentBack(let halfTyped)):
            keep(halfTyped, of: question)
            return go(to: question, back: 1)
        case (.asking(let question, _), .wentTo(let aim, let halfTyped)):
            keep(halfTyped, of: question)
            return go(to: aim)
        case (.asking(let question, _), .wentToReview(let halfTyped)):
            keep(halfTyped, of: question)
            return goToReview()
        case (.asking(let question, _), .inputEnded(let halfTyped)):
            keep(halfTyped, of: question)
            return leave(at: question)

        case (.reviewing, .wentBack):
            return flow.askedQuestions(sheet, facts).last.map { go(to: $0) } ?? .review
        case (.reviewing, .wentTo(let aim, _)):
            return go(to: aim)
        case (.reviewing, .wentToReview):
            return .review
        case (.reviewing, .confirmed):
            return lookUp(flow.queries(sheet), for: .submit)
        case (.reviewing, .inputEnded):
            return leave(at: nil)

        case (.saving(let aim), .saved):
            let missing = flow.queries(sheet).subtracting(facts.keys)
            return missing.isEmpty ? arrive(at: aim) : lookUp(missing, for: aim)
        case (.lookingUp(let aim), .lookedUp(let found)):
            facts.merge(found) { $1 }
            return arrive(at: aim)

        case (.saving, .inputEnded), (.lookingUp, .inputEnded):
            return leave(at: sheet.position)

        case (.new, .answered), (.new, .wentBack), (.new, .wentTo), (.new, .wentToReview),
            (.new, .confirmed), (.new, .inputEnded), (.new, .saved), (.new, .lookedUp),
            (.asking, .opened), (.asking, .confirmed), (.asking, .saved), (.asking, .lookedUp),
            (.reviewing, .opened), (.reviewing, .answered), (.reviewing, .saved),
            (.reviewing, .lookedUp),
            (.saving, .opened), (.saving, .answered), (.saving, .wentBack), (.saving, .wentTo),
            (.saving, .wentToReview), (.saving, .confirmed), (.saving, .lookedUp),
            (.lookingUp, .opened), (.lookingUp, .answered), (.lookingUp, .wentBack),
            (.lookingUp, .wentTo), (.lookingUp, .wentToReview), (.lookingUp, .confirmed),
            (.lookingUp, .saved),
            (.sealing, _), (.left, _):
            return .nothing
        }
    }

    // MARK: What was typed

    /// Takes an answer as it is; the rules speak afterwards. The same text once more, after nothing
    /// but warnings, overrides those warnings.
    private mutating func accept(_ answer: Answer, to question: QuestionID, after shown: [Problem])
    {
        if answer.text == sheet.answers[question]?.text, shown.allSatisfy(\.isWarning) {
            sheet.overridden.formUnion(shown)
        }
        var answer = answer
        answer.text = flow.meaning(of: answer.text, at: question, sheet, facts)
        sheet.answers[question] = answer
        sheet.halfTyped[question] = nil
        sheet.position = nil
    }

    /// Remembers a line that was begun and not entered, where it says more than the answer does.
    private mutating func keep(_ halfTyped: String, of question: QuestionID) {
        let saysMore =
            halfTyped.contains { !$0.isWhitespace } && halfTyped != sheet.answers[question]?.text
        sheet.halfTyped[question] = saysMore ? halfTyped : nil
    }

    // MARK: Where to go

    /// A resumed conversation goes on at the question where it stopped.
    private var resumption: Aim {
        guard let position = sheet.position, flow.questions.contains(position) else {
            return .goOn(nil)
        }
        return .ask(position, nil)
    }

    private mutating func go(to question: QuestionID, back steps: Int = 0) -> Effect {
        let asked = flow.askedQuestions(sheet, facts)
        let place = (asked.firstIndex(of: question) ?? 0) - steps
        let target = asked[max(0, place)]
        sheet.position = target
        return save(for: .ask(target, place < 0 ? .isFirst : nil))
    }

    private mutating func goToReview() -> Effect {
        sheet.position = nil
        return save(for: .review)
    }

    private mutating func arrive(at aim: Aim) -> Effect {
        switch aim {
        case .goOn(let remark):
            return firstOpen().map { ask($0, remark) } ?? review()
        case .ask(let question, let remark):
            return ask(question, remark)
        case .review:
            return firstOpen().map { ask($0, .incomplete) } ?? review()
        case .submit:
            if let open = firstOpen() { return ask(open, .changedMeanwhile) }
            guard let request = flow.request(sheet, facts) else { return review() }
            moment = .sealing
            return .seal(request)
        }
    }

    private func firstOpen() -> QuestionID? { flow.firstOpenQuestion(sheet, facts) }

    // MARK: What to do

    private mutating func save(for aim: Aim) -> Effect {
        moment = .saving(aim)
        return .save(sheet)
    }

    private mutating func lookUp(_ queries: Set<Query>, for aim: Aim) -> Effect {
        moment = .lookingUp(aim)
        return .lookUp(queries)
    }

    private mutating func ask(_ question: QuestionID, _ remark: Remark?) -> Effect {
        let problems = flow.openProblems(sheet, facts).filter { $0.question == question }
        moment = .asking(question, after: problems)
        return .ask(question, prefill: prefill(of: question), after: problems, remark: remark)
    }

    private func prefill(of question: QuestionID) -> String {
        let text = sheet.halfTyped[question] ?? sheet.answers[question]?.text ?? ""
        return flow.isConfirmation(text, of: question) ? "" : text
    }

    private mutating func review() -> Effect {
        moment = .reviewing
        return .review
    }

    private mutating func leave(at question: QuestionID?) -> Effect {
        sheet.position = question
        moment = .left
        return .leave(sheet)
    }
}

/// Something to say with a question that is not about its answer.
public enum Remark: Equatable, Sendable {
    /// There is nothing before this question to go back to.
    case isFirst
    /// The review was asked for, and this question is still open.
    case incomplete
    /// One line answered all these questions.
    case filled([QuestionID])
    /// The store changed between the review and the submit.
    case changedMeanwhile
}
