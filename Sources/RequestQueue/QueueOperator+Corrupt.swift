import CoordinatorModel
import Foundation

extension QueueOperator {
    public enum Requeued: Hashable, Sendable {
        /// It waits again, under this name.
        case requeued(FileName)
        /// Looked at again, it is still no request; it stays where it is.
        case stillCorrupt(CorruptReason)
        /// Another document waits, or is held, under its name.
        case nameTaken(FileName)
        /// There is no corrupt file with this number, or it was requeued or discarded.
        case notThere
    }

    /// Puts a corrupt file back into the queue, under the name that its content asks for: where it
    /// was misnamed, or this version of the program reads what an earlier one did not.
    public func requeue(
        _ number: Int, reason: String?, at moment: Timestamp
    ) throws(QueueError) -> Requeued {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        guard let record = try open(number),
            let folder = Home.Folder(rawValue: record.folder)
        else { return .notThere }
        guard record.kind == .file else { return .stillCorrupt(.notAFile) }
        let content: Data
        switch try files.read(self.content(number), atMost: SubmittedRequest.greatestSize) {
        case .file(let bytes, _): content = bytes
        case .tooLarge: return .stillCorrupt(.document(.tooLarge))
        case .missing, .other: return .notThere
        }
        let name: FileName
        do throws(DocumentError) {
            name =
                try folder == .withdrawals
                ? FileName("\(Withdrawal(document: content).id).json")
                : QueueName(SubmittedRequest(document: content)).fileName
        } catch {
            return .stillCorrupt(.document(error))
        }
        let ending = HandlingStep(.requeued, by: by, at: moment, reason: reason)
        if folder == .incoming, let id = QueueName(name)?.id {
            let step = HandlingStep(
                .requeued, by: by, at: moment,
                reason: [record.reason, reason].compactMap(\.self).joined(separator: "; "))
            try enter(step, about: id, owner: record.owner, queuedAt: record.putAsideAt)
        }
        let writer = QueueWriter(home, files: files)
        if try writer.put(content, as: name, in: folder) == .nameTaken { return .nameTaken(name) }
        try close(record, ending)
        return .requeued(name)
    }

    public enum Discarded: Hashable, Sendable {
        case discarded
        /// A folder with whatever lies in it is removed by hand, and then discarded.
        case isFolder(Path)
        case notThere
    }

    /// Removes a corrupt file's content for good; its record stays, with the reason.
    public func discard(
        _ number: Int, reason: String, at moment: Timestamp
    ) throws(QueueError) -> Discarded {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        guard let record = try open(number) else { return .notThere }
        let content = content(number)
        if try files.status(content)?.kind == .folder { return .isFolder(content) }
        try close(record, HandlingStep(.discarded, by: by, at: moment, reason: reason))
        return .discarded
    }

    /// The record of a corrupt file whose content is still there. What an interrupted call left of
    /// one that was closed is removed.
    private func open(_ number: Int) throws(QueueError) -> CorruptRecord? {
        let record = try CorruptFolder.records(in: home, files: files)
            .first { $0.number == number }?.record
        guard let record, record.ending != nil else { return record }
        try files.remove(content(number))
        return nil
    }

    /// Removes the content; before it goes, the record says so for good.
    private func close(_ record: CorruptRecord, _ ending: HandlingStep) throws(QueueError) {
        var record = record
        record.ending = ending
        try files.replace(
            home[.corrupt].appending("\(CorruptFolder.name(record.number)).json"),
            content: StrictJSON.encode(record),
            mode: try home.sharing(files).modeOfFiles(in: .corrupt))
        try files.syncFolder(home[.corrupt])
        try files.remove(content(record.number))
    }

    private func content(_ number: Int) -> Path {
        home[.corrupt].appending(CorruptFolder.name(number))
    }
}
