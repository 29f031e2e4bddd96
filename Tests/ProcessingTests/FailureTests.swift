import CoordinatorModel
import Foundation
import ModelFixtures
import ProcessingFixtures
import RequestQueue
import Store
import Testing

@testable import Processing

@Suite("Failures of store and disk")
struct FailureTests {
    @Test("a locked store ends the run with every file left")
    func lockedStore() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try office.drop("{".utf8, "scrap")
        let other = try StoreLock(path: office.home.store.text)
        let path = office.home.store.text
        do {
            var drain = try office.drain(store: office.openStore(busyTimeout: .milliseconds(10)))

            await #expect(throws: ProcessingError.store(.busy(path: path))) {
                try await drain.run()
            }

            #expect(drain.report.settled == 0)
            #expect(try office.names(.incoming).count == 2 && office.names(.corrupt) == [])
        }
        try other.letGo()
        #expect(try await office.drainAll().settled == 2)
    }

    @Test("a full disk while a corrupt file is put aside leaves it, and what is on record counts")
    func fullDisk() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try office.drop("{".utf8, "scrap")
        let folder = office.home[.corrupt]
        let files = Files { operation throws(FileFault) in
            if case .create(let path) = operation, path.folder == folder { throw .fails(ENOSPC) }
        }
        do {
            var drain = try office.drain(files)

            await #expect(throws: ProcessingError.self) { try await drain.run() }

            #expect(drain.report.applied == 1 && drain.report.corrupt.count == 0)
            #expect(try office.names(.incoming).count == 2)
        }
        let again = try await office.drainAll()
        #expect(again.alreadyOnRecord == 1 && again.corrupt.count == 1)
        #expect(try await office.changes(by: 1) == 1)
    }

    @Test("what was committed counts, though a late withdrawal beside it cannot be noted")
    func lateWithdrawalNotNoted() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        try await office.drainAll()
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2))
        try office.withdraw(1)
        try office.refuseLateWithdrawals()
        var drain = try office.drain()

        await #expect(throws: ProcessingError.self) { try await drain.run() }

        #expect(try await office.outcome(2) == .applied)
        #expect(drain.report.applied == 1 && drain.report.alreadyOnRecord == 0)
    }

    @Test("a file that cannot be removed stays, is reported, and stops no other")
    func stuck() async throws {
        let office = try await Office()
        let file = office.home[.incoming].appending("junk")
        #expect(FileManager.default.createFile(atPath: file.text, contents: nil))
        try office.queue(ChangeRequest(1))
        var drain = try office.drain(
            Files { operation throws(FileFault) in
                if operation == .remove(file) { throw .fails(EACCES) }
            })

        try await drain.run()

        #expect(drain.report.applied == 1 && drain.report.corrupt.count == 0)
        #expect(drain.report.stuck.map(\.name.description) == ["junk"])
        #expect(drain.report.stuckCount == 1)
        #expect(try office.names(.incoming) == ["junk"])
    }

    @Test(
        "a request that may not be read stays, is reported, and stops no other",
        .enabled(if: geteuid() != 0, "root may read everything"))
    func unreadable() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2))
        let path = office.home[.incoming].appending(ChangeRequest(1).fileName).text
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)

        let report = try await office.drainAll()

        #expect(report.applied == 1 && report.stuck.count == 1)
        #expect(try office.names(.incoming) == [ChangeRequest(1).fileName])
    }
}
