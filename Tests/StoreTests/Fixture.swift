import CoordinatorModel
import Foundation
import Store

/// The values that the tests speak of.
enum Fixture {
    static let practicePath = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Templates/practice-licenses.csv").path

    static let loadedAt = Timestamp("2026-11-23T08:00:00.000Z")!
    static let decidedAt = Timestamp("2026-11-23T18:00:00.000Z")!

    static let rules = ChangeRules(
        lists: RuleLists(
            verificationMethods: [], dummySerialNumbers: [serial("666-69696969")],
            mailDomains: []),
        today: CalendarDate("2026-11-23")!, place: .processing)

    static func serial(_ text: String) -> SerialNumber { SerialNumber(typed: text)! }

    static func email(_ text: String) throws -> EmailAddress { try EmailAddress(typed: text) }

    static func id(_ count: UInt32) -> RequestID {
        RequestID(milliseconds: 1_795_454_431_123, counter: 0x9ABC_DEF0 + count)
    }

    /// A request of Pat's to make Sam coordinator of Lee's serial number.
    static func request(
        _ count: UInt32 = 1, from current: String = "lee@example.com",
        to new: String = "sam@example.com", firstName: String = "Sam", phone: String? = nil,
        user: String = "maria", caseReference: String? = nil,
        serialNumber: String = "123-12345678", manager: String = "pat@example.com"
    ) -> ChangeRequest {
        ChangeRequest(
            id: id(count), submittedAt: Timestamp("2026-11-23T17:20:31.123Z")!,
            preparedBy: Preparer(user: user, host: "desk-4"), caseReference: caseReference,
            contractManager: manager, serialNumber: serialNumber, currentCoordinator: current,
            newCoordinator: .init(
                firstName: firstName, lastName: "Ito", email: new, phone: phone),
            verification: .init(method: "called-back", note: nil),
            authorization: .init(
                statement: "I am authorized.", confirmedBy: user,
                confirmedAt: Timestamp("2026-11-23T17:20:29.001Z")!),
            acknowledgedWarnings: [])
    }

    static func claim(
        _ request: ChangeRequest, handling: [HandlingStep] = [], withdrawal: Withdrawal? = nil
    ) -> Claim {
        Claim(
            request: .coordinatorChange(request), document: request.document, owner: "maria",
            handling: handling, withdrawal: withdrawal)
    }

    static func withdrawal(_ count: UInt32) -> Withdrawal {
        Withdrawal(
            id: id(count), by: Preparer(user: "maria", host: "desk-4"),
            at: Timestamp("2026-11-23T17:40:00.000Z")!, reason: "wrong person")
    }
}

extension LicenseStore {
    func decide(_ requests: ChangeRequest...) async throws -> [Decision] {
        try await decide(
            requests.map { Fixture.claim($0) }, rules: Fixture.rules, at: Fixture.decidedAt)
    }
}

extension LicenseDirectory {
    func registered(_ number: String = "123-12345678") async throws -> RegisteredSerialNumber? {
        let query = Query.serialNumber(Fixture.serial(number))
        guard case .serialNumber(let found) = try await facts(for: [query])[query] else {
            return nil
        }
        return found
    }
}
