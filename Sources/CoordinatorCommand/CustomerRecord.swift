import CommandSupport
import CoordinatorModel
import Foundation
import Templates
import Terminal

/// The record of one request that staff give to the customer.
struct CustomerRecord {
    private let values: [String: String]

    /// Throws where the file is no request.
    init(_ report: RequestReport) throws {
        guard
            case .coordinatorChange(let request)? = try? SubmittedRequest(
                document: Data(report.document.utf8))
        else {
            throw Failure(
                "\(report.id) is no request that could be read, so there is no receipt.", .badData)
        }
        let new = request.newCoordinator
        var values = [
            "id": report.id.description, "state": report.state.rawValue,
            "serialNumber": request.serialNumber, "contractManager": request.contractManager,
            "currentCoordinator": request.currentCoordinator,
            "newCoordinator": "\(new.firstName) \(new.lastName) <\(new.email)>",
            "submittedAt": report.submittedAt?.description ?? "",
        ]
        values["phone"] = new.phone
        values["caseReference"] = request.caseReference
        values["decidedAt"] = report.decidedAt?.description
        let reasons = report.problems.filter { !$0.isWarning }.map(\.message)
        values["reason"] = report.withdrawal?.reason ?? reasons.joined(separator: "\n")
        self.values = values.mapValues {
            $0.split(separator: "\n").map { printable(String($0)) }.joined(separator: "\n")
        }
    }

    func text(_ texts: Texts) -> String { texts.receipt(values) }
}
