import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import TestSupport
import Testing

@Suite("A second processor")
struct SecondProcessorTests {
    private static let first = Holder(
        user: "omar", host: "server-1", process: 4711,
        since: Timestamp(Date(timeIntervalSinceNow: -330)))
    private static let named = "omar on server-1, process 4711, begun 5 min ago"

    @Test(
        "says who is at work, does nothing, and ends with 75", arguments: [["run"], ["load", "x"]])
    func refused(arguments: [String]) async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let lock = try ProcessorLock.acquire(office.home, as: Self.first)

        let result = try Program.run(
            "coordinator-processor", arguments + ["--home", office.home.root.text])

        #expect(
            result.standardError == """
                Another processor is at work: \(Self.named). Nothing was done. Try again when it \
                has ended.
                --wait waits for that.

                """)
        #expect(result.standardOutput == "" && result.status == .exited(75))
        #expect(try office.names(.incoming).count == 1)
        withExtendedLifetime(lock) {}
    }

    @Test("with --wait begins when the first one has ended")
    func waits() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        var lock: ProcessorLock? = try ProcessorLock.acquire(office.home, as: Self.first)
        let terminal = try processorInTerminal("run", "--wait", in: office)
        try terminal.wait(for: "Waiting for the processor at work: omar on server-1")

        #expect(lock != nil)
        lock = nil

        try terminal.wait(for: "1 applied")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("asked to stop while it waits, does nothing and ends with 130")
    func stopped() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let lock = try ProcessorLock.acquire(office.home, as: Self.first)
        let terminal = try processorInTerminal("run", "--wait", in: office)
        try terminal.wait(for: "Waiting for")

        terminal.signal(SIGINT)

        try terminal.wait(for: "Stopped while waiting. Nothing was done.")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(try office.names(.incoming).count == 1)
        withExtendedLifetime(lock) {}
    }

    @Test("a plan needs no lock")
    func plan() async throws {
        let office = try await Office()
        let lock = try ProcessorLock.acquire(office.home, as: Self.first)

        #expect(try processor("plan", in: office).status == .exited(0))
        withExtendedLifetime(lock) {}
    }
}
