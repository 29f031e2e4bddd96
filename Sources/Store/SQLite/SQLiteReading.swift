import CoordinatorModel
import GRDB

/// What both SQLite engines share: each look-up is one read.
protocol SQLiteReading: LicenseDirectory, HashedStore {
    /// Calls `body` with one state of the store. It may be called again where the file changed
    /// beneath it.
    func reading<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(StoreError) -> T
}

extension SQLiteReading {
    public func facts(for queries: Set<Query>) async throws(StoreError) -> Facts {
        try await reading { try $0.facts(for: queries) }
    }

    public func facts(
        for queries: Set<Query>, finished ids: Set<RequestID>
    ) async throws(StoreError) -> (Facts, finished: [RequestID: RequestRecord]) {
        try await reading { db in
            var finished: [RequestID: RequestRecord] = [:]
            for id in ids { finished[id] = try db.request(id) }
            return (try db.facts(for: queries), finished)
        }
    }

    public func holdings(of term: HoldingTerm) async throws(StoreError) -> Holdings {
        try await reading { try $0.holdings(of: term) }
    }

    public func isEmpty() async throws(StoreError) -> Bool {
        try await reading { try $0.rows("SELECT 1 FROM contracts LIMIT 1") { _ in () }.isEmpty }
    }

    public func requests(
        matching filter: RequestFilter
    ) async throws(StoreError) -> [RequestRecord] {
        try await reading { try $0.requests(matching: filter) }
    }

    public func rejections(
        of user: String, after decision: Int64, listing limit: Int
    ) async throws(StoreError) -> Rejections {
        try await reading { try $0.rejections(of: user, after: decision, listing: limit) }
    }

    public func request(_ id: RequestID) async throws(StoreError) -> RequestRecord? {
        try await reading { try $0.request(id) }
    }

    public func outcomes(
        of ids: Set<RequestID>
    ) async throws(StoreError) -> [RequestID: RequestOutcome] {
        try await reading { try $0.outcomes(of: ids) }
    }

    public func requestIDs(endingIn ending: String) async throws(StoreError) -> [RequestID] {
        try await reading { try $0.requestIDs(endingIn: ending) }
    }

    public func history(
        of topic: HistoryTopic, limit: Int
    ) async throws(StoreError) -> [JournalEntry] {
        try await reading { try $0.history(of: topic, limit: limit) }
    }

    public func digest() async throws(StoreError) -> Digest {
        try await reading { try $0.chainEnds().digest }
    }

    public func verify(
        expecting expected: Digest?, progress: @escaping @Sendable (VerifyProgress) -> Void
    ) async throws(StoreError) -> Verification {
        try await reading { try Verifier.verify($0, expecting: expected, progress) }
    }
}
