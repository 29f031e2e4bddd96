import CoordinatorModel

/// The columns of a file of requests, in the order in which the documentation names them.
public enum BatchColumn: String, CaseIterable, Hashable, Sendable {
    case caseReference = "case_reference"
    case contractManager = "contract_manager"
    case serialNumber = "serial_number"
    case currentCoordinator = "current_coordinator"
    case firstName = "first_name"
    case lastName = "last_name"
    case email
    case phone
    case verification

    /// The column that answers the question, if one does.
    public init?(answering question: QuestionID) {
        guard let column = Self.allCases.first(where: { $0.question == question }) else {
            return nil
        }
        self = column
    }

    /// The question that it answers.
    public var question: QuestionID {
        switch self {
        case .caseReference: .caseReference
        case .contractManager: .contractManager
        case .serialNumber: .serialNumber
        case .currentCoordinator: .currentCoordinator
        case .firstName: .firstName
        case .lastName: .lastName
        case .email: .email
        case .phone: .phone
        case .verification: .verification
        }
    }
}
