import CommandSupport
import Conversation
import CoordinatorModel
import RequestQueue
import Terminal

/// Runs the step machine on a prompt: performs its effects, and reports back what happened.
struct ChangeConversation<Reader: LineReader> {
    let desk: Desk
    let reader: Reader
    let presenter: StagePresenter
    /// What was typed in earlier requests.
    let history: AnswerHistory
    /// Makes the sheet durable.
    let save: (Sheet) throws -> Void

    private var wizard: Wizard<CoordinatorChangeFlow>
    private var stageShown: Stage?
    /// The answer of a question that came back last.
    private var rejected: [QuestionID: String] = [:]

    init(
        at desk: Desk, reader: Reader, screen: Screen, history: AnswerHistory,
        resuming sheet: Sheet, save: @escaping (Sheet) throws -> Void
    ) {
        let flow = CoordinatorChangeFlow(rules: desk.rules)
        self.desk = desk
        self.reader = reader
        self.history = history
        self.save = save
        presenter = StagePresenter(flow: flow, texts: desk.texts, screen: screen)
        wizard = Wizard(flow, resuming: sheet)
    }

    /// How a conversation came to its end.
    enum Outcome {
        /// The review was confirmed; nothing is sealed or queued yet.
        case confirmed(PreparedChange)
        /// The sheet was saved, unless nothing was typed.
        case left(Sheet, Departure)
    }

    /// Asks until the review is confirmed or the person leaves. A failure to look up or to save is
    /// thrown; whatever was saved before it is kept.
    mutating func run() async throws -> Outcome {
        var departure = Departure.quit
        var effect = wizard.handle(.opened)
        while true {
            switch effect {
            case .save(let sheet):
                try save(sheet)
                effect = wizard.handle(.saved)
            case .lookUp(let queries):
                effect = wizard.handle(.lookedUp(try await desk.facts(for: queries)))
            case .ask(let question, let prefill, let problems, let remark):
                let asked = Asked(question, prefill, problems, remark)
                effect = wizard.handle(await ask(asked, leaving: &departure))
            case .review:
                effect = wizard.handle(review(leaving: &departure))
            case .seal(let request):
                return .confirmed(request)
            case .leave(let sheet):
                try save(sheet)
                return .left(sheet, departure)
            case .nothing:
                preconditionFailure("an event that means nothing at this moment")
            }
        }
    }

    // MARK: One question

    private struct Asked {
        let question: QuestionID
        var prefill: String
        let problems: [Problem]
        let remark: Remark?

        init(
            _ question: QuestionID, _ prefill: String, _ problems: [Problem], _ remark: Remark?
        ) {
            (self.question, self.prefill) = (question, prefill)
            (self.problems, self.remark) = (problems, remark)
        }
    }

    private mutating func ask(
        _ asked: Asked, leaving departure: inout Departure
    ) async -> Wizard<CoordinatorChangeFlow>.Event {
        var asked = asked
        guard let stage = wizard.flow.stage(of: asked.question) else {
            preconditionFailure("a question of no stage")
        }
        introduce(stage)
        if let remark = asked.remark { presenter.show(remark, wizard.sheet.answers) }
        presenter.show(asked.problems)
        sayHowToEmpty(asked)
        await showLicenses(behind: asked.problems)
        showWaiting(behind: asked.problems)
        let shown = preface(asked.question)
        var doubted: String?

        while true {
            let prompt = Prompt(
                presenter.prompt(of: asked.question.rawValue, inStage: stage),
                prefill: asked.prefill, discardsTypeAhead: mayConfirm(asked),
                history: history.lines(for: asked.question), offersCompletion: true)
            let said = reader.showsPrefillInLine ? "" : asked.prefill
            switch TypedReading(reader.read(prompt), prefill: asked.prefill, said: said) {
            case .answer(let text) where text != doubted && TypedLine.isOrderWithoutColon(text):
                presenter.showOrderWithoutColon(text)
                (asked.prefill, doubted) = (text, text)
            case .answer(let text):
                return .answered(desk.answer(text, shown: shown))
            case .completion(let line):
                asked.prefill = await complete(line, at: asked.question)
            case .back(let halfTyped):
                return .wentBack(halfTyped: halfTyped)
            case .goto(let name, let halfTyped):
                if let event = destination(name, halfTyped: halfTyped) { return event }
                presenter.showUnknownStage(name)
                asked.prefill = halfTyped.isEmpty ? asked.prefill : halfTyped
            case .help(let halfTyped):
                presenter.showHelp(on: asked.question.rawValue, stage: stage)
                asked.prefill = halfTyped.isEmpty ? asked.prefill : halfTyped
            case .show(let halfTyped):
                presenter.showWaiting(waitingRequests())
                asked.prefill = halfTyped.isEmpty ? asked.prefill : halfTyped
            case .unknownOrder(let text):
                presenter.showUnknownOrder(text)
            case .left(let how, let halfTyped):
                departure = how
                return .inputEnded(halfTyped: halfTyped)
            }
        }
    }

    /// For somebody who typed the right answer behind the wrong one.
    private mutating func sayHowToEmpty(_ asked: Asked) {
        guard asked.problems.contains(where: { !$0.isWarning }) else { return }
        if let last = rejected[asked.question], !last.isEmpty, asked.prefill != last,
            asked.prefill.hasPrefix(last), reader.showsPrefillInLine
        {
            presenter.say("The line began with the answer before. Ctrl-U empties the line.")
        }
        rejected[asked.question] = asked.prefill
    }

    private mutating func introduce(_ stage: Stage) {
        if stage != stageShown { presenter.show(stage) }
        stageShown = stage
    }

    /// Shows what has to be read before the question can be answered; returns the words that an
    /// answer confirms.
    private func preface(_ question: QuestionID) -> String? {
        switch question {
        case .verification:
            presenter.showVerificationMethods()
            return nil
        case .otherSerialNumbers:
            let sheet = wizard.sheet
            if let first = sheet.answers.serialNumber,
                case .some(.some(let registered)) = wizard.facts.registered(first)
            {
                let others = wizard.flow.others(sheet, wizard.facts)
                presenter.showOthers(others, besides: registered)
            }
            return nil
        case .authorization:
            guard let statement = desk.texts.statement(wizard.sheet.answers, wizard.facts) else {
                return nil
            }
            presenter.say("\n" + printable(statement) + "\n")
            return statement
        default:
            return nil
        }
    }

    /// Whether Enter alone would agree to something: then keys typed before it was shown do not count.
    private func mayConfirm(_ asked: Asked) -> Bool {
        asked.question == .authorization
            || !asked.problems.isEmpty && asked.problems.allSatisfy(\.isWarning)
    }

    /// What Tab makes of the line; where there is a choice, it is shown.
    private func complete(_ line: String, at question: QuestionID) async -> String {
        let candidates = await Candidates(desk: desk, flow: wizard.flow)
            .list(for: line, at: question, wizard.sheet.answers, wizard.facts)
        let completion = Completion(of: line, among: candidates)
        presenter.show(completion.choices)
        return completion.line
    }

    private func destination(
        _ name: String, halfTyped: String
    ) -> Wizard<CoordinatorChangeFlow>.Event? {
        guard let stage = wizard.flow.stage(typed: name) else { return nil }
        guard let question = stage.questions.first else {
            return .wentToReview(halfTyped: halfTyped)
        }
        return .wentTo(question, halfTyped: halfTyped)
    }

    /// Where the answer has to be no, the caller's own licenses say why.
    private func showLicenses(behind problems: [Problem]) async {
        guard let manager = wizard.sheet.answers.email(.contractManager),
            problems.contains(where: { Self.explainedByLicenses.contains($0.code) }),
            let holdings = try? await desk.directory.holdings(of: .person(manager))
        else { return }
        presenter.show(LicensesReport(holdings: holdings, today: desk.today))
    }

    /// Says who prepared the requests that wait already, and when.
    private func showWaiting(behind problems: [Problem]) {
        guard problems.contains(where: { $0.code == .requestWaiting }) else { return }
        for report in waitingRequests() { presenter.showPreparer(of: report) }
        presenter.say("Type :show to look at it, or :quit to stop here.")
    }

    /// The requests that wait for the serial numbers at hand, and those on hold. What cannot be read any more is gone.
    private func waitingRequests() -> [RequestReport] {
        let answers = wizard.sheet.answers
        let numbers = [answers.serialNumber].compactMap { $0 } + answers.otherSerialNumbers
        return numbers.flatMap { number in
            let waiting = wizard.facts.waiting(for: number).map { (Home.Folder.incoming, $0) }
            let held = wizard.facts.held(for: number).map { (Home.Folder.held, $0) }
            return (waiting + held).compactMap { folder, id -> RequestReport? in
                let name = QueueName(id: id, subject: number.text)
                guard let file = try? desk.listing.read(name, in: folder) else { return nil }
                return RequestReport(
                    folder == .held ? .held(file, id) : .queued(file, id, withdrawal: nil),
                    texts: desk.texts)
            }
        }
    }

    private static var explainedByLicenses: Set<Problem.Code> {
        [.signInLicensesOnly, .notASerialNumber, .serialNumberNotOnContract]
    }

    // MARK: The review

    private mutating func review(
        leaving departure: inout Departure
    ) -> Wizard<CoordinatorChangeFlow>.Event {
        guard let stage = wizard.flow.stages.last else { preconditionFailure("no stages") }
        presenter.show(stage)
        stageShown = stage
        presenter.showReview(wizard.sheet, wizard.facts)
        var prefill = ""
        while true {
            let prompt = Prompt(
                presenter.prompt(of: "review", inStage: stage), prefill: prefill,
                discardsTypeAhead: prefill.isEmpty, offersCompletion: true)
            prefill = ""
            switch TypedReading(reader.read(prompt)) {
            case .completion(let line):
                let orders = Candidates(desk: desk, flow: wizard.flow).orders
                let completion = Completion(of: line, among: line.hasPrefix(":") ? orders : [])
                presenter.show(completion.choices)
                prefill = completion.line
            case .answer(let text):
                switch ReviewChoice(
                    text, questions: wizard.flow.askedQuestions(wizard.sheet, wizard.facts))
                {
                case .submit: return .confirmed
                case .change(let question): return .wentTo(question, halfTyped: "")
                case .unclear: presenter.showUnclearChoice()
                }
            case .back:
                return .wentBack(halfTyped: "")
            case .goto(let name, _):
                if let event = destination(name, halfTyped: "") { return event }
                presenter.showUnknownStage(name)
            case .show:
                presenter.showWaiting(waitingRequests())
            case .help:
                presenter.showHelp(on: "review", stage: stage)
            case .unknownOrder(let text):
                presenter.showUnknownOrder(text)
            case .left(let how, _):
                departure = how
                return .inputEnded(halfTyped: "")
            }
        }
    }
}
