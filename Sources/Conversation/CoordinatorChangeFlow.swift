import CoordinatorModel

/// The guided request to change the software coordinator of a serial number, in seven stages.
public struct CoordinatorChangeFlow: Flow {
    public static let kind = ChangeRequest.kind

    public static let stages = [
        Stage("get-started", [.caseReference]),
        Stage("sign-in", [.contractManager]),
        Stage("serial-number", [.serialNumber, .otherSerialNumbers]),
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

    /// Other serial numbers are asked for only where the contract has any, or some were given.
    public func isAsked(_ question: QuestionID, _ sheet: Sheet, _ facts: Facts) -> Bool {
        question != .otherSerialNumbers || !others(sheet, facts).isEmpty
            || !(sheet.answers[question]?.text.normalised ?? "").isEmpty
    }

    public func meaning(
        of text: String, at question: QuestionID, _ sheet: Sheet, _ facts: Facts
    ) -> String {
        switch question {
        case .verification:
            let methods = rules.lists.verificationMethods
            // A number typed behind the answer that stood in the prompt chooses anew.
            let earlier = sheet.answers[question]?.text ?? ""
            let typed = text.hasPrefix(earlier) ? text.dropFirst(earlier.count) : text[...]
            guard let number = Int(String(typed).normalised), methods.indices.contains(number - 1)
            else { return text }
            return methods[number - 1].key
        case .otherSerialNumbers:
            return serialNumbers(meantBy: text, sheet, facts)
        default:
            return text
        }
    }

    /// `all` are those with the same coordinator; numbers count in the list of all others.
    private func serialNumbers(meantBy text: String, _ sheet: Sheet, _ facts: Facts) -> String {
        let others = others(sheet, facts)
        if text.normalised.lowercased() == "all", let first = sheet.answers.serialNumber,
            case .some(.some(let registered)) = facts.registered(first)
        {
            let alike = others.filter { $0.coordinator.email == registered.coordinator.email }
            // Where there are none, the rules say so.
            return alike.isEmpty ? text : alike.map(\.number.text).joined(separator: ", ")
        }
        let words = text.split { $0.isWhitespace || ",;".contains($0) }
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count, numbers.allSatisfy({ others.indices.contains($0 - 1) })
        else {
            return text
        }
        return numbers.map { others[$0 - 1].number.text }.joined(separator: ", ")
    }

    /// The other serial numbers of the contract, as they are offered.
    public func others(_ sheet: Sheet, _ facts: Facts) -> [RegisteredSerialNumber] {
        sheet.answers.serialNumber.map(facts.sameContract) ?? []
    }

    /// A whole person may be pasted where the new coordinator's names are asked for.
    public func answers(in line: String, to question: QuestionID) -> [QuestionID: String]? {
        guard question == .firstName, let person = PastedPerson(line) else { return nil }
        let parts: [QuestionID: String?] = [
            .firstName: person.firstName, .lastName: person.lastName, .email: person.email,
            .phone: person.phone,
        ]
        return parts.compactMapValues { $0 }
    }

    public func queries(_ sheet: Sheet) -> Set<Query> {
        rules.queries(sheet.answers)
    }

    public func problems(_ sheet: Sheet, _ facts: Facts) -> [Problem] {
        rules.problems(sheet.answers, facts)
    }

    public func request(_ sheet: Sheet, _ facts: Facts) -> PreparedChange? {
        let changes = rules.changes(sheet.answers, facts)
        if changes.isEmpty { return nil }
        let warnings = rules.problems(sheet.answers, facts).filter(\.isWarning)
        return PreparedChange(
            changes: changes, answers: sheet.answers,
            acknowledgedWarnings: Array(Set(warnings.map(\.code.rawValue))).sorted())
    }
}

/// A finished conversation: what it asks for, and the answers that say so.
public struct PreparedChange: Equatable, Sendable {
    /// One for each serial number; never empty.
    public let changes: [CoordinatorChange]
    public let answers: Answers
    /// The codes of the warnings that hold and were overridden.
    public let acknowledgedWarnings: [String]

    /// One document for each serial number, normalised; several have a group in common, named after
    /// the first. Empty for answers that were not confirmed.
    public func requests(
        at moment: Timestamp, by preparer: Preparer, reopens: RequestID?,
        newID: () -> RequestID
    ) -> [ChangeRequest] {
        let ids = changes.map { _ in newID() }
        return zip(changes, ids).compactMap { change, id in
            var request = request(change, id: id, at: moment, by: preparer)
            request?.reopens = reopens
            request?.group = ids.count > 1 ? ids[0].description : nil
            return request
        }
    }

    private func request(
        _ change: CoordinatorChange, id: RequestID, at moment: Timestamp, by preparer: Preparer
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
            acknowledgedWarnings: acknowledgedWarnings)
    }

    private func optional(_ question: QuestionID) -> String? {
        let text = answers[question]?.text.normalised ?? ""
        return text.isEmpty ? nil : text
    }
}
