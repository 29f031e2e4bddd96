import Conversation
import CoordinatorModel
import ModelFixtures
import Testing

/// In the sample contract 123-33333333 and 666-69696969 have the coordinator of 123-12345678, and
/// 123-22222222 has not.
@Suite struct OtherSerialNumbersTests {
    private static let upToSerialNumber = ["", "pat@example.com", "123-12345678"]

    @Test("other serial numbers are asked for where the contract has any")
    func asked() {
        var talk = Talk()

        #expect(talk.answer(all: Self.upToSerialNumber).question == .otherSerialNumbers)
    }

    @Test("a serial number alone on its contract is not asked about others, forth and back")
    func alone() {
        var talk = Talk()

        let asked = talk.answer(all: ["", "kim@other.example", "555-55555555"])
        let back = talk.handle(.wentBack(halfTyped: ""))

        #expect(asked.question == .currentCoordinator)
        #expect(back.question == .serialNumber)
    }

    @Test(
        "what is chosen by number, or as all, is kept as the serial numbers meant",
        arguments: [
            ("2", "123-33333333"), ("all", "123-33333333, 666-69696969"),
            ("ALL ", "123-33333333, 666-69696969"),
            ("2, 3", "123-33333333, 666-69696969"), ("123-33333333", "123-33333333"), ("", ""),
        ])
    func meaning(typed: String, kept: String) {
        var talk = Talk()
        talk.answer(all: Self.upToSerialNumber)

        _ = talk.answer(typed)

        #expect(talk.wizard.sheet.answers[.otherSerialNumbers]?.text == kept)
    }

    @Test(
        "what is not one of them is asked again",
        arguments: [
            ("123-22222222", Problem.Code.otherCoordinator),
            ("555-55555555", .serialNumberNotOnContract),
            ("9", .malformedSerialNumber), ("some", .malformedSerialNumber),
        ])
    func mistakes(typed: String, code: Problem.Code) {
        var talk = Talk()
        talk.answer(all: Self.upToSerialNumber)

        let asked = talk.answer(typed)

        #expect(asked.question == .otherSerialNumbers)
        #expect(asked.codes == [code])
        #expect(asked.prefill == typed)
    }

    @Test("each serial number becomes a request of its own, with an ID of its own, in one group")
    func documents() throws {
        var talk = Talk()
        talk.answer(all: wholeRequest.enumerated().map { $0 == 3 ? "2" : $1 })
        guard case .seal(let prepared) = talk.handle(.confirmed) else {
            Issue.record("not sealed")
            return
        }
        var source = RequestIDSource()
        var generator = SeededGenerator(seed: 1)

        let requests = prepared.requests(at: Sample.now, by: Sample.preparer, reopens: nil) {
            source.next(at: Sample.now, using: &generator)
        }

        #expect(requests.map(\.serialNumber) == ["123-12345678", "123-33333333"])
        #expect(Set(requests.map(\.id)).count == 2)
        #expect(requests.allSatisfy { $0.group == requests[0].id.description })
        #expect(Set(requests.map(\.authorization.statement)).count == 1)
    }

    @Test("another serial number on another contract asks for the others again")
    func otherContract() {
        var talk = Talk()
        talk.answer(all: Self.upToSerialNumber + ["2"])

        _ = talk.handle(.wentTo(.serialNumber, halfTyped: ""))
        _ = talk.answer("123-44444444")
        let asked = talk.answer("123-44444444")

        #expect(asked.question == .otherSerialNumbers)
        #expect(asked.codes == [.serialNumberNotOnContract])
        #expect(talk.answer("").question == .currentCoordinator)
    }
}
