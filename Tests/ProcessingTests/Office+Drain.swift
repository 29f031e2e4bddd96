import CoordinatorModel
import ModelFixtures
import Processing
import ProcessingFixtures
import RequestQueue
import Store

extension Office {
    func drain(
        _ files: Files = Files(), store: SQLiteStore? = nil, batchSize: Int = 500
    ) throws -> Drain {
        let lock = try ProcessorLock.acquire(home, as: .current(at: .evening))
        return Drain(
            QueueReader(lock, files: files), into: try store ?? openStore(),
            batchSize: batchSize, now: { .evening }, rules: { _ in Sample.processingRules })
    }

    /// Runs until nothing waits.
    @discardableResult
    func drainAll(limit: Int? = nil, batchSize: Int = 500) async throws -> RunReport {
        var drain = try drain(batchSize: batchSize)
        try await drain.run(limit: limit)
        return drain.report
    }

    func plan(batchSize: Int = 500) async throws -> Plan {
        try await Plan.make(
            QueueListing(home), directory, rules: Sample.processingRules, at: .evening,
            batchSize: batchSize)
    }
}
