/// The name of one question, as drafts and answers files write it.
public struct QuestionID: RawRepresentable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension QuestionID {
    public static let caseReference = Self(rawValue: "caseReference")
    public static let contractManager = Self(rawValue: "contractManager")
    public static let serialNumber = Self(rawValue: "serialNumber")
    public static let otherSerialNumbers = Self(rawValue: "otherSerialNumbers")
    public static let currentCoordinator = Self(rawValue: "currentCoordinator")
    public static let firstName = Self(rawValue: "firstName")
    public static let lastName = Self(rawValue: "lastName")
    public static let email = Self(rawValue: "email")
    public static let phone = Self(rawValue: "phone")
    public static let verification = Self(rawValue: "verification")
    public static let verificationNote = Self(rawValue: "verificationNote")
    public static let authorization = Self(rawValue: "authorization")
}

/// What somebody typed at one question, word for word.
public struct Answer: Hashable, Sendable, Codable {
    /// The text as typed. Empty where an optional question was passed over.
    public var text: String
    /// The account name of the person who typed it.
    public var by: String
    public var at: Timestamp
    /// The words that were shown and confirmed by this answer, where it confirms something.
    public var shown: String?

    public init(text: String, by: String, at: Timestamp, shown: String? = nil) {
        self.text = text
        self.by = by
        self.at = at
        self.shown = shown
    }
}

/// The answers given so far. A question without an answer is not in it.
public typealias Answers = [QuestionID: Answer]
