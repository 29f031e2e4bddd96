import CoordinatorModel
import ModelFixtures
import Testing

@Suite struct JudgementTests {
    let rules = Sample.processingRules

    private func judge(_ change: (inout ChangeRequest) -> Void) -> Judgement {
        var request = Sample.request()
        change(&request)
        let submitted = SubmittedRequest.coordinatorChange(request)
        return submitted.judge(rules, Sample.facts(for: submitted.queries(rules)))
    }

    @Test("a request without a mistake is a change")
    func applied() {
        let judgement = judge { _ in }

        #expect(judgement.problems.isEmpty)
        #expect(judgement.change?.new == Sample.sam)
        #expect(judgement.change?.current == Sample.lee)
    }

    @Test("the processor looks at the store, not at what waits or at the words confirmed")
    func ignoresWaitingAndWords() {
        var request = Sample.request()
        request.authorization.statement = "Other words, in another edition of the text."
        let submitted = SubmittedRequest.coordinatorChange(request)
        var facts = Sample.facts(for: submitted.queries(rules))
        facts[.waiting("123-12345678")] = .waiting(["CC-06H0JV3FJEDBSQQH", "CC-06H0JV3FJEDBSQQJ"])

        let judgement = submitted.judge(rules, facts)

        #expect(!submitted.queries(rules).contains(.waiting("123-12345678")))
        #expect(judgement.problems.isEmpty)
        #expect(judgement.change != nil)
    }

    @Test("a way of verifying that this edition does not list is accepted, none is not")
    func verification() {
        #expect(judge { $0.verification.method = "seen-in-person" }.problems.isEmpty)
        for method in ["", " ", "\u{200B}", "\u{1B}[1m", String(repeating: "x", count: 101)] {
            let judgement = judge { $0.verification.method = method }
            #expect(judgement.problems.map(\.code) == [.verificationMissing])
            #expect(judgement.change == nil)
        }
    }

    @Test("a statement and who confirmed it have to be there")
    func authorization() {
        for change in [
            { $0.authorization.statement = " \n" }, { $0.authorization.confirmedBy = "" },
        ] as [(inout ChangeRequest) -> Void] {
            #expect(judge(change).problems.map(\.code) == [.authorizationMissing])
        }
    }

    @Test("every error of the conversation is one for the processor", arguments: RuleCase.all)
    func sameRules(rule: RuleCase) {
        let inPlace: Set<Problem.Code> = [
            .verificationMissing, .authorizationOutdated, .requestWaiting,
        ]
        let there = Sample.conversationRules.problems(
            rule.answers, rule.facts(Sample.conversationRules))

        let here = rules.problems(rule.answers, rule.facts(rules))

        #expect(
            here.filter { !inPlace.contains($0.code) }
                == there.filter {
                    // A document is about one serial number.
                    !inPlace.contains($0.code) && $0.question != .otherSerialNumbers
                })
        #expect(!here.contains { [.authorizationOutdated, .requestWaiting].contains($0.code) })
    }

    @Test("warnings never stand in the way")
    func warnings() {
        let judgement = judge { $0.newCoordinator.email = "sam@other.example" }

        #expect(judgement.problems.map(\.code) == [.otherDomain])
        #expect(judgement.change?.new.email == "sam@other.example")
    }

    @Test("the subject is the serial number as text, or what stands in its place")
    func subject() {
        var request = Sample.request()
        request.serialNumber = "it is 12312345678"
        #expect(SubmittedRequest.coordinatorChange(request).subject == "123-12345678")
        request.serialNumber = "../100200"
        #expect(SubmittedRequest.coordinatorChange(request).subject == "../100200")
    }
}
