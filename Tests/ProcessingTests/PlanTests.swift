import CoordinatorModel
import Foundation
import ModelFixtures
import ProcessingFixtures
import RequestQueue
import Store
import Testing

@testable import Processing

@Suite("Planning a run")
struct PlanTests {
    @Test("nothing waits, nothing is planned")
    func empty() async throws {
        #expect(try await Office().plan() == Plan())
    }

    @Test("each request gets the fate that the run gives it, and nothing is changed by planning")
    func fates() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(9, serial: 3))
        try await office.drainAll()
        try office.queue(
            ChangeRequest(1, to: "sam@example.com"),
            ChangeRequest(2, from: "sam@example.com", to: "kim@example.com"),
            ChangeRequest(3), ChangeRequest(4, serial: 2), ChangeRequest(9, serial: 3))
        try office.drop("{".utf8, ChangeRequest(5).fileName)
        try office.drop([], "notes.txt")
        try office.withdraw(4)
        let before = try [office.names(.incoming), office.names(.withdrawals)]

        let plan = try await office.plan(batchSize: 2)

        #expect(plan.entries.map(\.name.id) == [1, 2, 3, 4, 5, 9].map { RequestID($0) })
        #expect(
            plan.entries.map { Self.word($0.fate) } == [
                "applied", "applied", "rejected", "withdrawn", "corrupt", "on record",
            ])
        #expect(plan.misnamed == 1)
        #expect(try [office.names(.incoming), office.names(.withdrawals)] == before)
        #expect(try office.names(.corrupt) == [])
        #expect(try await office.coordinator() == "lee@example.com")
        #expect(try await office.directory.requests(matching: RequestFilter()).count == 1)
        let report = try await office.drainAll()
        #expect(report.applied == 2 && report.rejected.count == 1 && report.withdrawn == 1)
        #expect(report.corrupt.count == 2 && report.alreadyOnRecord == 1)
    }

    @Test("a processor at work is no hindrance, and not hindered")
    func besideProcessor() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let processor = try StoreLock(path: office.home.store.text)

        let plan = try await office.plan()

        #expect(plan.entries.map { Self.word($0.fate) } == ["applied"])
        try processor.letGo()
    }

    @Test("a request that a run settles while the plan is made is on record, or gone")
    func settledMeanwhile() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, from: "sam@example.com"))
        let listing = QueueListing(office.home)
        let claims = try listing.names().compactMap { try listing.read($0)?.claim }
        try await office.drainAll()

        var rehearsal = Rehearsal(in: office.directory, rules: Sample.processingRules)
        let decisions = try await rehearsal.decide(claims)

        #expect(decisions.map(\.isEarlier) == [true, true])
        #expect(try await office.plan() == Plan())
    }

    private static func word(_ fate: Plan.Entry.Fate) -> String {
        switch fate {
        case .verdict(.applied): "applied"
        case .verdict(.rejected): "rejected"
        case .verdict(.withdrawn): "withdrawn"
        case .corrupt: "corrupt"
        case .alreadyOnRecord: "on record"
        case .coolsOff: "cools off"
        case .unreadable: "unreadable"
        }
    }
}
