import CoordinatorModel
import Foundation
import ModelFixtures
import ProcessingFixtures
import RequestQueue
import Store
import Testing

@testable import Processing

@Suite("What operators hold, and what cools off")
struct OperatorTests {
    @Test("a request on hold is not applied until it is released")
    func hold() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2))
        try office.hold(1)

        #expect(try await office.drainAll().applied == 1)
        #expect(try await office.outcome(1) == nil)
        try office.operate { _ = try $0.release(office.name(1), at: .evening) }
        #expect(try await office.drainAll().applied == 1)

        #expect(try await office.outcome(1) == .applied)
        // The record is gone with the run after the one that decided it.
        try await office.drainAll()
        #expect(try office.names(.held) == [])
    }

    @Test("a withdrawal reaches a request on hold")
    func withdrawn() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try office.hold(1)
        try office.withdraw(1)

        let report = try await office.drainAll()

        #expect(report.withdrawn == 1 && report.lateWithdrawals == 0)
        #expect(try await office.outcome(1) == .withdrawn)
        #expect(try office.names(.withdrawals) == [])
    }

    @Test("what has not waited long enough stays, with what comes after it for the same subject")
    func coolingOff() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2), ChangeRequest(3))
        try office.withdraw(2)
        let now = Timestamp(Date())

        let early = try await office.drain(after: .seconds(3600), at: now)
        #expect(early.applied == 0 && early.withdrawn == 1 && early.cooling == 2)
        #expect(try office.names(.incoming).count == 2)

        let late = try await office.drain(
            after: .seconds(3600), at: now + .seconds(3700))
        #expect(late.applied == 1 && late.rejected.count == 1 && late.cooling == 0)
    }

    @Test("the later of two for one subject is not due before the first")
    func coolingOrder() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2))
        let listing = QueueListing(office.home)
        let files = try listing.names().compactMap { try listing.read($0) }
        var cooling = CoolingOff(.seconds(60))
        let later = files[0].queuedAt + .seconds(30)

        let first = cooling.end(for: files[0], at: later)
        let second = cooling.end(for: files[1], at: later)

        #expect(first == files[0].queuedAt + .seconds(60))
        #expect(try #require(second) >= #require(first))
        #expect(cooling.end(for: files[1], at: later + .seconds(60)) == nil)
    }

    @Test("a plan knows that what is on hold stays so, whoever puts it in once more")
    func plannedHold() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try office.hold(1)

        try office.queueMany([ChangeRequest(1)])
        #expect(try await office.plan().entries.isEmpty)
        var other = ChangeRequest(1)
        other.caseReference = "another"
        try office.queueMany([other])
        #expect(try await office.plan().entries.map(\.fate) == [.corrupt(.idAlreadyUsed)])
        #expect(try await office.drainAll().corrupt.count == 1)
    }

    @Test("a plan tells of a request on hold that is withdrawn")
    func plannedWithdrawal() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try office.hold(1)
        #expect(try await office.plan().entries.isEmpty)
        try office.withdraw(1)

        let fate = try await office.plan().entries.first?.fate

        guard case .verdict(.withdrawn)? = fate else {
            Issue.record("\(String(describing: fate))")
            return
        }
    }

    @Test("how old a document says it is does not shorten its wait")
    func oldID() async throws {
        let office = try await Office()
        let old = RequestID(milliseconds: 1, counter: 1)
        var request = ChangeRequest(1)
        request.id = old
        try office.queue(request)

        let report = try await office.drain(after: .seconds(60), at: Timestamp(Date()))

        #expect(report.cooling == 1 && report.applied == 0)
    }

    @Test("a plan says until when a request cools off")
    func plan() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let now = Timestamp(Date())

        let plan = try await Plan.make(
            QueueListing(office.home), office.directory, rules: Sample.processingRules,
            coolingOff: .seconds(3600), at: now)

        guard case .coolsOff(let end)? = plan.entries.first?.fate else {
            Issue.record("\(plan.entries)")
            return
        }
        #expect(end > now && end < now + .seconds(3700))
    }
}

extension Office {
    fileprivate func name(_ number: UInt32) throws -> QueueName {
        let names = try QueueListing(home).names() + QueueListing(home).names(in: .held)
        return try #require(names.first { $0.id == RequestID(number) })
    }

    fileprivate func hold(_ number: UInt32) throws {
        try operate { _ = try $0.hold(name(number), reason: "ask first", at: .noon) }
    }

    fileprivate func operate(_ body: (QueueOperator) throws -> Void) throws {
        let lock = try ProcessorLock.acquire(home, as: .current(at: .evening))
        try body(QueueOperator(lock, by: .maria))
    }

    fileprivate func drain(after time: Duration, at now: Timestamp) async throws -> RunReport {
        let lock = try ProcessorLock.acquire(home, as: .current(at: .evening))
        var drain = Drain(
            QueueReader(lock, coolingOff: time), into: try openStore(), now: { now },
            rules: { _ in Sample.processingRules })
        try await drain.run()
        return drain.report
    }
}
