import CoordinatorModel
import Store

/// A store that keeps everything in memory: the second engine of the conformance suite.
public actor InMemoryStore: LicenseStore {
    var contents = Contents()

    public init() {}

    public func facts(for queries: Set<Query>) throws(StoreError) -> Facts {
        contents.facts(for: queries)
    }

    public func facts(
        for queries: Set<Query>, finished ids: Set<RequestID>
    ) throws(StoreError) -> (Facts, finished: [RequestID: RequestRecord]) {
        (contents.facts(for: queries), contents.requests.filter { ids.contains($0.key) })
    }

    public func holdings(of term: HoldingTerm) throws(StoreError) -> Holdings {
        contents.holdings(of: term)
    }

    public func requests(matching filter: RequestFilter) throws(StoreError) -> [RequestRecord] {
        let found = contents.requests.values.filter { record in
            (filter.preparedBy ?? record.preparedBy.user) == record.preparedBy.user
                && (filter.caseReference ?? record.caseReference) == record.caseReference
                && (filter.subject ?? record.subject) == record.subject
                && filter.outcomes.contains(record.outcome)
        }
        return Array(found.sorted { $0.id > $1.id }.prefix(max(0, filter.limit)))
    }

    public func rejections(
        of user: String, after decision: Int64, listing limit: Int
    ) throws(StoreError) -> Rejections {
        let last = contents.decisions.count
        let new = Set(contents.decisions.dropFirst(decision > last ? 0 : Int(decision)))
        let mine = contents.requests.values
            .filter { $0.preparedBy.user == user && $0.outcome == .rejected }
            .sorted { $0.id > $1.id }
        let told = mine.filter { new.contains($0.id) }
        return Rejections(
            listed: Array(told.prefix(max(0, limit))), count: told.count,
            reach: (mine.lastIndex { new.contains($0.id) } ?? -1) + 1, lastDecision: Int64(last))
    }

    public func request(_ id: RequestID) throws(StoreError) -> RequestRecord? {
        contents.requests[id]
    }

    public func outcomes(
        of ids: Set<RequestID>
    ) throws(StoreError) -> [RequestID: RequestOutcome] {
        contents.requests.filter { ids.contains($0.key) }.mapValues(\.outcome)
    }

    public func requestIDs(endingIn ending: String) throws(StoreError) -> [RequestID] {
        Array(contents.requests.keys.filter { $0.description.hasSuffix(ending) }.prefix(2))
    }

    public func isEmpty() throws(StoreError) -> Bool { contents.contracts.isEmpty }

    public func history(
        of topic: HistoryTopic, limit: Int
    ) throws(StoreError) -> [JournalEntry] {
        contents.journal.filter { entry in
            switch topic {
            case .subject(let subject): entry.subject == subject
            case .contract(let number): contents.subjects(of: number).contains(entry.subject)
            case .request(let id): entry.requestID == id
            case .person(let email):
                [entry.subject, entry.old, entry.new, entry.requester].contains(email.text)
            }
        }.suffix(max(0, limit))
    }

    public func decide(
        _ claims: [Claim], rules: ChangeRules, at moment: Timestamp
    ) throws(StoreError) -> [Decision] {
        claims.map { contents.decide($0, rules, at: moment) }
    }

    public func noteLate(
        _ withdrawals: [Withdrawal], at moment: Timestamp
    ) throws(StoreError) -> [LateWithdrawal] {
        withdrawals.map { contents.noteLate($0, at: moment) }
    }

    public func load(
        _ source: LoadSource, _ options: LoadOptions, at moment: Timestamp,
        progress: @escaping @Sendable (LoadProgress) -> Void
    ) throws(LoadError) -> LoadReport {
        let target = InMemoryLoadTarget(contents, moment: moment, actor: source.actor)
        var report = LoadReport()
        do {
            try LoadReading.read(source, into: target, &report, progress)
            if report.isStopped(by: options) {
                report.ending = .stoppedByBadRows
                return report
            }
            try LoadMerge.run(target, options, &report, progress)
        } catch let error as LoadError {
            throw error
        } catch {
            throw .store(.failed(path: "memory", message: "\(error)"))
        }
        if report.ending == .loaded { contents = target.contents }
        return report
    }
}
