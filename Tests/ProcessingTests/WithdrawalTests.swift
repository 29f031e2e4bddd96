import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import Store
import Testing

@testable import Processing

@Suite("Withdrawals")
struct WithdrawalTests {
    @Test("one that comes in time is carried out, and both files go")
    func inTime() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try office.withdraw(1)

        let report = try await office.drainAll()

        #expect(report.withdrawn == 1 && report.applied == 0 && report.lateWithdrawals == 0)
        #expect(try await office.outcome(1) == .withdrawn)
        #expect(try await office.coordinator() == "lee@example.com")
        #expect(try office.names(.incoming) == [] && office.names(.withdrawals) == [])
    }

    @Test("one that comes during the run, before its request is claimed, is in time")
    func duringRun() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2))
        var drain = try office.drain(batchSize: 1)

        try await drain.run(progress: { report in
            if report.settled == 1 { try? office.withdraw(2) }
        })

        #expect(drain.report.applied == 1 && drain.report.withdrawn == 1)
        #expect(try await office.outcome(2) == .withdrawn)
    }

    @Test("one for a decided request came too late: the journal says so, once")
    func tooLate() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try await office.drainAll()

        for _ in 1...2 {
            try office.withdraw(1)
            let report = try await office.drainAll()
            #expect(report.lateWithdrawals == 1 && report.settled == 0)
            #expect(try office.names(.withdrawals) == [])
        }

        let late = try await office.directory.history(of: .request(RequestID(1)))
            .filter { $0.field == JournalEntry.tooLateField }
        #expect(late.count == 1)
        #expect(try await office.outcome(1) == .applied)
    }

    @Test("one read with a request that an earlier run decided came too late as well")
    func tooLateWithFile() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try await office.drainAll()
        try office.queue(ChangeRequest(1))
        try office.withdraw(1)

        let report = try await office.drainAll()

        #expect(report.alreadyOnRecord == 1 && report.lateWithdrawals == 1)
        #expect(try office.names(.withdrawals) == [])
        let history = try await office.directory.history(of: .request(RequestID(1)))
        #expect(history.last?.field == JournalEntry.tooLateField)
    }

    @Test("one that withdraws nothing, or is no withdrawal, is corrupt")
    func nothingToWithdraw() async throws {
        let office = try await Office()
        try office.withdraw(7)
        try office.drop("?".utf8, "scrap", in: .withdrawals)

        let report = try await office.drainAll()

        #expect(report.corrupt.count == 2)
        #expect(report.corrupt.first.map(\.reason).contains(.nothingToWithdraw))
        #expect(try office.names(.withdrawals) == [])
        #expect(try office.corruptFiles().count == 2)
    }

    @Test("with a limit reached, those of waiting requests are left")
    func limit() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2))
        try office.withdraw(2)

        try await office.drainAll(limit: 1)

        #expect(try office.names(.withdrawals) == ["\(RequestID(2)).json"])
        #expect(try await office.drainAll().withdrawn == 1)
    }

    @Test("a request that arrives while very many withdrawals are read does not wait for them all")
    func arrivingMeanwhile() async throws {
        let office = try await Office()
        for number in 0..<60 {
            let path = office.home[.withdrawals].appending("junk \(number)").text
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
        }
        var (looks, left) = (0, 0)
        var drain = try office.drain(batchSize: 10)

        try await drain.run(
            shouldStop: {
                looks += 1
                if looks == 2 { try? office.queue(ChangeRequest(1)) }
                return false
            },
            progress: { _ in left = (try? office.names(.withdrawals).count) ?? 0 })

        #expect(drain.report.applied == 1 && drain.report.corrupt.count == 60)
        #expect(left == 50)
    }
}
