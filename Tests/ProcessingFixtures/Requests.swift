import CoordinatorModel
import RequestQueue

extension Preparer {
    public static let maria = Preparer(user: "maria", host: "desk-4")
}

extension Timestamp {
    public static let morning = Timestamp("2026-11-23T08:00:00.000Z")!
    public static let noon = Timestamp("2026-11-23T12:00:00.000Z")!
    public static let evening = Timestamp("2026-11-23T18:00:00.000Z")!
}

extension RequestID {
    public init(_ number: UInt32) {
        self.init(milliseconds: 1_795_454_431_123, counter: number)
    }
}

extension ChangeRequest {
    /// Pat's request to give a serial number from one person to another.
    public init(
        _ number: UInt32, serial: Int = 1, from current: String = "lee@example.com",
        to new: String = "sam@example.com", note: String? = nil
    ) {
        self.init(
            id: RequestID(number), submittedAt: .noon, preparedBy: .maria, caseReference: nil,
            contractManager: "pat@example.com", serialNumber: Office.serial(serial),
            currentCoordinator: current,
            newCoordinator: .init(firstName: "Sam", lastName: "Ito", email: new, phone: nil),
            verification: .init(method: "called-back", note: note),
            authorization: .init(
                statement: "I may.", confirmedBy: "maria", confirmedAt: .noon),
            acknowledgedWarnings: [])
    }

    /// The name of its file in the queue.
    public var fileName: String { "\(id).\(serialNumber).json" }
}
