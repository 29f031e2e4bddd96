import CoordinatorModel
import Foundation

/// Claims what waits in the queue and settles it: the processor's side, for one run.
///
/// Each file is claimed at most once in a run, unless it was settled and put again. What cannot be
/// read or removed is in `stuck` and stops nothing else.
public struct QueueReader: Sendable {
    let home: Home
    let files: Files
    let queue: QueueFolder
    private let lock: ProcessorLock
    private var waiting = WaitingNames()
    var withdrawals: ArraySlice<FileName> = []
    var corrupt: CorruptFolder?
    private var coolingOff: CoolingOff
    /// How many requests were left to cool off in this run.
    public private(set) var coolingCount = 0
    /// When the first of them has waited long enough.
    public private(set) var nextDue: Timestamp?
    /// Claimed in this run and not settled.
    var claimed: Set<Place> = []

    /// What could not be read or removed in this run, each once: the first thousand.
    public internal(set) var stuck: [StuckFile] = []
    /// All that could not be read or removed.
    var stuckPlaces: Set<Place> = []
    public var stuckCount: Int { stuckPlaces.count }
    static let mostStuckListed = 1000

    struct Place: Hashable, Sendable {
        let folder: Home.Folder
        let name: FileName
    }

    /// Nobody reads to settle without being the only processor.
    ///
    /// - Parameter coolingOff: How long a request has to have waited before it is claimed.
    public init(
        _ lock: ProcessorLock, coolingOff: Duration = .zero, files: Files = Files()
    ) {
        self.coolingOff = CoolingOff(coolingOff)
        (self.lock, self.home, self.files) = (lock, lock.home, files)
        queue = QueueFolder(home: lock.home, files: files)
    }

    /// Reads the next files: requests, and what is corrupt. Empty when nothing waits that was not
    /// claimed in this run; what arrives during the run is found too.
    ///
    /// Requests for one subject that wait together are handed out in the order of their IDs.
    /// Withdrawals are read with them, afresh each time. After a throw nothing was changed.
    ///
    /// - Parameter now: Tells which requests have cooled off.
    public mutating func claim(
        upTo count: Int, at now: Timestamp
    ) throws(QueueError) -> [ClaimedFile] {
        var files: [ClaimedFile] = []
        while files.count < count {
            if waiting.isEmpty {
                waiting = try WaitingNames(
                    in: home[.incoming], files: self.files, without: claimedNames(in: .incoming))
                if waiting.isEmpty { break }
            }
            guard let name = waiting.next() else { continue }
            claimed.insert(Place(folder: .incoming, name: name))
            guard let file = try read(name, in: .incoming) else { continue }
            guard let file = try unlessHeld(file) else { continue }
            if let end = coolingOff.end(for: file, at: now) {
                coolingCount += 1
                nextDue = min(end, nextDue ?? end)
            } else {
                files.append(file)
            }
        }
        return files
    }

    /// Carries out what was decided: what the store has on record is removed, what is corrupt is
    /// copied into `corrupt` and then removed; a folder that is not empty, or a file that is too
    /// large, is moved there.
    ///
    /// After a throw (the disk is full, or failed) every file is where it was, or is removed and
    /// on record; settling, or claiming and deciding, again is right.
    public mutating func settle(
        _ settlements: [Settlement], at moment: Timestamp
    ) throws(QueueError) {
        var numbers: [Place: Int] = [:]
        for case .corrupt(let file, let reason) in settlements {
            if corrupt == nil { corrupt = try CorruptFolder(home: home, files: files) }
            let place = Place(folder: file.folder, name: file.name)
            numbers[place] = try corrupt?.keep(file, reason, at: moment)
        }
        try corrupt?.sync()
        for settlement in settlements {
            switch settlement {
            case .corrupt(let file, _):
                try remove(
                    file, asCorrupt: numbers[Place(folder: file.folder, name: file.name)])
            case .recorded(let file):
                guard try remove(file), let withdrawal = file.withdrawal,
                    case .request(let claim) = file.content
                else { continue }
                try remove(
                    FileName("\(claim.request.id).json"), in: .withdrawals, ifStill: withdrawal)
            }
        }
    }

    /// Removes what is left of work that was interrupted, or is over: for the start of a run.
    public func tidy(at moment: Timestamp) throws(QueueError) {
        try removeLeftovers(at: moment)
        try removeOldRecords()
    }

    /// Removes what interrupted writers left in `tmp` more than a day before `moment`.
    func removeLeftovers(at moment: Timestamp) throws(QueueError) {
        let yesterday = Timestamp(
            millisecondsSince1970: moment.millisecondsSince1970 - 24 * 60 * 60 * 1000)
        for name in try files.names(in: home[.temporary]) {
            let path = home[.temporary].appending(name)
            guard let status = try files.status(path), status.modifiedAt < yesterday else {
                continue
            }
            // What cannot be removed is in nobody's way.
            if status.kind == .folder {
                try? files.removeFolder(path)
            } else {
                try? files.remove(path)
            }
        }
    }

    func claimedNames(in folder: Home.Folder) -> Set<FileName> {
        Set(claimed.lazy.filter { $0.folder == folder }.map(\.name))
    }

    /// Which of these requests wait or are held.
    func present(among asked: Set<RequestID>) throws(QueueError) -> Set<RequestID> {
        var present: Set<RequestID> = []
        for folder in [Home.Folder.incoming, .held] {
            try files.forEachRequest(in: home[folder]) { name in
                if asked.contains(name.id) { present.insert(name.id) }
            }
        }
        return present
    }
}
