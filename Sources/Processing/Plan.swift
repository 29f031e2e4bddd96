import CoordinatorModel
import RequestQueue
import Store

/// What a run would do with what waits now. Nothing is changed, in the queue or in the store.
public struct Plan: Hashable, Sendable {
    /// A waiting request, and what would become of it.
    public struct Entry: Hashable, Sendable {
        public enum Fate: Hashable, Sendable {
            case verdict(Verdict)
            /// It would be put aside.
            case corrupt(CorruptReason)
            /// The store has it on record with that verdict; only the file would be removed.
            case alreadyOnRecord(Verdict)
            /// It has not waited long enough yet.
            case coolsOff(until: Timestamp)
            /// The file cannot be read.
            case unreadable(QueueError)
        }

        public let name: QueueName
        public let fate: Fate

        public init(name: QueueName, fate: Fate) {
            self.name = name
            self.fate = fate
        }
    }

    /// In the order in which they would be decided.
    public var entries: [Entry] = []
    /// Files whose name is not that of a request: they would be put aside as corrupt.
    public var misnamed = 0

    public init() {}

    /// Rehearses a run over everything that waits. It only reads, and a run can go on beside it; of
    /// what that run settles meanwhile nothing is said, or that it is on record.
    ///
    /// - Parameters:
    ///   - coolingOff: How long a request has to have waited before it is applied.
    ///   - progress: Called with how many requests were looked at, and of how many.
    public static func make(
        _ queue: QueueListing, _ directory: any LicenseDirectory, rules: ChangeRules,
        coolingOff: Duration = .zero, at now: Timestamp, batchSize: Int = 500,
        progress: (Int, Int) -> Void = { _, _ in }
    ) async throws(ProcessingError) -> Plan {
        var plan = Plan()
        let names: [QueueName]
        let onHold: [RequestID: QueueName]
        do {
            onHold = Dictionary(
                try queue.names(in: .held).map { ($0.id, $0) },
                uniquingKeysWith: { first, _ in first })
            names = try queue.names() + queue.withdrawnOnHold()
            plan.misnamed = try queue.counts().misnamed
        } catch {
            throw .queue(error)
        }
        if names.isEmpty { return plan }
        do throws(StoreError) {
            var rehearsal = Rehearsal(in: directory, rules: rules)
            var cooling = CoolingOff(coolingOff)
            for start in stride(from: 0, to: names.count, by: batchSize) {
                let batch = names[start..<min(start + batchSize, names.count)]
                let found = batch.map {
                    queue.look(at: $0, onHold: onHold[$0.id], &cooling, now)
                }
                plan.entries += try await rehearsal.fates(of: found)
                progress(plan.entries.count, names.count)
            }
        } catch {
            throw .store(error)
        }
        return plan
    }
}

/// A waiting request as it was found.
private enum Found {
    case request(QueueName, Claim)
    case settled(Plan.Entry)
    /// Withdrawn by its author's own hand, or applied, since the queue was listed.
    case gone

    var claim: Claim? {
        if case .request(_, let claim) = self { claim } else { nil }
    }
}

extension QueueListing {
    fileprivate func look(
        at name: QueueName, onHold held: QueueName?, _ cooling: inout CoolingOff, _ now: Timestamp
    ) -> Found {
        do throws(QueueError) {
            let waiting = try read(name)
            let original = try held.flatMap { held throws(QueueError) in
                try read(held, in: .held)
            }
            if let waiting, let original {
                // Put in once more while it is on hold.
                return waiting.bytes == original.bytes
                    ? .gone : .settled(Plan.Entry(name: name, fate: .corrupt(.idAlreadyUsed)))
            }
            guard let file = waiting ?? original else { return .gone }
            if let end = cooling.end(for: file, at: now) {
                return .settled(Plan.Entry(name: name, fate: .coolsOff(until: end)))
            }
            switch file.content {
            case .request(let claim): return .request(name, claim)
            case .corrupt(let reason):
                return .settled(Plan.Entry(name: name, fate: .corrupt(reason)))
            case .withdrawal: preconditionFailure("a withdrawal among the requests")
            }
        } catch {
            return .settled(Plan.Entry(name: name, fate: .unreadable(error)))
        }
    }
}

extension Rehearsal {
    fileprivate mutating func fates(of found: [Found]) async throws(StoreError) -> [Plan.Entry] {
        var decisions = try await decide(found.compactMap(\.claim))[...]
        return found.compactMap { found in
            switch found {
            case .request(let name, _): Plan.Entry(name: name, fate: decisions.removeFirst().fate)
            case .settled(let entry): entry
            case .gone: nil
            }
        }
    }
}

extension Decision {
    fileprivate var fate: Plan.Entry.Fate {
        switch self {
        case .recorded(let verdict, before: true): .alreadyOnRecord(verdict)
        case .recorded(let verdict, before: false): .verdict(verdict)
        case .idAlreadyUsed: .corrupt(.idAlreadyUsed)
        }
    }
}
