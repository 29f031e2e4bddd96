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
    private let lock: ProcessorLock

    /// Nobody moves requests while a processor is at work.
    ///
    /// - Parameter by: The operator, for the records.
    public init(_ lock: ProcessorLock, by: Preparer, files: Files = Files()) {
        (self.lock, self.home, self.by, self.files) = (lock, lock.home, by, files)
    }

    public enum Held: Hashable, Sendable {
        case held
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
        let queue = QueueFolder(home: home, files: files)
        guard let file = try queue.request(name.fileName, in: .incoming) else {
            return try files.status(place(name, in: .held)) == nil ? .notWaiting : .heldBefore
        }
        switch file.content {
        case .corrupt(let reason): return .corrupt(reason)
        case .withdrawal: return .notWaiting
        case .request(let claim):
            let step = HandlingStep(.held, by: by, at: moment, reason: reason)
            switch try QueueWriter(home, files: files).compare(
                file.bytes, with: place(name, in: .held))
            {
            case nil:
                try enter(step, about: name.id, owner: claim.owner, queuedAt: file.queuedAt)
                try keepCopy(of: file.bytes, as: name)
            case true?: break
            case false?: return .corrupt(.idAlreadyUsed)
            }
            return try remove(file) ? .held : .alteredMeanwhile
        }
    }

    public enum Released: Hashable, Sendable {
        case released
        case notHeld
        /// Another document waits under the same name; the next run puts that one aside.
        case nameTaken
    }

    /// Lets a request that is held wait again; the one rename is the moment.
    public func release(_ name: QueueName, at moment: Timestamp) throws(QueueError) -> Released {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        let held = place(name, in: .held)
        guard let status = try files.status(held) else { return .notHeld }
        let step = HandlingStep(.released, by: by, at: moment, reason: nil)
        try enter(step, about: name.id, owner: status.owner, queuedAt: status.changedAt)
        guard try files.renameExclusively(held, to: place(name, in: .incoming)) else {
            return .nameTaken
        }
        try files.syncFolder(home[.incoming])
        try files.syncFolder(home[.held])
        return .released
    }

    /// Adds a step to the request's record, or begins one; durable on return. The same step once
    /// more, after a crash, is not added again.
    func enter(
        _ step: HandlingStep, about id: RequestID, owner: String, queuedAt: Timestamp
    ) throws(QueueError) {
        var record =
            try files.handling(of: id, in: home)
            ?? HandlingRecord(id: id, owner: owner, queuedAt: queuedAt, steps: [])
        if record.steps.last?.action == step.action { record.steps.removeLast() }
        record.steps.append(step)
        try files.replace(
            home[.held].appending(HandlingRecord.name(id)), content: StrictJSON.encode(record),
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
