import CoordinatorModel

/// What the processor would decide: as `LicenseStore.decide`, over any number of batches, each of
/// which sees what the claims before it would have changed.
///
/// It only reads, one state of the store for each batch, and holds nothing in between: the processor
/// can work all the while. Over what it reads it lays what the claims before would have changed and a
/// verdict can depend on: who coordinates a serial number, and what is on record. What people are
/// called stays as the store has it.
public struct Rehearsal: Sendable {
    private let directory: any LicenseDirectory
    private let rules: ChangeRules
    private var coordinators: [SerialNumber: Person] = [:]
    private var decided: [RequestID: (digest: Digest, verdict: Verdict)] = [:]

    public init(in directory: any LicenseDirectory, rules: ChangeRules) {
        (self.directory, self.rules) = (directory, rules)
    }

    /// One decision per claim, in the same order. After a throw nothing was decided.
    public mutating func decide(_ claims: [Claim]) async throws(StoreError) -> [Decision] {
        let queries = claims.reduce(into: Set()) { $0.formUnion($1.queries(rules)) }
        let (facts, finished) = try await directory.facts(
            for: queries, finished: Set(claims.map(\.request.id)))
        for record in finished.values { decided[record.id] = (record.digest, record.verdict) }
        return claims.map { decide($0, facts) }
    }

    private mutating func decide(_ claim: Claim, _ facts: Facts) -> Decision {
        let id = claim.request.id
        if let earlier = decided[id] {
            return earlier.digest == claim.digest
                ? .recorded(earlier.verdict, before: true) : .idAlreadyUsed
        }
        let facts = laidOver(facts, for: claim.queries(rules))
        let (verdict, change) = claim.verdict(rules, facts)
        if let change { coordinators[change.serialNumber] = change.new }
        decided[id] = (claim.digest, verdict)
        return .recorded(verdict, before: false)
    }

    private func laidOver(_ facts: Facts, for queries: Set<Query>) -> Facts {
        func now(_ serial: RegisteredSerialNumber) -> RegisteredSerialNumber {
            var serial = serial
            serial.namedCoordinator = coordinators[serial.number] ?? serial.namedCoordinator
            return serial
        }
        return queries.reduce(into: [:]) { result, query in
            result[query] =
                switch facts[query] {
                case .serialNumber(let serial): .serialNumber(serial.map(now))
                case .sameContract(let serials): .sameContract(serials.map(now))
                case .contracts, .reference, .waiting, nil: facts[query]
                }
        }
    }
}
