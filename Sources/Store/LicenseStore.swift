import CoordinatorModel

/// Everything that changes the store: what the processor holds.
public protocol LicenseStore: LicenseDirectory {
    /// Decides these claims, in this order and in one transaction, and records what was decided.
    ///
    /// The rules are asked about each claim against the store as the claims before it have left it.
    /// An applied claim changes the license and appends to the journal; a rejected or withdrawn one
    /// is only recorded. A claim that is in the store already is not decided again.
    ///
    /// - Returns: One decision per claim, in the same order; durable on return.
    /// - Throws: Then none of these claims was recorded, and nothing was changed.
    func decide(
        _ claims: [Claim], rules: ChangeRules, at moment: Timestamp
    ) async throws(StoreError) -> [Decision]

    /// Takes note of withdrawals whose request was not there to be withdrawn any more.
    ///
    /// One that came too late for its request is entered into the journal, once however often it is
    /// handed in.
    ///
    /// - Returns: What became of each, in the same order; durable on return.
    func noteLate(
        _ withdrawals: [Withdrawal], at moment: Timestamp
    ) async throws(StoreError) -> [LateWithdrawal]

    /// Loads licenses from comma-separated text, in one transaction; `LoadReport` says how.
    ///
    /// `progress` is called from time to time, on no particular thread.
    ///
    /// - Throws: Then nothing was changed.
    func load(
        _ source: LoadSource, _ options: LoadOptions, at moment: Timestamp,
        progress: @escaping @Sendable (LoadProgress) -> Void
    ) async throws(LoadError) -> LoadReport
}

extension LicenseStore {
    /// Loads licenses from comma-separated text without telling of its progress.
    public func load(
        _ source: LoadSource, _ options: LoadOptions = LoadOptions(), at moment: Timestamp
    ) async throws(LoadError) -> LoadReport {
        try await load(source, options, at: moment) { _ in }
    }
}

/// What became of a withdrawal that found no waiting request.
public enum LateWithdrawal: Hashable, Sendable {
    /// The request had been decided; the journal says that the withdrawal came too late.
    case tooLate(RequestOutcome)
    /// The request was withdrawn by this withdrawal, in an earlier run.
    case doneBefore
    /// The store knows no such request.
    case unknown
}
