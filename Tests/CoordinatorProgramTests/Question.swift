import Foundation
import TestSupport

/// The questions, as a person meets them, with an answer that is right.
enum Question: String, CaseIterable, Sendable {
    case caseReference, contractManager, serialNumber, otherSerialNumbers, currentCoordinator
    case firstName, lastName, email, phone
    case verification, verificationNote, authorization

    var prompt: String {
        switch self {
        case .caseReference: "Case reference (optional): "
        case .contractManager: "Contract manager's email: "
        case .serialNumber: "Serial number: "
        case .otherSerialNumbers: "Also for others (numbers, all, or Enter for none): "
        case .currentCoordinator: "Current coordinator's email: "
        case .firstName: "New coordinator's first name: "
        case .lastName: "New coordinator's last name: "
        case .email: "New coordinator's email: "
        case .phone: "New coordinator's phone (optional): "
        case .verification: "How was the caller verified (number): "
        case .verificationNote: "Note on the verification (optional): "
        case .authorization: "Type yes to confirm: "
        }
    }

    var answer: String {
        switch self {
        case .caseReference: "00123456"
        case .contractManager: "Pat Lee <PAT@example.com>"
        case .serialNumber: "123 12345678"
        case .otherSerialNumbers: ""
        case .currentCoordinator: " Lee@Example.com"
        case .firstName: "Sam"
        case .lastName: "Ito"
        case .email: "sam@example.com"
        case .phone: "+1 503 555 0100"
        case .verification: "1"
        case .verificationNote: "known voice"
        case .authorization: "yes"
        }
    }

    /// The number of its stage.
    var step: Int {
        switch self {
        case .caseReference: 1
        case .contractManager: 2
        case .serialNumber, .otherSerialNumbers: 3
        case .currentCoordinator: 4
        case .firstName, .lastName, .email, .phone: 5
        case .verification, .verificationNote, .authorization: 6
        }
    }

    static let review = "or a number to change an answer: "
    /// Clears the line.
    static let clear = "\u{15}"

    /// Those that are asked before it.
    var earlier: ArraySlice<Question> { Self.allCases.prefix { $0 != self } }
}

extension PseudoTerminal {
    /// Waits for the question, and answers it.
    func answer(_ question: Question, _ text: String? = nil) throws {
        try wait(for: question.prompt)
        try send("\(text ?? question.answer)\r")
    }

    /// Answers, rightly, all questions before this one, and waits for it.
    func walk(to question: Question) throws {
        for earlier in question.earlier { try answer(earlier) }
        try wait(for: question.prompt)
    }

    /// Answers all questions rightly, and waits for the review.
    func walkToReview() throws {
        for question in Question.allCases { try answer(question) }
        try wait(for: Question.review)
    }

    /// Types part of a line, and waits until it is seen.
    func begin(_ text: String) throws {
        try send(text)
        try wait(for: text)
    }

    /// Clears the line and enters another.
    func replace(with text: String) throws {
        try send("\(Question.clear)\(text)\r")
    }
}

/// Answers as a file holds them.
enum Answers {
    static let right: [String: String] = Dictionary(
        uniqueKeysWithValues: Question.allCases.map { ($0.rawValue, $0.answer) }
    ).merging(["verification": "called-back"]) { $1 }

    /// The right answers with these changed.
    static func json(_ changes: [String: String] = [:]) throws -> String {
        let answers = right.merging(changes) { $1 }
        return String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
    }
}
