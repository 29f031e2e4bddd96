/// A finished request to change the software coordinator of one serial number: the document
/// `coordinator-change/1`, field for field (`Templates/request.schema.json`).
///
/// Texts stand as they were written: whether they are addresses, names and numbers is for
/// `ChangeRules` to say, so that a document with a mistake in it is rejected with its problems.
public struct ChangeRequest: Hashable, Sendable {
    /// The name of this kind of request in drafts and in the store.
    public static let kind = "coordinator-change"
    public static let schema = "\(kind)/1"

    public var id: RequestID
    /// When the person confirmed the review.
    public var submittedAt: Timestamp
    public var preparedBy: Preparer
    /// The reseller's own case, where there is one.
    public var caseReference: String?
    public var contractManager: String
    public var serialNumber: String
    public var currentCoordinator: String
    public var newCoordinator: NewCoordinator
    public var verification: Verification
    public var authorization: Authorization
    /// The codes of the warnings that were shown and overridden.
    public var acknowledgedWarnings: [String]
    /// What requests that were submitted together have in common.
    public var group: String?
    /// The rejected request that this one replaces.
    public var reopens: RequestID?

    public init(
        id: RequestID, submittedAt: Timestamp, preparedBy: Preparer, caseReference: String?,
        contractManager: String, serialNumber: String, currentCoordinator: String,
        newCoordinator: NewCoordinator, verification: Verification, authorization: Authorization,
        acknowledgedWarnings: [String], group: String? = nil, reopens: RequestID? = nil
    ) {
        self.id = id
        self.submittedAt = submittedAt
        self.preparedBy = preparedBy
        self.caseReference = caseReference
        self.contractManager = contractManager
        self.serialNumber = serialNumber
        self.currentCoordinator = currentCoordinator
        self.newCoordinator = newCoordinator
        self.verification = verification
        self.authorization = authorization
        self.acknowledgedWarnings = acknowledgedWarnings
        self.group = group
        self.reopens = reopens
    }

    public struct NewCoordinator: Hashable, Sendable {
        public var firstName: String
        public var lastName: String
        public var email: String
        public var phone: String?

        public init(firstName: String, lastName: String, email: String, phone: String?) {
            self.firstName = firstName
            self.lastName = lastName
            self.email = email
            self.phone = phone
        }
    }

    /// How the caller was verified.
    public struct Verification: Hashable, Sendable {
        /// A key of the list in `Templates/lists.json`.
        public var method: String
        public var note: String?

        public init(method: String, note: String?) {
            self.method = method
            self.note = note
        }
    }

    /// The confirmation that the caller was authorized to ask for this.
    public struct Authorization: Hashable, Sendable, Codable {
        /// The words that were shown.
        public var statement: String
        /// The account name of the person who typed `yes`.
        public var confirmedBy: String
        public var confirmedAt: Timestamp

        public init(statement: String, confirmedBy: String, confirmedAt: Timestamp) {
            self.statement = statement
            self.confirmedBy = confirmedBy
            self.confirmedAt = confirmedAt
        }
    }

    /// What was answered, in the form that the rules take.
    public var answers: Answers {
        let confirmed = !authorization.statement.isBlank && !authorization.confirmedBy.isBlank
        let texts: [QuestionID: String] = [
            .caseReference: caseReference ?? "",
            .contractManager: contractManager,
            .serialNumber: serialNumber,
            .otherSerialNumbers: "",
            .currentCoordinator: currentCoordinator,
            .firstName: newCoordinator.firstName,
            .lastName: newCoordinator.lastName,
            .email: newCoordinator.email,
            .phone: newCoordinator.phone ?? "",
            .verification: verification.method,
            .verificationNote: verification.note ?? "",
            .authorization: confirmed ? ChangeRules.confirmation : "",
        ]
        return texts.mapValues {
            Answer(
                text: $0, by: authorization.confirmedBy, at: authorization.confirmedAt,
                shown: authorization.statement)
        }
    }
}

/// Who filled a request in, and on which machine.
public struct Preparer: Hashable, Sendable, Codable {
    /// The account name.
    public var user: String
    public var host: String

    public init(user: String, host: String) {
        self.user = user
        self.host = host
    }
}
