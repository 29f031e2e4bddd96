import CoordinatorModel
import Foundation
import Synchronization
import Testing

@testable import RequestQueue

@Suite("very many files that are no requests")
struct HostileNumbersTests {
    @Test("so many withdrawals are read without listing them for each batch anew")
    func withdrawals() throws {
        let sandbox = try Sandbox()
        let count = 2 * WaitingNames.greatestNumberOfOthers + 1
        for number in 0..<count {
            try sandbox.place(bytes: Array("\(number)".utf8), in: .withdrawals)
        }
        let folder = sandbox.home[.withdrawals]
        let listings = Mutex(0)
        let files = Files { operation throws(FileFault) in
            if operation == .list(folder) { listings.withLock { $0 += 1 } }
        }
        var queue = QueueReader(
            try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)), files: files)

        var claimed = 0
        while case let late = try queue.claimLateWithdrawals(upTo: 500), !late.isEmpty {
            claimed += late.count
        }

        #expect(claimed == count)
        #expect(listings.withLock(\.self) == 4)
    }

    @Test("of files that cannot be read all are counted, and the first thousand are listed")
    func stuck() throws {
        let sandbox = try Sandbox()
        let count = 30_000
        for number in 0..<count { try sandbox.place(bytes: Array("\(number)".utf8), in: .incoming) }
        try sandbox.queue(SealedDocument(1))
        let folder = sandbox.home[.incoming]
        let files = Files { operation throws(FileFault) in
            if case .open(let path) = operation, path.folder == folder,
                path.name.text?.count ?? 0 < 9
            {
                throw .fails(EACCES)
            }
        }
        var queue = QueueReader(
            try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)), files: files)
        let start = ContinuousClock.now

        let claimed = try queue.claim(upTo: 10, at: .noon)

        #expect(claimed.map(\.name) == [SealedDocument(1).name.fileName])
        #expect(queue.stuckCount == count && queue.stuck.count == 1000)
        #expect(start.duration(to: .now) < .seconds(20), "each is looked up among all before it")
    }
}
