import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import Store
import Synchronization
import Testing

@testable import Processing

/// Stops a program before one of its file operations: that one and all after it fail.
private final class Crash: Sendable {
    private let left: Mutex<Int>

    init(before stop: Int) { left = Mutex(stop) }

    var hasHappened: Bool { left.withLock { $0 < 0 } }

    var files: Files {
        Files { [self] _ throws(FileFault) in
            let stops = left.withLock { left in
                if left >= 0 { left -= 1 }
                return left < 0
            }
            if stops { throw .fails(EIO) }
        }
    }
}

@Suite("Crashes between claim, decide and settle")
struct CrashTests {
    /// Of everything one: applied, rejected, withdrawn, corrupt, on record already, withdrawn too
    /// late, nothing to withdraw.
    private func prepare() async throws -> Office {
        let office = try await Office(serialNumbers: 4)
        try office.queue(ChangeRequest(9, serial: 4))
        try await office.drainAll()
        try office.queue(
            ChangeRequest(1), ChangeRequest(2, serial: 2, from: "kim@example.com"),
            ChangeRequest(3, serial: 3), ChangeRequest(9, serial: 4))
        try office.drop("{".utf8, ChangeRequest(4).fileName)
        try office.withdraw(3)
        try office.withdraw(8)
        try office.withdraw(9)
        return office
    }

    @Test("whichever file operation is the last, the next run leaves one outcome each")
    func everyOperation() async throws {
        var crashes = 0
        while true {
            let office = try await prepare()
            let crash = Crash(before: crashes)
            do {
                var drain = try office.drain(crash.files, batchSize: 2)
                try await drain.run()
            } catch {
                #expect(crash.hasHappened)
            }

            try await office.drainAll()

            try await check(office, "after \(crashes) file operations")
            if !crash.hasHappened { break }
            crashes += 1
        }
        print("crashes explored: \(crashes)")
        #expect(crashes > 60)
    }

    private func check(_ office: Office, _ when: Comment) async throws {
        #expect(try await office.outcome(1) == .applied, when)
        #expect(try await office.outcome(2) == .rejected, when)
        #expect(try await office.outcome(3) == .withdrawn, when)
        #expect(try await office.outcome(9) == .applied, when)
        for (number, count) in [1: 1, 2: 0, 3: 0, 9: 1] as [UInt32: Int] {
            #expect(try await office.changes(by: number) == count, when)
        }
        let late = try await office.directory.history(of: .request(RequestID(9)))
        #expect(
            late.map(\.field) == [JournalEntry.coordinatorField, JournalEntry.tooLateField], when)
        #expect(try office.names(.incoming) == [] && office.names(.withdrawals) == [], when)
        let corrupt = [ChangeRequest(4).fileName, "\(RequestID(8)).json"]
        #expect(try office.corruptFiles().keys.sorted() == corrupt.sorted(), when)
        let left = try office.names(.corrupt)
        #expect(left == ["000001", "000001.json", "000002", "000002.json"], when)
    }
}
