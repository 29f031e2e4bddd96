import CoordinatorModel

extension Answer: ExpressibleByStringLiteral {
    /// What maria typed, so that a dictionary literal of texts makes `Answers`.
    public init(stringLiteral text: String) {
        self = .typed(text)
    }

    /// What maria typed, at `Sample.now`.
    public static func typed(_ text: String, shown: String? = nil) -> Answer {
        Answer(text: text, by: Sample.preparer.user, at: Sample.now, shown: shown)
    }
}

extension Answers {
    /// Every question answered, and no rule against it: lee@example.com gives 123-12345678 over to
    /// sam@example.com.
    public static var sample: Answers {
        let answers: Answers = [
            .caseReference: "00123456",
            .contractManager: "pat@example.com",
            .serialNumber: "123-12345678",
            .currentCoordinator: "lee@example.com",
            .firstName: "Sam",
            .lastName: "Ito",
            .email: "sam@example.com",
            .phone: "+1 503 555 0100",
            .verification: "called-back",
            .verificationNote: "",
        ]
        return answers.confirmed
    }

    /// With other answers in place of these, as if nobody had seen them before confirming.
    public func replacing(_ others: Answers) -> Answers {
        merging(others) { _, other in other }
    }

    /// Without the answers to these questions.
    public func without(_ questions: QuestionID...) -> Answers {
        filter { !questions.contains($0.key) }
    }

    /// With `yes` to the statement as it reads for these answers.
    public var confirmed: Answers {
        replacing([.authorization: .typed("yes", shown: Sample.statement(self, [:]))])
    }
}
