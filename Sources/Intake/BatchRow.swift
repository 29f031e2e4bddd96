import CommaSeparated
import CoordinatorModel
import RequestQueue

/// A row that could be read: its answers, and the document that comes of them.
struct BatchRow: Sendable {
    let line: Int
    /// As they stand in the file, those of unknown columns too.
    let fields: [String]
    let answers: Answers

    /// What stands in the row was answered by whoever confirms the file.
    init(_ row: TableReader<BatchColumn>.Row, confirmedBy user: String, at moment: Timestamp) {
        (line, fields) = (row.line, row.fields)
        var answers = [
            QuestionID.authorization: Answer(
                text: ChangeRules.confirmation, by: user, at: moment)
        ]
        for column in BatchColumn.allCases {
            answers[column.question] = Answer(text: row[column], by: user, at: moment)
        }
        self.answers = answers
    }

    /// The request of a row that the rules found good: the same for the same receipt and warnings.
    func request(_ receipt: Receipt, row: Int, warnings: Set<Problem.Code>) -> ChangeRequest {
        ChangeRequest(
            id: receipt.id(ofRow: row), submittedAt: receipt.submittedAt,
            preparedBy: receipt.preparedBy, caseReference: optional(.caseReference),
            contractManager: address(.contractManager),
            serialNumber: answers.serialNumber?.text ?? text(.serialNumber),
            currentCoordinator: address(.currentCoordinator),
            newCoordinator: .init(
                firstName: text(.firstName), lastName: text(.lastName), email: address(.email),
                phone: optional(.phone)),
            verification: .init(method: text(.verification), note: nil),
            authorization: receipt.authorization,
            acknowledgedWarnings: warnings.map(\.rawValue).sorted(), group: receipt.name)
    }

    private func text(_ question: QuestionID) -> String { answers[question]?.text.normalised ?? "" }

    private func address(_ question: QuestionID) -> String {
        answers.email(question)?.text ?? text(question)
    }

    private func optional(_ question: QuestionID) -> String? {
        let text = text(question)
        return text.isEmpty ? nil : text
    }
}
