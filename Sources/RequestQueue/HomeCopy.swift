import CoordinatorModel
import Foundation

/// A copy of a home, made while staff and a processor are at work in it: a backup, which is a home.
///
/// The order is what makes it whole. A request moves from draft to queue to store, so it is looked for
/// in that order: `copyQueue`, then the store, by whoever can copy that, to `store`; a request that
/// moves meanwhile is found twice rather than never, and the next run removes one of the two. Then
/// `copyReceipts`: a receipt is on disk before the first request of its file is queued. `complete`
/// brings everything to disk and gives the copy its name; until then it is called
/// `FOLDER.incomplete`, and nothing takes it for a backup.
public struct HomeCopy: Sendable {
    let home: Home
    private let copy: Home
    private let place: Path
    let files: Files
    /// How many files were copied.
    public internal(set) var count = 0
    /// What was left out, each with why: nothing of it is a request that was accepted.
    public internal(set) var leftOut: [LeftOut] = []

    public struct LeftOut: Hashable, Sendable {
        public let path: Path
        public let why: Reason

        public enum Reason: Hashable, Sendable {
            /// A link, a pipe, a socket, a device; or a folder where only files belong.
            case notAFile
            case tooLarge
            case failed(QueueError)
        }
    }

    /// Makes the folder in which the copy grows.
    ///
    /// - Parameter folder: What the copy shall be called: not there yet, or an empty folder.
    /// - Throws: `backupPlaceTaken`, `backupWithinHome`, `backupIncomplete`; then nothing was made.
    public init(of home: Home, at folder: Path, files: Files = Files()) throws(QueueError) {
        (self.home, self.files, place) = (home, files, folder)
        copy = Home(folder.ending(in: ".incomplete"))
        guard let root = try files.target(home.root) else { throw .homeMissing(home.root) }
        var above: Path? = folder
        // As far as there is something; what is beneath that is not there yet.
        while let path = above, try files.target(path) == nil { above = path.folder }
        above = above?.withoutLinks
        while let path = above {
            if try files.target(path)?.isSameFile(as: root) == true {
                throw .backupWithinHome(folder)
            }
            above = path.folder
        }
        if let status = try files.status(folder) {
            guard status.kind == .folder, try files.names(in: folder).isEmpty else {
                throw .backupPlaceTaken(folder)
            }
        }
        try copy.makeAncestors(of: copy.root, files)
        guard try files.makeFolder(copy.root, mode: 0o700) else {
            throw .backupIncomplete(copy.root)
        }
    }

    /// Where the copy of the store belongs.
    public var store: Path { copy.store }

    /// Copies drafts and queue, and what lies beside them. Operators' moves wait meanwhile.
    public mutating func copyQueue(at moment: Timestamp) throws(QueueError) {
        let right = try OperatorLock.acquire(home, at: moment, files: files)
        defer { withExtendedLifetime(right) {} }
        for folder in Home.Folder.allCases { try makeFolder(folder) }
        try copyFiles(in: home.root, to: copy.root)
        try copyTree(home.templates, to: copy.templates)
        try copyFiles(in: home[.drafts], to: copy[.drafts])
        for folder in [Home.Folder.incoming, .withdrawals] {
            let limit = SubmittedRequest.greatestSize
            try copyFiles(in: home[folder], to: copy[folder], atMost: limit, tellsOthers: true)
        }
        try copyFiles(in: home[.held], to: copy[.held])
        try keepOwners()
        try copyTree(home[.corrupt], to: copy[.corrupt])
        try copyFiles(in: home[.queue], to: copy[.queue])
    }

    /// Copies the receipts, and gives the folders their modes: when queue and store were copied.
    public mutating func copyReceipts() throws(QueueError) {
        try copyFiles(in: home[.receipts], to: copy[.receipts])
        for path in [home.root] + Home.Folder.allCases.map({ home[$0] }) {
            guard let status = try files.status(path) else { continue }
            let target = path == home.root ? copy.root : path.moved(from: home.root, to: copy.root)
            files.keepOwner(target, of: status)
            try files.setMode(target, status.mode)
        }
        if let status = try files.status(home.store), try files.status(copy.store) != nil {
            files.keepOwner(copy.store, of: status)
            try files.setMode(copy.store, status.mode)
        }
    }

    /// Brings all to disk and gives the copy its name, which is the moment at which it is a backup.
    public func complete() throws(QueueError) {
        try files.syncFileSystem(of: copy.root)
        try files.rename(copy.root, to: place)
        if let above = place.folder { try files.syncFolder(above) }
    }

    private func makeFolder(_ folder: Home.Folder) throws(QueueError) {
        guard try files.status(home[folder]) != nil else { return }
        _ = try files.makeFolder(copy[folder], mode: 0o700)
    }

    /// A request whose file cannot keep its owner, as only root can give files away, has the owner
    /// on record instead: what the processor itself makes of a request that was held.
    private mutating func keepOwners() throws(QueueError) {
        for name in try files.names(in: copy[.incoming]) {
            guard let request = QueueName(name),
                let original = ownersNotKept[name],
                try files.status(copy[.held].appending(HandlingRecord.name(request.id))) == nil,
                case .file(let document, _) = try files.read(
                    copy[.incoming].appending(name), atMost: SubmittedRequest.greatestSize)
            else { continue }
            let record = HandlingRecord(
                request, document: document, owner: original.owner,
                queuedAt: original.changedAt, steps: [])
            try files.createUnsynced(
                copy[.held].appending(HandlingRecord.name(request.id)),
                content: StrictJSON.encode(record),
                mode: try home.sharing(files).modeOfFiles(in: .held))
        }
    }

    /// The files whose owner the copy could not keep.
    var ownersNotKept: [FileName: FileStatus] = [:]
}
