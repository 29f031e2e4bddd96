/// What a rule found. Its words stand in `Templates/problems.mustache`, under its code.
public struct Problem: Hashable, Sendable, Codable {
    public let code: Code
    /// The question whose answer has to change.
    public let question: QuestionID
    /// What the rule speaks of, by the names that its text uses. Two problems are equal only where
    /// these are, so that a warning overridden once comes back when its values change.
    public let values: [String: String]

    public init(_ code: Code, _ question: QuestionID, _ values: [String: String] = [:]) {
        self.code = code
        self.question = question
        self.values = values
    }

    public var isWarning: Bool { code.isWarning }

    /// The rules, by the codes that documents, reports and answers files use.
    public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// Not one address that mail could reach.
        case malformedEmail = "malformed-email"
        /// The address manages no contract.
        case unknownContractManager = "unknown-contract-manager"
        /// Manages contracts, but none has a serial-number license.
        case signInLicensesOnly = "sign-in-licenses-only"
        /// Not three digits and eight digits.
        case malformedSerialNumber = "malformed-serial-number"
        /// The number of a contract or a subscription.
        case notASerialNumber = "not-a-serial-number"
        /// Unknown, or on somebody else's contract: one answer for both.
        case serialNumberNotOnContract = "serial-number-not-on-contract"
        /// Another serial number that was to change as well is coordinated by somebody else.
        case otherCoordinator = "other-coordinator"
        /// Differs from the one in the store, or from the contract manager where none is named.
        case currentCoordinatorMismatch = "current-coordinator-mismatch"
        case missingName = "missing-name"
        /// Longer than 100 characters.
        case nameTooLong = "name-too-long"
        /// Not a telephone number; the question is optional.
        case malformedPhone = "malformed-phone"
        /// Control characters, or longer than such a text may be.
        case malformedText = "malformed-text"
        /// The new coordinator is the current one.
        case coordinatorUnchanged = "coordinator-unchanged"
        /// How the caller was verified is not said, or is not one of the known ways.
        case verificationMissing = "verification-missing"
        /// The statement was not confirmed.
        case authorizationMissing = "authorization-missing"
        /// The statement as it reads now differs from the words that were confirmed.
        case authorizationOutdated = "authorization-outdated"

        /// One letter away from a domain that many people use, or from the contract manager's.
        case mistypedDomain = "mistyped-domain"
        /// The new coordinator's domain differs from the contract manager's.
        case otherDomain = "other-domain"
        /// The new coordinator is the contract manager.
        case managerAsCoordinator = "manager-as-coordinator"
        /// A serial number that circulates as a placeholder.
        case dummySerialNumber = "dummy-serial-number"
        /// Every license under the serial number has expired.
        case contractExpired = "contract-expired"
        /// Another request for the serial number waits in the queue, or is on hold there.
        case requestWaiting = "request-waiting"

        /// Whether a person may go on in spite of it.
        public var isWarning: Bool {
            switch self {
            case .mistypedDomain, .otherDomain, .managerAsCoordinator, .dummySerialNumber,
                .contractExpired, .requestWaiting:
                true
            case .malformedEmail, .unknownContractManager, .signInLicensesOnly,
                .malformedSerialNumber, .notASerialNumber, .serialNumberNotOnContract,
                .otherCoordinator, .currentCoordinatorMismatch, .missingName, .nameTooLong,
                .malformedPhone,
                .malformedText, .coordinatorUnchanged, .verificationMissing,
                .authorizationMissing, .authorizationOutdated:
                false
            }
        }
    }
}
