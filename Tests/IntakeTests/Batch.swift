import CoordinatorModel
import Foundation
import InMemoryStore
import Intake
import ModelFixtures
import RequestQueue
import Store
import TestSupport

/// A file of requests beside a home with the practice customers.
struct Batch {
    static let header =
        "case_reference,contract_manager,serial_number,current_coordinator,first_name,last_name,"
        + "email,phone,verification"
    /// One good row for each of two serial numbers.
    static let sam =
        "0001,pat@example.com,123-12345678,lee@example.com,Sam,Ito,sam@example.com,,called-back"
    static let kim =
        "0002,Pat@Example.com,123 12345679,pat@example.com,Kim,\"Day, Jr.\",kim@example.com,"
        + "+1 503 555 0100,email-reply"
    /// Two things are wrong with it.
    static let bad =
        "0003,pat@example.com,123-99999999,lee@example.com,,Ito,sam@example.com,,called-back"

    let folder: TemporaryDirectory
    let home: Home
    let store = InMemoryStore()
    let path: String

    init(_ rows: String..., header: String = header) async throws {
        folder = try TemporaryDirectory()
        home = Home(Path(folder.appending("home")))
        try home.setUp()
        path = folder.appending("batch.csv")
        let licenses = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Templates/practice-licenses.csv")
        _ = try await store.load(
            .bytes([UInt8](try Data(contentsOf: licenses)), name: "practice"), at: Sample.now)
        try write([header] + rows)
    }

    var rejectsPath: String { folder.appending("batch.rejected.csv") }

    func write(_ lines: [String]) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8)
            .write(to: URL(fileURLWithPath: path))
    }

    /// What the check finds, for a file that was or was not submitted before.
    func check(
        _ file: BatchFile, known: Receipt? = nil, accepting accepted: Set<Problem.Code> = [],
        rejectsPath: String? = nil, progress: (Int) throws(BatchError) -> Void = { _ in }
    ) async throws -> BatchFindings {
        let rules = ChangeRules(
            lists: Sample.lists, today: Sample.today,
            place: .conversation(statement: { _, _ in nil }))
        var check = BatchCheck(
            receipt: known ?? receipt(file), isKnown: known != nil, rules: rules,
            acceptedWarnings: accepted, directory: store,
            queue: try QueueListing(home).snapshot(), rejectsPath: rejectsPath,
            wording: { "\($0.code)!" })
        return try await check.run(file, progress: progress)
    }

    func receipt(_ file: BatchFile) -> Receipt {
        Receipt(
            file: file.name, digest: file.digest, rows: 0, firstID: "CC-06H0JV3FJEDBSQQH",
            submittedAt: Sample.now, preparedBy: Sample.preparer,
            authorization: .init(
                statement: "I may.", confirmedBy: "maria", confirmedAt: Sample.now))
    }

    /// Checks and queues, as the program does.
    func submit(
        accepting accepted: Set<Problem.Code> = [], files: Files = Files()
    ) async throws -> BatchFindings {
        let file = try BatchFile(path: path)
        let place = try Receipts(home, files: files)
            .open(file.digest, as: .current(at: Sample.now))
        let known = place.receipt
        let findings = try await check(file, known: known, accepting: accepted)
        var receipt = known ?? receipt(file)
        receipt.rows = findings.rows
        receipt.rejectedRows.formUnion(findings.rejectedRows)
        receipt.acceptedWarnings.formUnion(accepted)
        if receipt != known { try place.write(receipt) }
        let writer = QueueWriter(home, files: files)
        try BatchQueueing(file, findings, receipt, writer: writer).run { _ in }
        return findings
    }

    /// What waits, by name.
    func waiting() throws -> [QueueName: Data] {
        let listing = QueueListing(home)
        return try listing.names().reduce(into: [:]) { $0[$1] = try listing.read($1)?.bytes }
    }
}
