import CoordinatorModel

/// A few customers, staff and requests that tests speak of. Every case of the rules has one.
public enum Sample {
    /// 2026-11-23, 17:20:31.123 in UTC.
    public static let now = Timestamp("2026-11-23T17:20:31.123Z")!
    public static let today = CalendarDate(now)
    /// The support staff at work.
    public static let preparer = Preparer(user: "maria", host: "desk-4")

    public static let lists = RuleLists(
        verificationMethods: [
            .init(key: "called-back", label: "Called back on the number in our records"),
            .init(key: "email-reply", label: "Replied from the address in our records"),
        ],
        dummySerialNumbers: ["666-69696969"], mailDomains: ["gmail.com", "outlook.com"])

    /// The rules as staff meet them, with `statement` as the words to confirm.
    public static let conversationRules = ChangeRules(
        lists: lists, today: today, place: .conversation(statement: statement))
    /// The rules as the processor runs them.
    public static let processingRules = ChangeRules(lists: lists, today: today, place: .processing)

    /// The words to confirm; nil until the answers name everything they speak of.
    @Sendable public static func statement(_ answers: Answers, _ facts: Facts) -> String? {
        guard let serialNumber = answers.serialNumber,
            let manager = answers.email(.contractManager),
            let current = answers.email(.currentCoordinator), let new = answers.email(.email)
        else { return nil }
        return "\(manager) may give \(serialNumber) from \(current) to \(new)."
    }

    /// A request with the answers of `Answers.sample`, as `Sample.now` submitted it.
    public static func request(id: RequestID = "CC-06H0JV3FJEDBSQQH") -> ChangeRequest {
        ChangeRequest(
            id: id, submittedAt: now, preparedBy: preparer, caseReference: "00123456",
            contractManager: "pat@example.com", serialNumber: "123-12345678",
            currentCoordinator: "lee@example.com",
            newCoordinator: .init(
                firstName: "Sam", lastName: "Ito", email: "sam@example.com",
                phone: "+1 503 555 0100"),
            verification: .init(method: "called-back", note: nil),
            authorization: .init(
                statement: statement(.sample, [:])!, confirmedBy: preparer.user, confirmedAt: now),
            acknowledgedWarnings: [])
    }
}

// Words in tests are literals; one that cannot be read is a mistake in the test.

extension EmailAddress: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        try! self.init(typed: text)
    }
}

extension SerialNumber: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self.init(typed: text)!
    }
}

extension RequestID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self.init(exactly: text)!
    }
}
