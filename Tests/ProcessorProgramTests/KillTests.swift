import CoordinatorModel
import Foundation
import ModelFixtures
import ProcessingFixtures
import RequestQueue
import Store
import TestSupport
import Testing

@Suite("SIGKILL")
struct KillTests {
    private static let count = 300

    /// Of every ten requests seven are applied, one each is rejected, withdrawn and corrupt.
    private enum Kind {
        case applied
        case rejected
        case withdrawn
        case corrupt

        init(_ number: Int) {
            switch number % 10 {
            case 7: self = .rejected
            case 8: self = .withdrawn
            case 9: self = .corrupt
            default: self = .applied
            }
        }
    }

    @Test("at random moments until the queue is drained: every request has exactly one outcome")
    func untilDrained() async throws {
        let office = try await Office(serialNumbers: Self.count)
        try prepare(office)
        var generator = SeededGenerator(seed: 2026)
        var kills = 0
        var longest: UInt32 = 20_000

        // Longer and longer, so that it comes to its end on the slowest machine.
        while true {
            let terminal = try processorInTerminal("run", in: office)
            longest += longest / 20
            usleep(UInt32.random(in: 0...longest, using: &generator))
            terminal.signal(SIGKILL)
            if try terminal.waitForExit() == .exited(0) { break }
            kills += 1
        }

        print("killed \(kills) times")
        #expect(kills > 5)
        try await check(office)
    }

    private func prepare(_ office: Office) throws {
        for number in 1...Self.count {
            let request = ChangeRequest(UInt32(number), serial: number)
            switch Kind(number) {
            case .applied: try office.queueMany([request])
            case .rejected:
                try office.queueMany([
                    ChangeRequest(UInt32(number), serial: number, from: "kim@example.com")
                ])
            case .withdrawn:
                try office.queueMany([request])
                try office.withdraw(UInt32(number))
            case .corrupt: try office.drop("{".utf8, request.fileName)
            }
        }
    }

    private func check(_ office: Office) async throws {
        #expect(try office.names(.incoming) == [] && office.names(.withdrawals) == [])
        let corrupt = try office.corruptFiles()
        for number in 1...Self.count {
            let request = ChangeRequest(UInt32(number), serial: number)
            let outcome = try await office.outcome(UInt32(number))
            let changes = try await office.changes(by: UInt32(number))
            let coordinator = try await office.coordinator(number)
            switch Kind(number) {
            case .applied:
                #expect(outcome == .applied && changes == 1 && coordinator == "sam@example.com")
            case .rejected:
                #expect(outcome == .rejected && changes == 0 && coordinator == "lee@example.com")
            case .withdrawn:
                #expect(outcome == .withdrawn && changes == 0 && coordinator == "lee@example.com")
            case .corrupt:
                #expect(outcome == nil && changes == 0 && corrupt[request.fileName] != nil)
            }
        }
        #expect(corrupt.count == Self.count / 10)
        #expect(try office.names(.corrupt).count == 2 * Self.count / 10)
    }
}
