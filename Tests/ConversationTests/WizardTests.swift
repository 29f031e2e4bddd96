import Conversation
import CoordinatorModel
import ModelFixtures
import Testing

@Suite struct WizardTests {
    @Test("the questions come in order, and the last one leads to the review")
    func order() {
        var talk = Talk()

        var asked = [talk.open().question]
        for text in wholeRequest { asked.append(talk.answer(text).question) }

        #expect(asked == talk.wizard.flow.questions.map(Optional.some) + [nil])
        #expect(talk.wizard.moment == .reviewing)
    }

    @Test("a confirmed review becomes the request")
    func confirmed() {
        var talk = Talk()
        talk.answer(all: wholeRequest)

        let effect = talk.handle(.confirmed)

        guard case .seal(let prepared) = effect else {
            Issue.record("not sealed: \(effect)")
            return
        }
        #expect(prepared.changes.map(\.serialNumber) == ["123-12345678"])
        #expect(prepared.changes.first?.new.line == "Sam Ito <sam@example.com>")
        #expect(prepared.answers[.authorization]?.shown == Sample.statement(prepared.answers, [:]))
        #expect(prepared.acknowledgedWarnings.isEmpty)
        #expect(talk.wizard.moment == .sealing)
    }

    @Test("every answer is saved before the next question is asked")
    func saves() {
        var talk = Talk()

        talk.answer(all: wholeRequest)

        #expect(talk.saved.count == wholeRequest.count)
        for (count, sheet) in talk.saved.enumerated() {
            #expect(sheet.answers.count == count + 1)
        }
    }

    @Test("an unacceptable answer asks the same question again and keeps what was typed")
    func unacceptableAnswer() {
        var talk = Talk()
        talk.answer(all: [""])

        let asked = talk.answer("pat@")

        #expect(asked.question == .contractManager)
        #expect(asked.prefill == "pat@")
        #expect(asked.codes == [.malformedEmail])
        #expect(talk.saved.last?.answers[.contractManager]?.text == "pat@")
    }

    @Test("an answer that is corrected goes on")
    func corrected() {
        var talk = Talk()
        talk.answer(all: ["", "pat@"])

        #expect(talk.answer("pat@example.com").question == .serialNumber)
    }

    @Test("a warning is overridden by the same answer once more, and only by that")
    func override() {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(7)))

        let warned = talk.answer("sam@elsewhere.example")
        let changed = talk.answer("sam@another.example")
        let overridden = talk.answer("sam@another.example")

        #expect(warned.codes == [.otherDomain])
        #expect(changed.codes == [.otherDomain])
        #expect(overridden.question == .phone)
        #expect(talk.wizard.sheet.overridden.map(\.code) == [.otherDomain])
    }

    @Test("an error is never overridden by repeating it")
    func errorStands() {
        var talk = Talk()
        talk.answer(all: ["", "pat@"])

        #expect(talk.answer("pat@").codes == [.malformedEmail])
        #expect(talk.answer("pat@").codes == [.malformedEmail])
    }

    @Test("going back keeps what was typed later, and the half-typed line")
    func back() {
        var talk = Talk()
        talk.answer(all: ["", "pat@example.com", "123-12345678", ""])

        let others = talk.handle(.wentBack(halfTyped: "le"))
        let serial = talk.handle(.wentBack(halfTyped: ""))
        let manager = talk.handle(.wentBack(halfTyped: "123-12345678"))
        let again = talk.answer("pat@example.com")

        #expect(others.question == .otherSerialNumbers)
        #expect(serial.question == .serialNumber)
        #expect(manager.question == .contractManager)
        #expect(again.question == .currentCoordinator)
        #expect(again.prefill == "le")
        #expect(talk.wizard.sheet.answers[.serialNumber]?.text == "123-12345678")
    }

    @Test("going back works from an answer that is not acceptable")
    func backFromMistake() {
        var talk = Talk()
        talk.answer(all: ["", "pat@example.com", "12"])

        let back = talk.handle(.wentBack(halfTyped: "12"))
        let forth = talk.answer("pat@example.com")

        #expect(back.question == .contractManager)
        #expect(forth.question == .serialNumber)
        #expect(forth.prefill == "12")
        #expect(forth.codes == [.malformedSerialNumber])
    }

    @Test("there is nothing before the first question, and the line stays")
    func first() {
        var talk = Talk()
        _ = talk.open()

        let effect = talk.handle(.wentBack(halfTyped: "0012"))

        #expect(effect == .ask(.caseReference, prefill: "0012", after: [], remark: .isFirst))
    }

    @Test("every question can be gone back from, to the one before it", arguments: 1..<12)
    func backFromEach(count: Int) {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(count)))
        let questions = talk.wizard.flow.questions

        let back = talk.handle(.wentBack(halfTyped: "half"))

        #expect(back.question == questions[count - 1])
        #expect(talk.wizard.sheet.halfTyped[questions[count]] == "half")
    }

    @Test("a change from the review comes straight back to the review")
    func changeFromReview() {
        var talk = Talk()
        talk.answer(all: wholeRequest)

        let asked = talk.handle(.wentTo(.phone, halfTyped: ""))
        let back = talk.answer("+1 503 555 0100")

        #expect(asked.question == .phone)
        #expect(back == .review)
    }

    @Test(
        "a change of what the statement names asks for the confirmation again, with an empty line")
    func outdatedStatement() {
        var talk = Talk()
        talk.answer(all: wholeRequest)

        _ = talk.handle(.wentTo(.email, halfTyped: ""))
        let asked = talk.answer("sam.ito@example.com")

        #expect(asked.question == .authorization)
        #expect(asked.codes == [.authorizationOutdated])
        #expect(asked.prefill == "")
        #expect(talk.answer("yes") == .review)
    }

    @Test("a confirmation that is not in full comes back to be edited; a full one never does")
    func confirmation() {
        var talk = Talk()
        talk.answer(all: wholeRequest.dropLast() + ["ye"])

        let asked = talk.handle(.wentTo(.authorization, halfTyped: ""))
        _ = talk.answer("Yes")
        let again = talk.handle(.wentTo(.authorization, halfTyped: ""))

        #expect(asked.codes == [.authorizationMissing])
        #expect(asked.prefill == "ye")
        #expect(again.prefill == "")
    }

    @Test(
        "a way of verifying is chosen by number, also behind the one chosen before",
        arguments: [
            ("2", "email-reply"), ("called-back2", "email-reply"), ("called-back", "called-back"),
        ])
    func chosenAnew(typed: String, kept: String) {
        var talk = Talk()
        talk.answer(all: wholeRequest)

        _ = talk.handle(.wentTo(.verification, halfTyped: ""))
        _ = talk.answer(typed)

        #expect(talk.wizard.sheet.answers[.verification]?.text == kept)
    }

    @Test("an override dies when the values it spoke of change")
    func overrideDies() {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(7)) + ["sam@elsewhere.example"])
        _ = talk.answer("sam@elsewhere.example")

        _ = talk.handle(.wentTo(.email, halfTyped: ""))
        let asked = talk.answer("sam@another.example")

        #expect(asked.question == .email)
        #expect(asked.codes == [.otherDomain])
    }

    @Test("the review is reached by name only when nothing is open")
    func goToReview() {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(4)))

        let early = talk.handle(.wentToReview(halfTyped: ""))
        for text in wholeRequest.dropFirst(4) { _ = talk.answer(text) }
        _ = talk.handle(.wentTo(.serialNumber, halfTyped: ""))
        let late = talk.handle(.wentToReview(halfTyped: ""))

        #expect(early == .ask(.currentCoordinator, prefill: "", after: [], remark: .incomplete))
        #expect(late == .review)
    }

    @Test("what the store lost between review and submit is asked again, and nothing is sealed")
    func changedMeanwhile() {
        var talk = Talk()
        talk.answer(all: wholeRequest)
        talk.changed[.serialNumber("123-12345678")] = .serialNumber(nil)

        let effect = talk.handle(.confirmed)

        #expect(effect.question == .serialNumber)
        #expect(effect.codes == [.serialNumberNotOnContract])
    }

    @Test("a person pasted at the first name answers every question that it names")
    func pastedPerson() {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(5)))

        let asked = talk.answer("Sam Ito <sam@example.com>")

        #expect(
            asked
                == .ask(
                    .phone, prefill: "", after: [],
                    remark: .filled([.firstName, .lastName, .email])))
        #expect(talk.wizard.sheet.answers[.lastName]?.text == "Ito")
    }

    @Test("a pasted part that is not acceptable is asked for, and the others are kept")
    func pastedPersonInPart() {
        var talk = Talk()
        talk.answer(all: Array(wholeRequest.prefix(5)))

        let asked = talk.answer("Sam\tsam@example.com\t+1 503 555 0100")

        #expect(asked.question == .lastName)
        #expect(talk.answer("Ito").question == .verification)
    }
}
