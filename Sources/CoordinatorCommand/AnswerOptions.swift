import ArgumentParser
import CoordinatorModel

/// Answers given on the command line: they stand in the prompt already, to be edited or accepted.
struct AnswerOptions: ParsableArguments {
    @Option(name: .customLong("case"), help: "Your own reference for this call.")
    var caseReference: String?

    @Option(help: "The contract manager's email address.")
    var manager: String?

    @Option(help: "The serial number, such as 123-12345678.")
    var serial: String?

    @Option(help: "Other serial numbers of the same contract, or all.")
    var also: String?

    @Option(help: "The current software coordinator's email address.")
    var current: String?

    @Option(help: "The new coordinator's first name.")
    var firstName: String?

    @Option(help: "The new coordinator's last name.")
    var lastName: String?

    @Option(help: "The new coordinator's email address.")
    var email: String?

    @Option(help: "The new coordinator's telephone number.")
    var phone: String?

    @Option(help: "How the caller was verified, for example called-back.")
    var verification: String?

    @Option(help: "A note on the verification.")
    var verificationNote: String?

    /// What was given, by question. The confirmation is no option: it is typed, or stands in a file.
    var texts: [QuestionID: String] {
        let given: [QuestionID: String?] = [
            .caseReference: caseReference, .contractManager: manager, .serialNumber: serial,
            .otherSerialNumbers: also,
            .currentCoordinator: current, .firstName: firstName, .lastName: lastName,
            .email: email, .phone: phone, .verification: verification,
            .verificationNote: verificationNote,
        ]
        return given.compactMapValues { $0 }
    }
}

extension QuestionID {
    /// The option that answers this question; nil where only an answers file can.
    var option: String? {
        switch self {
        case .caseReference: "--case"
        case .contractManager: "--manager"
        case .serialNumber: "--serial"
        case .otherSerialNumbers: "--also"
        case .currentCoordinator: "--current"
        case .firstName: "--first-name"
        case .lastName: "--last-name"
        case .email: "--email"
        case .phone: "--phone"
        case .verification: "--verification"
        case .verificationNote: "--verification-note"
        default: nil
        }
    }
}
