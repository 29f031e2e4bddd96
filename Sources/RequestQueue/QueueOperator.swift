import CoordinatorModel
import Foundation

/// Puts requests on hold and releases them: what an operator does by hand.
///
/// A request on hold is not processed until it is released; staff can still withdraw it. Each call
/// returns when what it did is on disk; a crash in between leaves the request waiting or held, and
/// repeating the call completes it.
public struct QueueOperator: Sendable {
    let home: Home
    let files: Files
    let by: Preparer
    let queue: QueueFolder
    private let lock: ProcessorLock
    /// The numbers of the withdrawals that were put aside, once somebody asked: nobody else puts
    /// anything aside while this value holds the lock.
    var corruptWithdrawals: [RequestID: Int]?

    /// Nobody moves requests while a processor is at work.
    ///
    /// - Parameter by: The operator, for the records.
    public init(_ lock: ProcessorLock, by: Preparer, files: Files = Files()) {
        (self.lock, self.home, self.by, self.files) = (lock, lock.home, by, files)
        queue = QueueFolder(home: lock.home, files: files)
    }

    /// What became of a request that was to be put on hold.
    public enum Held: Hashable, Sendable {
        /// It is on hold from now on.
        case held
        /// It was on hold already; what was said of it then stands.
        case heldBefore
        /// It does not wait: it is decided, or was never there.
        case notWaiting
        /// What lies there is no request; the next run puts it aside.
        case corrupt(CorruptReason)
        /// It can be neither read nor removed; it stays.
        case stuck(QueueError)
        /// Its owner altered it meanwhile: what was read is on hold, what lies there now waits.
        case alteredMeanwhile
    }

    /// Copies a waiting request into a file of the processor's in `held`, with the reason beside it,
    /// and removes the one that was submitted.
    public func hold(
        _ name: QueueName, reason: String, at moment: Timestamp
    ) throws(QueueError) -> Held {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        do throws(QueueError) {
            return try holdReadable(name, reason: reason, at: moment)
        } catch {
            guard error.concernsOneFile else { throw error }
            return .stuck(error)
        }
    }

    private func holdReadable(
        _ name: QueueName, reason: String, at moment: Timestamp
    ) throws(QueueError) -> Held {
        guard let file = try queue.request(name.fileName, in: .incoming) else {
            return try files.status(place(name, in: .held)) == nil ? .notWaiting : .heldBefore
        }
        switch file.content {
        case .corrupt(let reason): return .corrupt(reason)
        case .withdrawal: return .notWaiting
        case .request(let claim):
            let step = HandlingStep(.held, by: by, at: moment, reason: reason)
            switch try queue.holding(name, file.bytes) {
            case .nothing:
                try enter(
                    step, about: name, file.bytes, owner: claim.owner, queuedAt: file.queuedAt)
                try keepCopy(of: file.bytes, as: name)
            case .same: break
            case .another: return .corrupt(.idAlreadyUsed)
            }
            return try remove(file) ? .held : .alteredMeanwhile
        }
    }

    /// What became of a request that was to be released.
    public enum Released: Hashable, Sendable {
        /// It waits again.
        case released
        /// Nothing is on hold under that name.
        case notHeld
        /// Another document waits under the same name; the next run puts that one aside. The request
        /// stays on hold, and its record as it was.
        case nameTaken
    }

    /// Lets a request that is held wait again; the one rename is the moment.
    public func release(_ name: QueueName, at moment: Timestamp) throws(QueueError) -> Released {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        let (held, waiting) = (place(name, in: .held), place(name, in: .incoming))
        guard let file = try queue.request(name.fileName, in: .held) else { return .notHeld }
        if try files.status(waiting) != nil { return .nameTaken }
        let record = try files.handling(of: name.id, in: home)
        try enter(
            HandlingStep(.released, by: by, at: moment, reason: nil), about: name, file.bytes,
            owner: file.owner, queuedAt: file.queuedAt)
        guard try files.renameExclusively(held, to: waiting) else {
            // Somebody put it there this very moment.
            if let record { try write(record) }
            return .nameTaken
        }
        try files.syncFolder(home[.incoming])
        try files.syncFolder(home[.held])
        return .released
    }

    /// Adds a step to the record of a request, or begins one where there is none of this document;
    /// durable on return. The same step once more, after a crash, is not added again.
    ///
    /// - Parameters:
    ///   - owner: Who submitted it, where that is not on record yet.
    ///   - queuedAt: Since when it waits, where that is not on record yet. One that is requeued waits
    ///     since that moment.
    func enter(
        _ step: HandlingStep, about name: QueueName, _ document: Data, owner: String,
        queuedAt: Timestamp
    ) throws(QueueError) {
        let earlier = try files.handling(of: name.id, in: home)
            .flatMap { $0.speaks(of: document) ? $0 : nil }
        var steps = earlier?.steps ?? []
        if steps.last?.action == step.action { steps.removeLast() }
        try write(
            HandlingRecord(
                name, document: document, owner: earlier?.owner ?? owner,
                queuedAt: step.action == .requeued ? step.at : earlier?.queuedAt ?? queuedAt,
                steps: steps + [step]))
    }

    private func write(_ record: HandlingRecord) throws(QueueError) {
        try files.replace(
            home[.held].appending(HandlingRecord.name(record.id)),
            content: StrictJSON.encode(record),
            mode: try home.sharing(files).modeOfFiles(in: .held))
        try files.syncFolder(home[.held])
    }

    private func keepCopy(of bytes: Data, as name: QueueName) throws(QueueError) {
        try files.replace(
            place(name, in: .held), content: bytes,
            mode: try home.sharing(files).modeOfFiles(in: .held))
        try files.syncFolder(home[.held])
    }

    /// False where its owner put something else in its place.
    private func remove(_ file: ClaimedFile) throws(QueueError) -> Bool {
        let path = home[.incoming].appending(file.name)
        guard let status = try files.status(path) else { return true }
        guard status.identity == file.status.identity else { return false }
        try files.remove(path)
        try files.syncFolder(home[.incoming])
        return true
    }

    func place(_ name: QueueName, in folder: Home.Folder) -> Path {
        home[folder].appending(name.fileName)
    }
}
