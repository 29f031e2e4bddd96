import CoordinatorModel
import ModelFixtures
import Testing

/// Answers, and everything that the rules say of them.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let name: String
    let answers: Answers
    /// As `code question`, in order.
    let problems: [String]

    /// The sample with other answers in place, and the statement confirmed as it then reads.
    init(_ name: String, _ others: Answers, _ problems: String...) {
        self.init(name, exactly: .sample.replacing(others).confirmed, problems)
    }

    init(_ name: String, exactly answers: Answers, _ problems: [String]) {
        (self.name, self.answers, self.problems) = (name, answers, problems)
    }

    var testDescription: String { name }

    static let long = String(repeating: "x", count: 101)
    static let waiting: [SerialNumber: [RequestID]] = ["123-33333333": ["CC-06H0JV3FJEDBSQQH"]]

    static let all: [RuleCase] = [
        .init("the sample", [:]),
        .init(
            "typed forgivingly",
            [
                .contractManager: " Pat Lee <PAT@example.com>", .serialNumber: "it is 123–12345678",
                .currentCoordinator: "LEE@Example.com ", .firstName: "  Sam ",
                .verification: "called-back ",
            ]),
        .init("nothing optional", [.caseReference: "", .phone: " ", .verificationNote: ""]),

        .init(
            "manager not an address", [.contractManager: "pat@"], "malformed-email contractManager"),
        .init("manager empty", [.contractManager: ""], "malformed-email contractManager"),
        .init(
            "current not an address", [.currentCoordinator: "lee"],
            "malformed-email currentCoordinator"),
        .init("new not an address", [.email: "sam@@example.com"], "malformed-email email"),
        .init(
            "manager of nothing", [.contractManager: "nobody@example.com"],
            "unknown-contract-manager contractManager",
            "serial-number-not-on-contract serialNumber"),
        .init(
            "manager of sign-in licenses", [.contractManager: "alex@signin.example"],
            "sign-in-licenses-only contractManager",
            "serial-number-not-on-contract serialNumber", "other-domain email"),

        .init("ten digits", [.serialNumber: "123-1234567"], "malformed-serial-number serialNumber"),
        .init("no serial number", [.serialNumber: ""], "malformed-serial-number serialNumber"),
        .init(
            "two serial numbers", [.serialNumber: "123-12345678 123-33333333"],
            "malformed-serial-number serialNumber"),
        .init("contract number", [.serialNumber: "100200"], "not-a-serial-number serialNumber"),
        .init(
            "stranger's contract", [.serialNumber: " 100500 "], "not-a-serial-number serialNumber"),
        .init("subscription", [.serialNumber: "SUB-7001"], "not-a-serial-number serialNumber"),
        .init(
            "number of nothing", [.serialNumber: "100201"], "malformed-serial-number serialNumber"),
        .init(
            "unknown serial number", [.serialNumber: "999-99999999"],
            "serial-number-not-on-contract serialNumber"),
        .init(
            "stranger's serial number", [.serialNumber: "555-55555555"],
            "serial-number-not-on-contract serialNumber"),
        .init("placeholder", [.serialNumber: "666-69696969"], "dummy-serial-number serialNumber"),
        .init("expired", [.serialNumber: "123-44444444"], "contract-expired serialNumber"),
        .init(
            "another for which a request waits as well", [.otherSerialNumbers: "123-33333333"],
            "request-waiting otherSerialNumbers"),
        .init(
            "another coordinator's as well", [.otherSerialNumbers: "123-22222222"],
            "other-coordinator otherSerialNumbers"),
        .init(
            "a stranger's as well", [.otherSerialNumbers: "555-55555555"],
            "serial-number-not-on-contract otherSerialNumbers"),
        .init("another waits", [.serialNumber: "123-33333333"], "request-waiting serialNumber"),

        .init(
            "another is coordinator", [.currentCoordinator: "kim@example.com"],
            "current-coordinator-mismatch currentCoordinator"),
        .init(
            "manager is not, where one is named", [.currentCoordinator: "pat@example.com"],
            "current-coordinator-mismatch currentCoordinator"),
        .init(
            "manager is, where none is named",
            [
                .serialNumber: "123-22222222", .currentCoordinator: "pat@example.com",
            ]),
        .init(
            "none is named, another was given", [.serialNumber: "123-22222222"],
            "current-coordinator-mismatch currentCoordinator"),

        .init(
            "no names", [.firstName: " ", .lastName: ""], "missing-name firstName",
            "missing-name lastName"),
        .init("nothing to see", [.lastName: "\u{200B}"], "missing-name lastName"),
        .init("an address for a name", [.lastName: "ito@example.com"], "missing-name lastName"),
        .init("101 characters", [.firstName: .typed(long)], "name-too-long firstName"),
        .init("100 characters", [.firstName: .typed(String(long.dropLast()))]),
        .init(
            "100 with marks", [.lastName: .typed(String(repeating: "e\u{301}\u{323}", count: 100))]),
        .init(
            "one with 500 marks",
            [.lastName: .typed("e" + String(repeating: "\u{301}", count: 500))],
            "name-too-long lastName"),
        .init("escape sequence", [.firstName: "\u{1B}[31mSam"], "malformed-text firstName"),
        .init("override of direction", [.lastName: "I\u{202E}to"], "malformed-text lastName"),
        .init("right to left", [.firstName: "שם", .lastName: "علی\u{200C}رضا"]),
        .init("no telephone", [.phone: "ask Sam"], "malformed-phone phone"),
        .init("four digits", [.phone: "1234"], "malformed-phone phone"),
        .init("21 digits", [.phone: "123456789012345678901"], "malformed-phone phone"),
        .init("plus inside", [.phone: "1+503 555 0100"], "malformed-phone phone"),
        .init("other digits", [.phone: "٥٠٣٥٥٥٠١٠٠"], "malformed-phone phone"),
        .init("marked digits", [.phone: "1\u{301}5035550100"], "malformed-phone phone"),
        .init("extension", [.phone: "+1 (503) 555-0100 x12"]),
        .init(
            "case reference with a control", [.caseReference: "00\u{7}1"],
            "malformed-text caseReference"),
        .init(
            "case reference too long", [.caseReference: .typed(String(repeating: long, count: 5))],
            "malformed-text caseReference"),
        .init(
            "note with a control", [.verificationNote: "\u{9B}1m"],
            "malformed-text verificationNote"),

        .init("new is current", [.email: "LEE@example.com"], "coordinator-unchanged email"),
        .init(
            "new is current, who is the manager",
            [
                .serialNumber: "123-22222222", .currentCoordinator: "pat@example.com",
                .email: "pat@example.com",
            ], "coordinator-unchanged email"),
        .init("new is the manager", [.email: "pat@example.com"], "manager-as-coordinator email"),
        .init("another company", [.email: "sam@other.example"], "other-domain email"),
        .init("a mail provider", [.email: "sam@gmail.com"], "other-domain email"),
        .init("letter too many", [.email: "sam@gmaill.com"], "mistyped-domain email"),
        .init("letter too few", [.email: "sam@exmple.com"], "mistyped-domain email"),
        .init("wrong letter", [.email: "sam@exanple.com"], "mistyped-domain email"),
        .init("letters exchanged", [.email: "sam@exmaple.com"], "mistyped-domain email"),
        .init("two slips", [.email: "sam@exnnple.com"], "other-domain email"),

        .init("verification not said", [.verification: ""], "verification-missing verification"),
        .init(
            "verified in an unknown way", [.verification: "guessed"],
            "verification-missing verification"),
        .init(
            "not confirmed", exactly: .sample.replacing([.authorization: "y"]),
            ["authorization-missing authorization"]),
        .init(
            "confirmed with nothing", exactly: .sample.replacing([.authorization: ""]),
            ["authorization-missing authorization"]),
        .init(
            "confirmed in capitals",
            exactly: .sample.replacing([
                .authorization: .typed(" YES ", shown: Sample.statement(.sample, [:]))
            ]), []),
        .init(
            "other words confirmed",
            exactly: .sample.replacing([
                .authorization: .typed("yes", shown: "Anything")
            ]), ["authorization-outdated authorization"]),
        .init(
            "no words shown", exactly: .sample.replacing([.authorization: "yes"]),
            ["authorization-outdated authorization"]),
        .init(
            "changed after confirming", exactly: .sample.replacing([.email: "sue@example.com"]),
            ["authorization-outdated authorization"]),
        .init(
            "changed what the words do not name", exactly: .sample.replacing([.firstName: "Sue"]),
            []),
        .init(
            "everything empty", exactly: Answers.sample.mapValues { _ in "" },
            [
                "malformed-email contractManager", "malformed-serial-number serialNumber",
                "malformed-email currentCoordinator", "missing-name firstName",
                "missing-name lastName",
                "malformed-email email", "verification-missing verification",
                "authorization-missing authorization",
            ]),
    ]

    /// What is looked up for the answers, at that place.
    func facts(_ rules: ChangeRules) -> Facts {
        Sample.facts(for: rules.queries(answers), waiting: Self.waiting)
    }
}

@Suite struct ChangeRulesTests {
    let rules = Sample.conversationRules

    private func codes(_ answers: Answers) -> Set<Problem.Code> {
        let facts = Sample.facts(for: rules.queries(answers), waiting: RuleCase.waiting)
        return Set(rules.problems(answers, facts).map(\.code))
    }

    @Test("the rules say exactly what is wrong or doubtful", arguments: RuleCase.all)
    func problems(rule: RuleCase) {
        let problems = rules.problems(rule.answers, rule.facts(rules))

        #expect(problems.map { "\($0.code.rawValue) \($0.question.rawValue)" } == rule.problems)
    }

    @Test(
        "every code is the outcome of some case, and absent from another",
        arguments: Problem.Code.allCases)
    func everyCode(code: Problem.Code) {
        let holds = RuleCase.all.count {
            $0.problems.contains { $0.hasPrefix("\(code.rawValue) ") }
        }

        #expect(holds > 0)
        #expect(holds < RuleCase.all.count)
    }

    @Test("a change comes of the answers exactly where all are given and no error stands")
    func change() {
        let optional: Set<QuestionID> = [.caseReference, .phone, .verificationNote]
        for rule in RuleCase.all {
            for question in [nil] + Answers.sample.keys.map(Optional.some) {
                let answers = rule.answers.filter { $0.key != question }
                let facts = Sample.facts(for: rules.queries(answers), waiting: RuleCase.waiting)
                let hasErrors = rules.problems(answers, facts).contains { !$0.isWarning }
                let isComplete = question.map(optional.contains) ?? true

                let change = rules.change(answers, facts)

                #expect(
                    (change != nil) == (isComplete && !hasErrors),
                    "\(rule.name) without \(question?.rawValue ?? "nothing")")
            }
        }
    }

    @Test("the change names who is coordinator now and who will be")
    func changeValues() {
        let change = rules.change(.sample, Sample.facts(for: rules.queries(.sample)))

        #expect(change?.serialNumber == "123-12345678")
        #expect(change?.contractManager == Sample.pat.email)
        #expect(change?.current == Sample.lee)
        #expect(change?.new == Sample.sam)
    }

    @Test("without an answer no problem belongs to its question", arguments: RuleCase.all)
    func silentWithoutAnswer(rule: RuleCase) {
        for question in rule.answers.keys {
            let answers = rule.answers.without(question)
            let facts = Sample.facts(for: rules.queries(answers), waiting: RuleCase.waiting)

            #expect(!rules.problems(answers, facts).contains { $0.question == question })
        }
        #expect(rules.problems([:], [:]).isEmpty)
        #expect(rules.queries([:]).isEmpty)
    }

    @Test("without facts no rule speaks that needs them", arguments: RuleCase.all)
    func silentWithoutFacts(rule: RuleCase) {
        let needFacts: Set<Problem.Code> = [
            .unknownContractManager, .signInLicensesOnly, .notASerialNumber,
            .serialNumberNotOnContract, .currentCoordinatorMismatch, .contractExpired,
            .requestWaiting, .otherCoordinator,
        ]

        #expect(needFacts.isDisjoint(with: rules.problems(rule.answers, [:]).map(\.code)))
        #expect(rules.change(rule.answers, [:]) == nil)
    }

    @Test("a rule without the other answer that it compares with is silent")
    func silentWithoutOtherAnswer() {
        let other = Answers.sample.replacing([.email: "sam@other.example"]).confirmed
        let mismatch = Answers.sample.replacing([.currentCoordinator: "kim@example.com"]).confirmed
        let stranger = Answers.sample.replacing([.serialNumber: "555-55555555"]).confirmed
        let same = Answers.sample.replacing([.email: "lee@example.com"]).confirmed

        #expect(codes(other.without(.contractManager)).isEmpty)
        #expect(codes(mismatch.without(.contractManager)).isEmpty)
        #expect(codes(mismatch.without(.serialNumber)).isEmpty)
        #expect(codes(stranger.without(.contractManager)).isEmpty)
        #expect(codes(same.without(.currentCoordinator)).isEmpty)
    }

    @Test("what is on somebody else's contract and what is unknown get one answer")
    func oneAnswerForBoth() {
        let values = ["555-55555555", "999-99999999"].map { number -> [String: String] in
            let answers = Answers.sample.replacing([.serialNumber: .typed(number)]).confirmed
            let problem = rules.problems(answers, Sample.facts(for: rules.queries(answers))).first
            return (problem?.values ?? [:]).filter { $0.key != "serialNumber" }
        }

        #expect(values[0] == values[1])
        #expect(values[0] == ["manager": "pat@example.com"])
    }

    @Test("serial numbers are listed only where the contract is the manager's own")
    func serialNumbersListed() {
        func values(_ typed: String) -> [String: String]? {
            let answers = Answers.sample.replacing([.serialNumber: .typed(typed)]).confirmed
            return rules.problems(answers, Sample.facts(for: rules.queries(answers))).first?.values
        }

        #expect(
            values("100300") == [
                "typed": "100300", "contractNumber": "yes", "serialNumbers": "123-44444444",
            ])
        #expect(values("100500") == ["typed": "100500", "contractNumber": "yes"])
        #expect(values("SUB-7001") == ["typed": "SUB-7001", "subscriptionID": "yes"])
    }

    @Test("a mismatch does not tell who the coordinator is")
    func mismatchKeepsTheSecret() {
        let answers = Answers.sample.replacing([.currentCoordinator: "kim@example.com"]).confirmed
        let problems = rules.problems(answers, Sample.facts(for: rules.queries(answers)))

        #expect(!"\(problems)".contains("lee@example.com"))
    }

    @Test("a warning whose values change is another warning, one whose values stay is the same")
    func overrides() {
        func warnings(_ others: Answers, _ waiting: [RequestID] = []) -> [Problem] {
            let answers = Answers.sample.replacing(others).confirmed
            let number = answers.serialNumber!
            return rules.problems(
                answers, Sample.facts(for: rules.queries(answers), waiting: [number: waiting]))
        }

        let other = warnings([.email: "sam@other.example"])
        #expect(other.allSatisfy(\.isWarning) && other.count == 1)
        #expect(other == warnings([.email: "SAM@other.example ", .firstName: "Sue"]))
        #expect(other != warnings([.email: "sue@other.example"]))
        #expect(other != warnings([.email: "sam@third.example"]))
        let waits = warnings([:], ["CC-06H0JV3FJEDBSQQH"])
        #expect(waits.map(\.code) == [.requestWaiting])
        #expect(waits == warnings([.phone: ""], ["CC-06H0JV3FJEDBSQQH"]))
        #expect(waits != warnings([:], ["CC-06H0JV3FJEDBSQQJ"]))
        #expect(waits != warnings([:], ["CC-06H0JV3FJEDBSQQH", "CC-06H0JV3FJEDBSQQJ"]))
    }

    @Test(
        "a contract expires on the day after its last",
        arguments: [
            ("2025-12-30", false), ("2025-12-31", false), ("2026-01-01", true),
        ])
    func expiry(today: String, expired: Bool) {
        let rules = ChangeRules(
            lists: Sample.lists, today: CalendarDate(today)!, place: .processing)
        let answers = Answers.sample.replacing([.serialNumber: "123-44444444"])
        let problems = rules.problems(answers, Sample.facts(for: rules.queries(answers)))

        #expect(problems.map(\.code) == (expired ? [.contractExpired] : []))
    }

    @Test("an invisible character in an address is named by its number")
    func invisibleCharacter() {
        let answers: Answers = [.email: "sa\u{202E}m@example.com"]

        #expect(rules.problems(answers, [:]).first?.values["character"] == "U+202E")
    }
}
