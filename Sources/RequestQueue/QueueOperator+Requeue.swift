import CoordinatorModel
import Foundation

extension QueueOperator {
    /// What became of a corrupt file that was to be queued again.
    public enum Requeued: Hashable, Sendable {
        /// It waits again, under this name.
        case requeued(FileName)
        /// The same, and its withdrawal, which was put aside under this number, waits with it.
        case requeuedWithdrawn(FileName, withdrawal: Int)
        /// It is on hold under this name: it was, or the same document is.
        case onHold(FileName)
        /// Looked at again, it is still no request; it stays where it is.
        case stillCorrupt(CorruptReason)
        /// Another document waits under its name, or is held under its ID; it stays where it is.
        case nameTaken(FileName)
        /// What is recorded of it cannot be read; it stays where it is.
        case recordUnreadable
        /// There is no corrupt file with this number, or it was requeued or discarded.
        case notThere
    }

    /// Puts a corrupt file back into the queue, under the name that its content asks for: where it
    /// was misnamed, or this version of the program reads what an earlier one did not. A request
    /// whose withdrawal was put aside too gets that back first.
    public mutating func requeue(
        _ number: Int, reason: String?, at moment: Timestamp
    ) throws(QueueError) -> Requeued {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        let record: CorruptRecord
        switch try open(number) {
        case .gone: return .notThere
        case .unreadable: return .recordUnreadable
        case .record(let found): record = found
        }
        guard record.kind == .file, let folder = Home.Folder(rawValue: record.folder) else {
            return .stillCorrupt(.notAFile)
        }
        let content: Data
        switch try files.read(self.content(number), atMost: SubmittedRequest.greatestSize) {
        case .file(let bytes, _): content = bytes
        case .tooLarge: return .stillCorrupt(.document(.tooLarge))
        case .missing, .other: return .notThere
        }
        let ending = HandlingStep(.requeued, by: by, at: moment, reason: reason)
        let subject: Subject
        do throws(DocumentError) {
            subject = try Subject(content, from: folder)
        } catch {
            return .stillCorrupt(.document(error))
        }
        switch subject {
        case .withdrawal(let id): return try requeue(withdrawalOf: id, content, record, ending)
        case .request(let name): return try requeue(name, content, record, in: folder, ending)
        }
    }

    private func requeue(
        withdrawalOf id: RequestID, _ content: Data, _ record: CorruptRecord,
        _ ending: HandlingStep
    ) throws(QueueError) -> Requeued {
        let name = FileName("\(id).json")
        let writer = QueueWriter(home, files: files)
        if try writer.put(content, as: name, in: .withdrawals) == .nameTaken {
            return .nameTaken(name)
        }
        try close(record, ending)
        return .requeued(name)
    }

    private mutating func requeue(
        _ name: QueueName, _ content: Data, _ record: CorruptRecord, in folder: Home.Folder,
        _ ending: HandlingStep
    ) throws(QueueError) -> Requeued {
        switch try queue.holding(name, content) {
        case .another: return .nameTaken(name.fileName)
        case .same:
            try close(record, ending)
            return .onHold(name.fileName)
        case .nothing: break
        }
        let writer = QueueWriter(home, files: files)
        let waiting = try writer.compare(content, with: place(name, in: .incoming))
        if waiting == false { return .nameTaken(name.fileName) }
        let withdrawal = try requeueWithdrawal(of: name.id, ending)
        if case .placeTaken(let place) = withdrawal { return .nameTaken(place) }
        // Where the same waits, a requeue was interrupted, which is on record; or it was submitted
        // properly too.
        if waiting == nil {
            let reasons = [record.reason, ending.reason].compactMap(\.self)
            let step = HandlingStep(
                .requeued, by: by, at: ending.at, reason: reasons.joined(separator: "; "))
            try enter(step, about: name, content, owner: record.owner, queuedAt: ending.at)
        }
        if try writer.put(content, as: name.fileName, in: folder) == .nameTaken {
            return .nameTaken(name.fileName)
        }
        try close(record, ending)
        if folder == .held { return .onHold(name.fileName) }
        if case .waits(let number) = withdrawal {
            return .requeuedWithdrawn(name.fileName, withdrawal: number)
        }
        return .requeued(name.fileName)
    }

    /// What became of the withdrawal of a request, where it was put aside.
    private enum WithdrawalPut {
        /// None was put aside, or another one waits.
        case none
        /// It waits again; it was put aside under this number.
        case waits(Int)
        /// What is no withdrawal lies in its place.
        case placeTaken(FileName)
    }

    /// Puts the withdrawal of a request back that was put aside, before the request itself waits.
    private mutating func requeueWithdrawal(
        of id: RequestID, _ ending: HandlingStep
    ) throws(QueueError) -> WithdrawalPut {
        if corruptWithdrawals == nil { corruptWithdrawals = try listCorruptWithdrawals() }
        guard let number = corruptWithdrawals?[id], case .record(let record) = try open(number),
            case .file(let content, _) = try files.read(
                self.content(number), atMost: SubmittedRequest.greatestSize)
        else { return .none }
        guard case .nameTaken(let name) = try requeue(withdrawalOf: id, content, record, ending)
        else { return .waits(number) }
        if case .withdrawal? = try queue.withdrawal(name)?.content { return .none }
        return .placeTaken(name)
    }

    private func listCorruptWithdrawals() throws(QueueError) -> [RequestID: Int] {
        var numbers: [RequestID: Int] = [:]
        for (number, record) in try CorruptFolder.records(in: home, files: files) {
            guard let record, record.ending == nil, record.kind == .file,
                record.folder == Home.Folder.withdrawals.rawValue,
                case .file(let content, _) = try files.read(
                    content(number), atMost: SubmittedRequest.greatestSize),
                let withdrawal = try? Withdrawal(document: content)
            else { continue }
            numbers[withdrawal.id] = number
        }
        return numbers
    }

    /// What a corrupt file turns out to be.
    private enum Subject {
        case request(QueueName)
        /// Of the request with this ID.
        case withdrawal(RequestID)

        init(_ content: Data, from folder: Home.Folder) throws(DocumentError) {
            self =
                folder == .withdrawals
                ? .withdrawal(try Withdrawal(document: content).id)
                : .request(QueueName(try SubmittedRequest(document: content)))
        }
    }
}
