import Foundation
import TestSupport

extension Office {
    /// A practice home where Pat's contract has five serial numbers: three with Lee as coordinator, one
    /// without, one with Noa.
    convenience init(stockedWithMany: Void) throws {
        try self.init()
        try write(Self.many, to: "many.csv")
        let loaded = try Program.run(
            "coordinator-processor", ["load", path("many.csv"), "--home", home],
            environment: environment)
        guard loaded.status == .exited(0) else {
            throw ProgramFailure(description: loaded.standardError)
        }
    }

    private static let many: String = {
        let rows = [
            ("Plan Studio", "123-12345678", "lee@example.com,Lee,Wong"),
            ("Bridge Designer", "123-12345679", ",,"),
            ("Terrain Viewer", "123-12345680", "lee@example.com,Lee,Wong"),
            ("Render Box", "123-12345681", "lee@example.com,Lee,Wong"),
            ("Plan Studio", "123-12345682", "noa@example.com,Noa,Kim"),
        ]
        let header = """
            contract_number,contract_manager_email,contract_manager_first_name,\
            contract_manager_last_name,company,starts_on,expires_on,product,activation,access,\
            seats,serial_number,subscription_id,coordinator_email,coordinator_first_name,\
            coordinator_last_name

            """
        return header
            + rows.map { product, number, coordinator in
                """
                110001001,pat@example.com,Pat,Lee,Harbor Drafting,2024-03-01,2031-02-28,\
                \(product),serial-number,single-user,5,\(number),,\(coordinator)

                """
            }.joined()
    }()

    /// All documents that wait, in the order of their names.
    func documents() throws -> [JSON] {
        try queued().map { try JSON(data: try content("queue/incoming/\($0)")) }
    }

    /// Changes when a draft was last saved.
    func age(draft: String, days: Int) throws {
        let moment = Date().addingTimeInterval(Double(-days) * 86_400 - 60)
        try FileManager.default.setAttributes(
            [.modificationDate: moment], ofItemAtPath: path("drafts/\(draft).json"))
    }
}

extension PseudoTerminal {
    /// Answers the questions from one to another, and waits for that.
    func walk(from first: Question, to last: Question) throws {
        for question in last.earlier.drop(while: { $0 != first }) { try answer(question) }
        try wait(for: last.prompt)
    }

    /// Answers the questions from one on, and waits for the review.
    func walkToReview(from first: Question) throws {
        for question in Question.allCases.drop(while: { $0 != first }) { try answer(question) }
        try wait(for: Question.review)
    }

    /// Every byte shown so far, as text.
    var raw: String { String(decoding: rawBytes, as: UTF8.self) }
}
