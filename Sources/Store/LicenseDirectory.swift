import CoordinatorModel

/// Reads licenses, finished requests and the journal: what support staff can do with the store.
///
/// No call leaves a transaction open, so that a reader never stands in the way of the processor while
/// a person thinks.
public protocol LicenseDirectory: Sendable {
    /// Answers all queries from one state of the store. What waits in the queue is not known here:
    /// `.waiting` queries are left out.
    func facts(for queries: Set<Query>) async throws(StoreError) -> Facts

    /// The same, and those of these requests that are finished, from that same state.
    func facts(
        for queries: Set<Query>, finished ids: Set<RequestID>
    ) async throws(StoreError) -> (Facts, finished: [RequestID: RequestRecord])

    /// Whether it holds no contract: nothing was ever loaded, or the store was lost and made anew.
    func isEmpty() async throws(StoreError) -> Bool

    /// The contracts, serial numbers and licenses that a term names, bounded.
    func holdings(of term: HoldingTerm) async throws(StoreError) -> Holdings

    /// Finished requests, the newest ID first.
    func requests(matching filter: RequestFilter) async throws(StoreError) -> [RequestRecord]

    /// The requests that `user` prepared and that were rejected after `decision`: an earlier
    /// answer's `lastDecision`, or 0 for all that ever were.
    ///
    /// Decisions are counted in the order in which they become durable: none that is counted up to
    /// `lastDecision` shows later, however long it took to be made. A number that the store has not
    /// reached is from before it was put back from a backup, and counts as 0.
    func rejections(
        of user: String, after decision: Int64, listing limit: Int
    ) async throws(StoreError) -> Rejections

    /// Nil where no request of that ID was ever finished.
    func request(_ id: RequestID) async throws(StoreError) -> RequestRecord?

    /// How those of these requests ended that are finished; the others are not in it.
    func outcomes(
        of ids: Set<RequestID>
    ) async throws(StoreError) -> [RequestID: RequestOutcome]

    /// The finished requests whose ID ends like that: two at most, since with two it is ambiguous.
    /// `ending` is what `RequestID.ending(typed:)` returns.
    func requestIDs(endingIn ending: String) async throws(StoreError) -> [RequestID]

    /// The journal's entries about that, oldest first; the newest `limit` of them.
    func history(
        of topic: HistoryTopic, limit: Int
    ) async throws(StoreError) -> [JournalEntry]
}

extension LicenseDirectory {
    /// The newest thousand of the journal's entries about that, oldest first.
    public func history(of topic: HistoryTopic) async throws(StoreError) -> [JournalEntry] {
        try await history(of: topic, limit: 1000)
    }
}
