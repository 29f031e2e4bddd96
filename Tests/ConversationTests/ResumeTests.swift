import Conversation
import CoordinatorModel
import ModelFixtures
import Testing

@Suite struct ResumeTests {
    @Test(
        "leaving at any question and resuming asks that question, with the half-typed line",
        arguments: 0..<12)
    func resume(count: Int) {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(count)))
        let question = talk.wizard.flow.questions[count]

        guard case .leave(let sheet) = talk.handle(.inputEnded(halfTyped: "half")) else {
            Issue.record("did not leave")
            return
        }
        var later = Talk(resuming: sheet)
        let asked = later.open()

        #expect(asked.question == question)
        #expect(asked.prefill == "half")
    }

    @Test(
        "a sheet as it was saved last, without a farewell, goes on at the next question",
        arguments: 1..<12)
    func killed(count: Int) {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(count)))

        var later = Talk(resuming: talk.saved.last!)

        #expect(later.open().question == talk.wizard.flow.questions[count])
    }

    @Test("a draft left at the review resumes at the review")
    func review() {
        var talk = Talk()
        talk.answer(all: wholeRequest)

        guard case .leave(let sheet) = talk.handle(.inputEnded(halfTyped: "")) else {
            Issue.record("did not leave")
            return
        }
        var later = Talk(resuming: sheet)

        #expect(later.open() == .review)
    }

    @Test("a draft left after going back resumes where it was gone to")
    func afterBack() {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(5)))
        _ = talk.handle(.wentTo(.contractManager, halfTyped: ""))

        var later = Talk(resuming: talk.saved.last!)

        #expect(later.open().question == .contractManager)
    }

    @Test("everything is looked up afresh, since the store may have changed")
    func afresh() {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(5)))
        var later = Talk(resuming: talk.saved.last!)
        later.changed[.contracts(managedBy: "pat@example.com")] = .contracts([])

        let asked = later.open()

        #expect(asked.question == .contractManager)
        #expect(asked.codes == [.unknownContractManager])
    }

    @Test("answers to questions that this version does not know are kept")
    func unknownAnswers() {
        let unknown = QuestionID(rawValue: "favouriteColour")
        let answer = Answer.typed("teal")
        var talk = Talk(resuming: Sheet(answers: [unknown: answer], position: unknown))

        let asked = talk.open()
        _ = talk.answer("")

        #expect(asked.question == .caseReference)
        #expect(talk.saved.last?.answers[unknown] == answer)
    }
}
