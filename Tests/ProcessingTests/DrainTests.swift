import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import Store
import Testing

@testable import Processing

@Suite("Draining the queue")
struct DrainTests {
    @Test("an empty queue is drained at once")
    func empty() async throws {
        let report = try await Office().drainAll()

        #expect(report.ending == .drained)
        #expect(report.settled == 0 && report.batches == 0)
    }

    @Test("a request is applied: the coordinator changes, the journal says so, the file goes")
    func applied() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))

        let report = try await office.drainAll()

        #expect(report.applied == 1 && report.settled == 1)
        #expect(try await office.outcome(1) == .applied)
        #expect(try await office.coordinator() == "sam@example.com")
        #expect(try await office.changes(by: 1) == 1)
        #expect(try office.names(.incoming) == [])
    }

    @Test("a request that breaks a rule is recorded with its problems, and changes nothing")
    func rejected() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1, from: "kim@example.com"))

        let report = try await office.drainAll()

        #expect(report.rejected.count == 1)
        let rejection = try #require(report.rejected.first.first)
        #expect(rejection.id == RequestID(1) && rejection.subject == Office.serial(1))
        #expect(rejection.problems.map(\.code).contains(.currentCoordinatorMismatch))
        #expect(try await office.outcome(1) == .rejected)
        #expect(try await office.coordinator() == "lee@example.com")
        #expect(try await office.changes(by: 1) == 0)
        #expect(try office.names(.incoming) == [])
    }

    @Test("corrupt files are put aside with their reasons, and stop no good one")
    func corrupt() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(3, serial: 2))
        try office.drop("{".utf8, ChangeRequest(2).fileName)
        try office.drop([], "notes.txt")

        let report = try await office.drainAll(batchSize: 1)

        #expect(report.applied == 2 && report.corrupt.count == 2)
        #expect(
            Set(report.corrupt.first.map(\.name.description)) == [
                "notes.txt", ChangeRequest(2).fileName,
            ])
        #expect(Set(try office.corruptFiles().keys) == ["notes.txt", ChangeRequest(2).fileName])
        #expect(try office.names(.incoming) == [])
    }

    @Test("requests for one serial number are applied in the order of their IDs")
    func order() async throws {
        let office = try await Office()
        try office.queue(
            ChangeRequest(3, from: "kim@example.com", to: "lee@example.com"),
            ChangeRequest(1, from: "lee@example.com", to: "sam@example.com"),
            ChangeRequest(2, from: "sam@example.com", to: "kim@example.com"))

        let report = try await office.drainAll(batchSize: 2)

        #expect(report.applied == 3 && report.batches == 2)
        #expect(try await office.coordinator() == "lee@example.com")
    }

    @Test("of two requests from the same coordinator the first is applied, the late one rejected")
    func late() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1, to: "sam@example.com"))
        try office.queue(ChangeRequest(2, to: "kim@example.com"))

        let report = try await office.drainAll()

        #expect(report.applied == 1 && report.rejected.count == 1)
        #expect(try await office.coordinator() == "sam@example.com")
    }

    @Test("another document under an ID in the store is corrupt, and the first one stands")
    func idAlreadyUsed() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try await office.drainAll()
        try office.queue(ChangeRequest(1, note: "another"))

        let report = try await office.drainAll()

        #expect(report.corrupt.first.map(\.reason) == [.idAlreadyUsed])
        #expect(try await office.changes(by: 1) == 1)
        #expect(try office.names(.incoming) == [])
    }

    @Test("a file that came back after it was recorded is only removed")
    func alreadyOnRecord() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, from: "kim@example.com"))
        try await office.drainAll()
        try office.queue(ChangeRequest(1), ChangeRequest(2, from: "kim@example.com"))

        let report = try await office.drainAll()

        #expect(report.alreadyOnRecord == 2 && report.settled == 2)
        #expect(try await office.changes(by: 1) == 1)
        #expect(try office.names(.incoming) == [])
    }

    @Test("a limit takes the first requests, and the next run goes on")
    func limit() async throws {
        let office = try await Office(serialNumbers: 5)
        for number in 1...5 { try office.queue(ChangeRequest(UInt32(number), serial: number)) }

        let report = try await office.drainAll(limit: 3, batchSize: 2)

        #expect(report.ending == .limitReached && report.applied == 3)
        #expect(
            try office.names(.incoming)
                == [4, 5].map { ChangeRequest($0, serial: Int($0)).fileName })
        #expect(try await office.drainAll().applied == 2)
    }

    @Test("a run asked to stop ends after the present transaction")
    func stop() async throws {
        let office = try await Office(serialNumbers: 5)
        for number in 1...5 { try office.queue(ChangeRequest(UInt32(number), serial: number)) }
        var drain = try office.drain(batchSize: 2)
        var isAsked = false

        try await drain.run(shouldStop: { isAsked }, progress: { _ in isAsked = true })

        #expect(drain.report.ending == .stopped && drain.report.applied == 2)
        #expect(try office.names(.incoming).count == 3)
    }

    @Test("progress is told after each transaction")
    func progress() async throws {
        let office = try await Office(serialNumbers: 5)
        for number in 1...5 { try office.queue(ChangeRequest(UInt32(number), serial: number)) }
        var drain = try office.drain(batchSize: 2)
        var told: [Int] = []

        try await drain.run(progress: { told.append($0.settled) })

        #expect(told == [2, 4, 5])
    }
}
