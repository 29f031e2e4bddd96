import CoordinatorModel
import Foundation

extension QueueOperator {
    /// What became of a corrupt file that was to be discarded.
    public enum Discarded: Hashable, Sendable {
        /// Its content is gone; its number and record stay.
        case discarded
        /// A folder with whatever lies in it is removed by hand, and then discarded.
        case isFolder(Path)
        /// The file itself still lies in the queue, as it could not be removed. Discarded now, it would
        /// be put aside again.
        case originalStays(Path)
        /// There is no corrupt file with this number, or it was requeued or discarded.
        case notThere
    }

    /// Removes a corrupt file's content for good; its record stays, with the reason. A record that
    /// cannot be read is replaced by one that says so.
    public func discard(
        _ number: Int, reason: String, at moment: Timestamp
    ) throws(QueueError) -> Discarded {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        let content = content(number)
        let status = try files.status(content)
        let record: CorruptRecord
        switch try open(number) {
        case .gone: return .notThere
        case .unreadable: record = CorruptRecord(unreadable: number, status, at: moment)
        case .record(let found):
            if let path = try original(of: found) { return .originalStays(path) }
            record = found
        }
        if status?.kind == .folder { return .isFolder(content) }
        try close(record, HandlingStep(.discarded, by: by, at: moment, reason: reason))
        return .discarded
    }

    /// Where the file that was put aside still lies in the queue; nil where it was removed, or
    /// something else bears its name.
    private func original(of record: CorruptRecord) throws(QueueError) -> Path? {
        guard let folder = Home.Folder(rawValue: record.folder) else { return nil }
        let path = home[folder].appending(FileName(bytes: Array(record.nameBytes)))
        do throws(QueueError) {
            let isOriginal =
                switch try files.read(path, atMost: SubmittedRequest.greatestSize) {
                case .missing: false
                case .other(let status): status.kind == record.kind
                case .tooLarge(let content, _), .file(let content, _):
                    record.kind == .file && Digest(of: content).description == record.digest
                }
            return isOriginal ? path : nil
        } catch .noPermission {
            // What was put aside could be read.
            return nil
        }
    }

    /// A corrupt file as its record is found.
    enum Opened {
        case record(CorruptRecord)
        case unreadable
        case gone
    }

    /// Looks for a corrupt file whose content is still there. What an interrupted call left of one that
    /// was closed is removed.
    func open(_ number: Int) throws(QueueError) -> Opened {
        switch try CorruptFolder.read(number, in: home, files: files) {
        case .missing: return .gone
        case .unreadable: return .unreadable
        case .record(let record) where record.ending != nil:
            try files.remove(content(number))
            return .gone
        case .record(let record): return .record(record)
        }
    }

    /// Removes the content; before it goes, the record says so for good.
    func close(_ record: CorruptRecord, _ ending: HandlingStep) throws(QueueError) {
        var record = record
        record.ending = ending
        try files.replace(
            CorruptFolder.path(ofRecord: record.number, in: home),
            content: StrictJSON.encode(record),
            mode: try home.sharing(files).modeOfFiles(in: .corrupt))
        try files.syncFolder(home[.corrupt])
        try files.remove(content(record.number))
    }

    func content(_ number: Int) -> Path {
        home[.corrupt].appending(CorruptFolder.name(number))
    }
}
