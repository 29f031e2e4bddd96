import CoordinatorModel
import Foundation

/// The folder of what is no request at all. Only the processor writes there.
struct CorruptFolder: Sendable {
    /// The greatest size of a file that is copied, in bytes; a larger one is moved here itself. Far
    /// more than a document has, and little enough that files of holes, which take no room, do not
    /// fill the disk as copies.
    static let greatestCopy = 1024 * 1024

    private let home: Home
    private let files: Files
    private let sharing: Sharing
    private var last = 0
    /// The numbers of what is recorded, by what tells whether it is the same again.
    private var known: [Digest: Int] = [:]
    private var isSynced = true

    init(home: Home, files: Files) throws(QueueError) {
        (self.home, self.files) = (home, files)
        sharing = try home.sharing(files)
        var closed: Set<Int> = []
        for (number, record) in try Self.records(in: home, files: files) {
            last = max(last, number)
            guard let record else { continue }
            // What was requeued or discarded and is put again is another file.
            if record.ending == nil { known[record.mark] = number } else { closed.insert(number) }
        }
        for name in try files.names(in: home[.corrupt]) {
            guard let number = name.text.flatMap({ Int($0) }) else { continue }
            let content = home[.corrupt].appending(name)
            if closed.contains(number) {
                // An interrupted requeue or discard left it.
                try? files.remove(content)
            } else if number > last, try files.status(content)?.kind == .folder {
                // A folder whose record somebody took away keeps its number.
                last = number
            }
        }
    }

    /// Records why a file is corrupt, and copies what was read of it. What a run before this one
    /// recorded and did not get to remove is recognised, and not recorded again.
    ///
    /// Returns the number.
    mutating func keep(
        _ file: ClaimedFile, _ reason: CorruptReason, at moment: Timestamp
    ) throws(QueueError) -> Int {
        let target =
            file.status.kind == .link
            ? try files.linkTarget(home[file.folder].appending(file.name)) : nil
        let record = CorruptRecord(
            number: last + 1, name: file.name.description, nameBytes: Data(file.name.bytes),
            folder: file.folder.rawValue, kind: file.status.kind, target: target?.description,
            owner: file.owner, modifiedAt: file.status.modifiedAt, size: file.status.size,
            isOriginal: file.isMovedWhenCorrupt ? true : nil,
            digest: Digest(of: file.bytes).description, reason: "\(reason)", putAsideAt: moment)
        isSynced = false
        if let number = known[record.mark], try !isTaken(number, by: file) {
            return number
        }
        let content = home[.corrupt].appending(Self.name(record.number))
        // A number counts from the moment its record is there: what a crash left is written anew.
        if record.kind != .folder { try files.remove(content) }
        let mode = sharing.modeOfFiles(in: .corrupt)
        if file.status.kind == .file, !file.isMovedWhenCorrupt {
            let whole = file.isCut ? try read(file) : nil
            try files.create(content, content: whole ?? file.bytes, mode: mode)
        }
        try files.replace(
            Self.path(ofRecord: record.number, in: home), content: StrictJSON.encode(record),
            mode: mode)
        last = record.number
        known[record.mark] = record.number
        return record.number
    }

    /// Moves a folder of the queue here with all that is in it, or a file too large to be copied,
    /// under the number of its record. After a throw it is where it was, and the record is gone.
    mutating func move(_ original: Path, to number: Int) throws(QueueError) {
        let place = home[.corrupt].appending(Self.name(number))
        do throws(QueueError) {
            try files.rename(original, to: place)
        } catch {
            try? files.remove(Self.path(ofRecord: number, in: home))
            known = known.filter { $0.value != number }
            throw error
        }
    }

    /// Whether the record with this number speaks of another original, which lies here by now.
    private func isTaken(_ number: Int, by file: ClaimedFile) throws(QueueError) -> Bool {
        if file.status.kind != .folder && !file.isMovedWhenCorrupt { return false }
        return try files.status(home[.corrupt].appending(Self.name(number))) != nil
    }

    /// The whole of a file that was claimed by its beginning; nil where it is not what was claimed any
    /// more.
    private func read(_ file: ClaimedFile) throws(QueueError) -> Data? {
        let path = home[file.folder].appending(file.name)
        guard case .file(let content, let status) = try files.read(path, atMost: Self.greatestCopy),
            status.identity == file.status.identity
        else { return nil }
        return content
    }

    /// Nothing may be removed from the queue before this has returned.
    mutating func sync() throws(QueueError) {
        if isSynced { return }
        try files.syncFolder(home[.corrupt])
        isSynced = true
    }

    /// The records, by number; nil for one that cannot be read.
    static func records(
        in home: Home, files: Files
    ) throws(QueueError) -> [(number: Int, record: CorruptRecord?)] {
        var records: [(Int, CorruptRecord?)] = []
        for name in try files.names(in: home[.corrupt]) where name.hasSuffix(".json") {
            guard let number = name.text.flatMap({ Int($0.dropLast(5)) }) else { continue }
            switch try read(number, in: home, files: files) {
            case .missing: continue
            case .unreadable: records.append((number, nil))
            case .record(let record): records.append((number, record))
            }
        }
        return records.sorted { $0.0 < $1.0 }
    }

    /// What is found under a number.
    enum Entry {
        case missing
        /// There is something that is no such record.
        case unreadable
        case record(CorruptRecord)
    }

    static func read(
        _ number: Int, in home: Home, files: Files
    ) throws(QueueError) -> Entry {
        let path = path(ofRecord: number, in: home)
        switch try files.read(path, atMost: CorruptRecord.greatestSize) {
        case .missing: return .missing
        case .other, .tooLarge: return .unreadable
        case .file(let content, _):
            guard let record = try? JSONDecoder().decode(CorruptRecord.self, from: content),
                record.schema == CorruptRecord.schema, record.number == number
            else { return .unreadable }
            return .record(record)
        }
    }

    static func path(ofRecord number: Int, in home: Home) -> Path {
        home[.corrupt].appending("\(name(number)).json")
    }

    static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
