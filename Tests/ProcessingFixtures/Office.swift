import CoordinatorModel
import Foundation
import RequestQueue
import Store

/// A home in a folder of its own, with licenses in the store: Pat manages them all, and Lee
/// coordinates every serial number.
public final class Office: Sendable {
    private let folder: String
    public let home: Home

    /// - Parameter serialNumbers: How many: `123-00000001` and so on.
    public init(serialNumbers: Int = 3) async throws {
        // In memory where the system has a place for that: hundreds of stores are synced here.
        let memory = "/dev/shm"
        let place = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        folder = "\(place)/processing-\(UUID().uuidString)"
        home = Home(Path(folder).appending("home"))
        try home.setUp()
        let store = try SQLiteStore.create(at: home.store.text)
        let text = Self.licenses(serialNumbers)
        _ = try await store.load(
            .bytes(Array(text.utf8), name: "licenses.csv"), at: .morning)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    public func openStore(busyTimeout: Duration = .seconds(5)) throws -> SQLiteStore {
        try SQLiteStore.open(at: home.store.text, busyTimeout: busyTimeout)
    }

    public var directory: SQLiteDirectory { SQLiteDirectory(path: home.store.text) }

    public func queue(_ requests: ChangeRequest...) throws {
        for request in requests {
            _ = try QueueWriter(home).put(SealedDocument(request))
        }
    }

    /// The same for very many: not brought to disk.
    public func queueMany(_ requests: [ChangeRequest]) throws {
        for request in requests {
            try drop(request.document, "\(request.id).\(request.serialNumber).json")
        }
    }

    public func withdraw(_ number: UInt32, reason: String = "wrong person") throws {
        let withdrawal = Withdrawal(id: RequestID(number), by: .maria, at: .noon, reason: reason)
        _ = try QueueWriter(home).withdraw(withdrawal)
    }

    /// Puts a file where anybody could.
    public func drop(
        _ content: some Sequence<UInt8>, _ name: String, in place: Home.Folder = .incoming
    ) throws {
        try Data(content).write(to: URL(fileURLWithPath: home[place].appending(name).text))
    }

    public func names(_ place: Home.Folder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: home[place].text).sorted()
    }

    /// The name and reason of each corrupt file.
    public func corruptFiles() throws -> [String: String] {
        let records = try QueueListing(home).corruptRecords().compactMap(\.record)
        return Dictionary(
            records.map { ($0.name, $0.reason) }, uniquingKeysWith: { "\($0) and \($1)" })
    }

    /// From now on the store fails where a withdrawal that came too late is to be noted.
    public func refuseLateWithdrawals() throws {
        try changeStore(
            home.store.text,
            """
            CREATE TRIGGER refuse BEFORE INSERT ON journal WHEN NEW.kind = 'withdrawal'
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """)
    }

    public func outcome(_ number: UInt32) async throws -> RequestOutcome? {
        try await directory.request(RequestID(number))?.outcome
    }

    public func coordinator(_ serial: Int = 1) async throws -> String? {
        let number = SerialNumber(typed: Self.serial(serial))!
        let found = try await directory.facts(for: [.serialNumber(number)])
        return found.registered(number)??.coordinator.email.text
    }

    /// How often the journal says that this request changed a coordinator.
    public func changes(by number: UInt32) async throws -> Int {
        try await directory.history(of: .request(RequestID(number)))
            .count { $0.field == JournalEntry.coordinatorField }
    }

    public static func serial(_ number: Int) -> String {
        let digits = String(number)
        return "123-" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    public static func licenses(_ count: Int) -> String {
        let header = LoadColumn.allCases.map(\.rawValue).joined(separator: ",")
        let rows = (1...count).map {
            """
            100200,pat@example.com,Pat,Lee,Example Ltd,2025-01-01,2039-12-31,Draw,serial-number,\
            single-user,5,\(serial($0)),,lee@example.com,Lee,Kim
            """
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }
}
