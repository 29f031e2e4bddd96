import CoordinatorModel
import RequestQueue
import Store

/// Applies what waits in the queue to the store, until nothing waits.
///
/// Three verbs, over and over: claim some files, decide them in one transaction, settle them. A crash
/// between any two of them loses nothing and applies nothing twice: what was decided is on record,
/// and what was not settled is found on record by the next run.
public struct Drain {
    /// What was done so far; also right after a throw.
    public private(set) var report = RunReport()

    private var queue: QueueReader
    private let store: any LicenseStore
    private let rules: @Sendable (Timestamp) -> ChangeRules
    private let batchSize: Int
    private let tell: (Outcome, Timestamp) -> Void
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - rules: The rules as they are at a moment, which tells what has expired.
    ///   - batchSize: How many files are claimed for one transaction at most.
    ///   - tell: Called with each outcome once it is sure, and when it was decided.
    public init(
        _ queue: QueueReader, into store: any LicenseStore, batchSize: Int = 500,
        now: @escaping @Sendable () -> Timestamp,
        rules: @escaping @Sendable (Timestamp) -> ChangeRules,
        tell: @escaping (Outcome, Timestamp) -> Void = { _, _ in }
    ) {
        precondition(batchSize > 0, "a batch of nothing")
        (self.queue, self.store, self.batchSize) = (queue, store, batchSize)
        (self.now, self.rules, self.tell) = (now, rules, tell)
    }

    /// Runs until nothing waits, until `limit` files were taken, or until somebody asks to stop.
    ///
    /// - Parameters:
    ///   - shouldStop: Asked between transactions; never while one is under way.
    ///   - progress: Called after each transaction was settled.
    /// - Throws: Then `report` tells what was done before. The files of the present transaction are
    ///   where they were, whether or not it was recorded.
    public mutating func run(
        limit: Int? = nil, shouldStop: () -> Bool = { false },
        progress: (RunReport) -> Void = { _ in }
    ) async throws(ProcessingError) {
        let start = ContinuousClock.now
        defer {
            (report.stuck, report.stuckCount) = (queue.stuck, queue.stuckCount)
            (report.cooling, report.nextDue) = (queue.coolingCount, queue.nextDue)
            report.duration += start.duration(to: .now)
        }
        report.ending = try await drain(limit, shouldStop, progress)
    }

    private mutating func drain(
        _ limit: Int?, _ shouldStop: () -> Bool, _ progress: (RunReport) -> Void
    ) async throws(ProcessingError) -> RunReport.Ending {
        do { try queue.tidy(at: now()) } catch { throw .queue(error) }
        var taken = 0
        while true {
            if shouldStop() { return .stopped }
            let count = min(batchSize, limit.map { $0 - taken } ?? batchSize)
            if count <= 0 { return .limitReached }
            let files = try claim(upTo: count)
            if !files.isEmpty {
                taken += files.count
                try await decideAndSettle(files)
                progress(report)
                continue
            }
            let withdrawn = try claimWithdrawn(upTo: batchSize)
            if !withdrawn.isEmpty {
                try await decideAndSettle(withdrawn)
                continue
            }
            // Requests that arrive come first: of these anybody can put in as many as they like.
            if try await !settleLateWithdrawals() { return .drained }
        }
    }

    private mutating func decideAndSettle(_ files: [ClaimedFile]) async throws(ProcessingError) {
        let moment = now()
        let claims = files.compactMap(\.claim)
        let decisions = try await decide(claims, at: moment)
        var rest = decisions[...]
        var outcomes: [Outcome] = []
        for file in files {
            switch file.content {
            case .request(let claim):
                outcomes.append(Outcome(of: claim, in: file, rest.removeFirst()))
            case .corrupt(let reason):
                outcomes.append(.corrupt(file, reason))
            case .withdrawal:
                preconditionFailure("a withdrawal among the requests")
            }
        }
        // What is on record counts from now on, whatever becomes of its file and what comes after.
        count(outcomes.filter(\.countsAtOnce), at: moment)
        // What an earlier run had decided could not be withdrawn any more.
        let late = zip(claims, decisions).compactMap { $1.isEarlier ? $0.withdrawal : nil }
        report.count(try await noteLate(late, at: moment))
        try settle(outcomes, at: moment)
    }

    /// Nothing waits any more: each withdrawal that is left came too late, or names no request. False
    /// where none is left.
    private mutating func settleLateWithdrawals() async throws(ProcessingError) -> Bool {
        let files = try claimLateWithdrawals(upTo: batchSize)
        if files.isEmpty { return false }
        let moment = now()
        let notes = try await noteLate(files.compactMap(\.wish), at: moment)
        var rest = notes[...]
        var outcomes: [Outcome] = []
        for file in files {
            switch file.content {
            case .withdrawal: outcomes.append(Outcome(of: file, rest.removeFirst()))
            case .corrupt(let reason): outcomes.append(.corrupt(file, reason))
            case .request: preconditionFailure("a request among the withdrawals")
            }
        }
        count(outcomes.filter(\.countsAtOnce), at: moment)
        try settle(outcomes, at: moment)
        return true
    }
}

extension Drain {
    private mutating func claim(upTo count: Int) throws(ProcessingError) -> [ClaimedFile] {
        do { return try queue.claim(upTo: count, at: now()) } catch { throw .queue(error) }
    }

    private mutating func claimWithdrawn(
        upTo count: Int
    ) throws(ProcessingError) -> [ClaimedFile] {
        do { return try queue.claimWithdrawn(upTo: count) } catch { throw .queue(error) }
    }

    private mutating func claimLateWithdrawals(
        upTo count: Int
    ) throws(ProcessingError) -> [ClaimedFile] {
        do { return try queue.claimLateWithdrawals(upTo: count) } catch { throw .queue(error) }
    }

    private mutating func decide(
        _ claims: [Claim], at moment: Timestamp
    ) async throws(ProcessingError) -> [Decision] {
        if claims.isEmpty { return [] }
        do {
            let decisions = try await store.decide(claims, rules: rules(moment), at: moment)
            report.batches += 1
            return decisions
        } catch {
            throw .store(error)
        }
    }

    private func noteLate(
        _ withdrawals: [Withdrawal], at moment: Timestamp
    ) async throws(ProcessingError) -> [LateWithdrawal] {
        if withdrawals.isEmpty { return [] }
        do { return try await store.noteLate(withdrawals, at: moment) } catch {
            throw .store(error)
        }
    }

    /// What was not recorded now counts once its file is gone from the queue.
    private mutating func settle(
        _ outcomes: [Outcome], at moment: Timestamp
    ) throws(ProcessingError) {
        do { try queue.settle(outcomes.map(\.settlement), at: moment) } catch {
            throw .queue(error)
        }
        count(
            outcomes.filter { !$0.countsAtOnce && !queue.isStuck($0.file) }, at: moment)
    }

    private mutating func count(_ outcomes: [Outcome], at moment: Timestamp) {
        for outcome in outcomes {
            report.count(outcome)
            tell(outcome, moment)
        }
    }
}
