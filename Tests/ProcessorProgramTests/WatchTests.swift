import CoordinatorModel
import Foundation
import GRDB
import ProcessingFixtures
import RequestQueue
import TestSupport
import Testing

@Suite("coordinator-processor watch")
struct WatchTests {
    @Test("applies what waits and what arrives, and ends cleanly on SIGTERM")
    func arrivals() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let terminal = try processorInTerminal("watch", "--every", "3600", in: office)

        try terminal.wait(for: "drained applied=1")
        try office.queue(ChangeRequest(2, serial: 2))
        try terminal.wait(for: "drained applied=1")
        try office.withdraw(2)
        try terminal.wait(for: "came too late")
        terminal.signal(SIGTERM)

        try terminal.wait(for: "stopped")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(try await office.outcome(2) == .applied)
    }

    @Test("goes on after the store was busy")
    func busy() async throws {
        let office = try await Office()
        let terminal = try processorInTerminal("watch", "--every", "1", in: office)
        try terminal.wait(for: "watching")

        try whileStoreIsLocked(in: office) {
            try office.queue(ChangeRequest(1))
            try terminal.wait(for: "the store is busy")
        }

        try terminal.wait(for: "drained applied=1")
        terminal.signal(SIGINT)
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("waits where another processor is at work, and lets operators in between")
    func others() async throws {
        let office = try await Office()
        var lock: ProcessorLock? = try ProcessorLock.acquire(
            office.home, as: .current(at: .noon))
        let terminal = try processorInTerminal("watch", "--every", "1", in: office)
        try terminal.wait(for: "another processor is at work")
        try office.queue(ChangeRequest(1))
        withExtendedLifetime(lock) {}
        lock = nil
        try terminal.wait(for: "drained applied=1")

        let status = try processor("hold", "CC-06H0JV3FJEDBSQQH", "--reason", "x", in: office)

        #expect(status.status == .exited(66))
        terminal.signal(SIGTERM)
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("a store put in the place of the one before is the one that requests are applied to")
    func replacedStore() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let terminal = try processorInTerminal("watch", "--every", "3600", in: office)
        try terminal.wait(for: "drained applied=1")

        try await whileNobodyProcesses(in: office) {
            let store = office.home.store.text
            try changeStore(store, "VACUUM INTO '\(store).copy'")
            // The log and its index are gone already: another program opened and closed the store.
            try FileManager.default.removeItem(atPath: store)
            try FileManager.default.moveItem(atPath: store + ".copy", toPath: store)
        }
        try office.queue(ChangeRequest(2, serial: 2))
        try terminal.wait(for: "the store is another file than before")
        try terminal.wait(for: "drained applied=1")
        #expect(try await office.outcome(2) == .applied)

        try await whileNobodyProcesses(in: office) {
            try FileManager.default.removeItem(atPath: office.home.store.text)
        }
        try office.queue(ChangeRequest(3, serial: 3))
        #expect(try terminal.waitForExit() == .exited(78))
        #expect(try office.names(.incoming).count == 1)
    }

    private func whileNobodyProcesses(
        in office: Office, _ body: () throws -> Void
    ) async throws {
        let lock = try await ProcessorLock.acquire(
            office.home, as: .current(at: .noon), lookingEvery: .milliseconds(10)
        ) { _ in true }
        try body()
        withExtendedLifetime(lock) {}
    }

    private func whileStoreIsLocked(in office: Office, _ body: () throws -> Void) throws {
        try DatabaseQueue(path: office.home.store.text).writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            try body()
            try db.execute(sql: "ROLLBACK")
        }
    }
}
