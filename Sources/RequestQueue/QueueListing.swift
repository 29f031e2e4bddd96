import CoordinatorModel
import Foundation

/// Looks at what waits, and changes nothing: for staff, and for the rule `request-waiting`.
///
/// What is listed may be gone a moment later.
public struct QueueListing: Sendable {
    /// How many files staff put into the queue that no run has taken yet.
    public struct Counts: Hashable, Sendable {
        public var waiting = 0
        /// In `incoming` under a name that is not that of a request.
        public var misnamed = 0
        public var withdrawals = 0
    }

    let home: Home
    let files: Files

    public init(_ home: Home, files: Files = Files()) {
        (self.home, self.files) = (home, files)
    }

    /// The requests that wait, by ID, or those that are held.
    public func names(in folder: Home.Folder = .incoming) throws(QueueError) -> [QueueName] {
        var names: [QueueName] = []
        try files.forEachRequest(in: home[folder]) { names.append($0.name) }
        return names.sorted()
    }

    /// The requests that wait for a subject such as `123-12345678`, or are held, by ID.
    public func requests(
        for subject: String, in folder: Home.Folder = .incoming
    ) throws(QueueError) -> [RequestID] {
        let written = QueueName.written(subject)
        var requests: [RequestID] = []
        try files.forEachRequest(in: home[folder]) { listed in
            let name = listed.name
            if name.subject == written { requests.append(name.id) }
        }
        return requests.sorted()
    }

    /// The requests that wait or are held whose ID ends so; the ending as `RequestID.ending` makes it.
    public func names(
        endingIn ending: String, in folder: Home.Folder = .incoming
    ) throws(QueueError) -> [QueueName] {
        try names(in: folder).filter { $0.id.description.hasSuffix(ending) }
    }

    /// The requests on hold that somebody withdrew: a run decides them, by ID.
    public func withdrawnOnHold() throws(QueueError) -> [QueueName] {
        let asked = Set(try files.names(in: home[.withdrawals]).compactMap(QueueFolder.withdrawn))
        return asked.isEmpty ? [] : try names(in: .held).filter { asked.contains($0.id) }
    }

    /// Reads one request, with the withdrawal that waits for it. Nil where it is gone.
    public func read(
        _ name: QueueName, in folder: Home.Folder = .incoming
    ) throws(QueueError) -> ClaimedFile? {
        try QueueFolder(home: home, files: files)
            .requestAndWithdrawal(name.fileName, in: folder)
    }

    /// The wish to withdraw a request, where there is a readable one.
    public func withdrawal(of id: RequestID) throws(QueueError) -> Withdrawal? {
        let file = try QueueFolder(home: home, files: files).withdrawal(FileName("\(id).json"))
        if case .withdrawal(let withdrawal)? = file?.content { return withdrawal }
        return nil
    }

    /// The corrupt files, by number; nil for a record that cannot be read.
    public func corruptRecords() throws(QueueError) -> [(number: Int, record: CorruptRecord?)] {
        try CorruptFolder.records(in: home, files: files)
    }

    /// The beginning of a corrupt file's content; nil where there is none, it is no file, or its owner
    /// lets nobody read it.
    public func corruptContent(_ number: Int, atMost limit: Int) throws(QueueError) -> Data? {
        let path = home[.corrupt].appending(CorruptFolder.name(number))
        do throws(QueueError) {
            switch try files.read(path, atMost: limit) {
            case .file(let content, _), .tooLarge(let content, _): return content
            case .missing, .other: return nil
            }
        } catch .noPermission {
            return nil
        }
    }

    public func counts() throws(QueueError) -> Counts {
        var counts = Counts()
        try files.forEachName(in: home[.incoming]) { name in
            if ListedName(name) != nil { counts.waiting += 1 } else { counts.misnamed += 1 }
        }
        try files.forEachName(in: home[.withdrawals]) { _ in counts.withdrawals += 1 }
        return counts
    }
}
