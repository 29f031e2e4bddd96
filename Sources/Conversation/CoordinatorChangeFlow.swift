import CoordinatorModel

/// The guided request to change the software coordinator of a serial number, in seven stages.
public struct CoordinatorChangeFlow: Flow {
    /// The name of this kind in drafts and in the store.
    public static let kind = "coordinator-change"

    public static let stages = [
        Stage("get-started", [.caseReference]),
        Stage("sign-in", [.contractManager]),
        Stage("serial-number", [.serialNumber]),
        Stage("current-coordinator", [.currentCoordinator]),
        Stage("new-coordinator", [.firstName, .lastName, .email, .phone]),
        Stage("authorization", [.verification, .verificationNote, .authorization]),
        Stage("submit", []),
    ]

    public let rules: ChangeRules

    public init(rules: ChangeRules) {
        self.rules = rules
    }

    public var stages: [Stage] { Self.stages }

    public func isConfirmation(_ text: String, of question: QuestionID) -> Bool {
        question == .authorization && ChangeRules.isConfirmation(text)
    }

    public func queries(_ sheet: Sheet) -> Set<Query> {
        rules.queries(sheet.answers)
    }

    public func problems(_ sheet: Sheet, _ facts: Facts) -> [Problem] {
        rules.problems(sheet.answers, facts)
    }

    public func request(_ sheet: Sheet, _ facts: Facts) -> PreparedChange? {
        guard let change = rules.change(sheet.answers, facts) else { return nil }
        let warnings = rules.problems(sheet.answers, facts).filter(\.isWarning)
        return PreparedChange(
            change: change, answers: sheet.answers,
            acknowledgedWarnings: Array(Set(warnings.map(\.code.rawValue))).sorted())
    }
}

/// A finished conversation: what it asks for, and the answers that say so.
public struct PreparedChange: Equatable, Sendable {
    public let change: CoordinatorChange
    public let answers: Answers
    /// The codes of the warnings that hold and were overridden.
    public let acknowledgedWarnings: [String]

    /// The document, normalised. Nil for answers that were not confirmed.
    public func request(
        id: RequestID, at moment: Timestamp, by preparer: Preparer, reopens: RequestID?
    ) -> ChangeRequest? {
        guard let method = answers[.verification]?.text.normalised,
            let confirmation = answers[.authorization], let statement = confirmation.shown
        else { return nil }
        return ChangeRequest(
            id: id, submittedAt: moment, preparedBy: preparer,
            caseReference: optional(.caseReference),
            contractManager: change.contractManager.text,
            serialNumber: change.serialNumber.text,
            currentCoordinator: change.current.email.text,
            newCoordinator: .init(
                firstName: change.new.firstName, lastName: change.new.lastName,
                email: change.new.email.text, phone: change.new.phone),
            verification: .init(method: method, note: optional(.verificationNote)),
            authorization: .init(
                statement: statement, confirmedBy: confirmation.by, confirmedAt: confirmation.at),
            acknowledgedWarnings: acknowledgedWarnings, reopens: reopens)
    }

    private func optional(_ question: QuestionID) -> String? {
        let text = answers[question]?.text.normalised ?? ""
        return text.isEmpty ? nil : text
    }
}
