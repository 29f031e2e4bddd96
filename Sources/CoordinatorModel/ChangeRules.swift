/// Every rule for a change of coordinator: at the prompt, at submit, in batches and in the processor.
///
/// Rules are functions of the answers and of the facts looked up for them. They all run, every time;
/// one that lacks an answer or a fact says nothing.
public struct ChangeRules: Sendable {
    /// Where the rules are asked, and what only that place knows.
    public enum Place: Sendable {
        /// Staff fill a request in: `statement` gives the words to confirm, for answers that name
        /// everything it speaks of, and nil for others.
        case conversation(statement: @Sendable (Answers, Facts) -> String?)
        /// The processor: that a statement was confirmed is checked, not its words; and requests
        /// that wait beside this one are no reason for a warning.
        case processing
    }

    /// What has to be typed, in full, to confirm the statement.
    public static let confirmation = "yes"
    /// Whether a text is that confirmation; letter case and space around it do not matter.
    public static func isConfirmation(_ text: String) -> Bool {
        text.normalised.lowercased() == confirmation
    }

    /// In characters, for a first or last name.
    public static let longestName = 100
    /// In characters, for a case reference and for a note.
    public static let longestText = 500

    public let lists: RuleLists
    let today: CalendarDate
    let place: Place

    public init(lists: RuleLists, today: CalendarDate, place: Place) {
        self.lists = lists
        self.today = today
        self.place = place
    }

    /// What has to be looked up to judge these answers.
    public func queries(_ answers: Answers) -> Set<Query> {
        var queries: Set<Query> = []
        if let manager = answers.email(.contractManager) {
            queries.insert(.contracts(managedBy: manager))
        }
        if let serialNumber = answers.serialNumber {
            queries.insert(.serialNumber(serialNumber))
            if case .conversation = place {
                queries.insert(.sameContract(serialNumber))
                for number in [serialNumber] + answers.otherSerialNumbers {
                    queries.insert(.waiting(number))
                }
            }
        } else if let reference = answers.reference {
            queries.insert(.reference(reference))
        }
        return queries
    }

    /// Everything that is wrong or doubtful, in the order of the questions.
    public func problems(_ answers: Answers, _ facts: Facts) -> [Problem] {
        caseReference(answers)
            + contractManager(answers, facts)
            + serialNumber(answers, facts)
            + otherSerialNumbers(answers, facts)
            + currentCoordinator(answers, facts)
            + newCoordinator(answers, facts)
            + verification(answers)
            + authorization(answers, facts)
    }

    /// The changes that these answers ask for, one for each serial number; none where an answer is
    /// missing or wrong.
    public func changes(_ answers: Answers, _ facts: Facts) -> [CoordinatorChange] {
        guard let first = change(answers, facts) else { return [] }
        let known = facts.sameContract(as: first.serialNumber)
        return [first]
            + answers.otherSerialNumbers.compactMap { number in
                guard let other = known.first(where: { $0.number == number }) else { return nil }
                return CoordinatorChange(
                    serialNumber: number, contractManager: first.contractManager,
                    current: other.coordinator, new: first.new)
            }
    }

    /// The change of the one serial number; nil where an answer is missing or wrong.
    public func change(_ answers: Answers, _ facts: Facts) -> CoordinatorChange? {
        guard !problems(answers, facts).contains(where: { !$0.isWarning }),
            let manager = answers.email(.contractManager),
            let serialNumber = answers.serialNumber,
            let registered = facts.registered(serialNumber) ?? nil,
            answers.email(.currentCoordinator) != nil, let email = answers.email(.email),
            let firstName = answers.text(.firstName), let lastName = answers.text(.lastName),
            answers[.verification] != nil, answers[.authorization] != nil
        else { return nil }
        let phone = answers.text(.phone) ?? ""
        return CoordinatorChange(
            serialNumber: serialNumber, contractManager: manager, current: registered.coordinator,
            new: Person(
                firstName: firstName, lastName: lastName, email: email,
                phone: phone.isEmpty ? nil : phone))
    }
}

/// What a request for a change of coordinator does to the store.
public struct CoordinatorChange: Hashable, Sendable {
    public let serialNumber: SerialNumber
    public let contractManager: EmailAddress
    /// The named coordinator, or the contract manager where none was named.
    public let current: Person
    public let new: Person
}

/// The lists that the rules compare with; people may edit them in `Templates/lists.json`.
public struct RuleLists: Hashable, Sendable, Codable {
    /// The ways of verifying a caller, in the order in which they are offered.
    public var verificationMethods: [VerificationMethod]
    /// Serial numbers that circulate as placeholders.
    public var dummySerialNumbers: Set<SerialNumber>
    /// Domains that many people use, to tell a slip from another company.
    public var mailDomains: [String]

    public init(
        verificationMethods: [VerificationMethod], dummySerialNumbers: Set<SerialNumber>,
        mailDomains: [String]
    ) {
        self.verificationMethods = verificationMethods
        self.dummySerialNumbers = dummySerialNumbers
        self.mailDomains = mailDomains
    }

    /// A way of making sure that a caller is who they say they are.
    public struct VerificationMethod: Hashable, Sendable, Codable {
        /// What documents record, for example `called-back`.
        public var key: String
        /// What staff read.
        public var label: String

        public init(key: String, label: String) {
            self.key = key
            self.label = label
        }
    }
}

extension Answers {
    /// The text of an answer, normalised; nil where the question was not answered. Of a text that is
    /// too long for every question only enough to say so: normalising it could take minutes.
    func text(_ question: QuestionID) -> String? {
        guard let text = self[question]?.text else { return nil }
        return text.utf8.count > 10_000
            ? String(text.unicodeScalars.prefix(10_000)) : text.normalised
    }

    /// The address in an answer; nil where there is none.
    public func email(_ question: QuestionID) -> EmailAddress? {
        self[question].flatMap { try? EmailAddress(typed: $0.text) }
    }

    /// The serial number in the answer to that question; nil where there is none.
    public var serialNumber: SerialNumber? {
        self[.serialNumber].flatMap { SerialNumber(typed: $0.text) }
    }

    /// The serial numbers that are to change as well, each once, in the order given.
    public var otherSerialNumbers: [SerialNumber] {
        let numbers = otherSerialNumberTexts.compactMap { SerialNumber(typed: $0) }
        return numbers.enumerated().filter { place, number in
            number != serialNumber && !numbers[..<place].contains(number)
        }.map(\.element)
    }

    /// What was given for them, one by one.
    var otherSerialNumberTexts: [String] {
        (text(.otherSerialNumbers) ?? "").split { ",;".contains($0) }
            .map { String($0).normalised }.filter { !$0.isEmpty }
    }

    /// What was given in place of a serial number, where it could name something else.
    var reference: String? {
        guard serialNumber == nil, let text = text(.serialNumber), text.isPrintable,
            !text.isEmpty, !text.isLonger(than: 64)
        else { return nil }
        return text
    }
}
