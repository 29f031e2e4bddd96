import CoordinatorModel
import Foundation

/// What is kept beside a corrupt file's content: `NUMBER.json` beside `NUMBER`.
public struct CorruptRecord: Hashable, Sendable, Codable {
    public static let schema = "corrupt-file/1"

    public var schema = Self.schema
    public let number: Int
    /// The name it had, with U+FFFD for what is not UTF-8.
    public let name: String
    /// The name's bytes in base 64.
    public let nameBytes: Data
    /// The folder it lay in: `queue/incoming` or `queue/withdrawals`.
    public let folder: String
    public let kind: FileKind
    public let owner: String
    public let modifiedAt: Timestamp
    /// In bytes. Of a file larger than `CorruptFolder.greatestSize` only the beginning is copied; it
    /// stays where it is.
    public let size: Int64
    /// The SHA-256 of what was read.
    public let digest: String
    /// One line for an operator.
    public let reason: String
    public let putAsideAt: Timestamp
}

/// The folder of what is no request at all. Only the processor writes there.
struct CorruptFolder: Sendable {
    /// The greatest size of a file that is copied whole, in bytes.
    static let greatestSize = 256 * 1024 * 1024

    private let home: Home
    private let files: Files
    private let sharing: Sharing
    private var last = 0
    private var known: Set<Digest> = []
    private var isSynced = true

    init(home: Home, files: Files) throws(QueueError) {
        (self.home, self.files) = (home, files)
        sharing = try home.sharing(files)
        for (number, record) in try Self.records(in: home, files: files) {
            last = max(last, number)
            if let record { known.insert(Self.mark(record)) }
        }
    }

    /// Copies what was read of a file, and why it is corrupt. What a run before this one copied and
    /// did not get to remove is recognised, and not copied again.
    mutating func keep(
        _ file: ClaimedFile, _ reason: CorruptReason, at moment: Timestamp
    ) throws(QueueError) {
        let record = CorruptRecord(
            number: last + 1, name: file.name.description, nameBytes: Data(file.name.bytes),
            folder: file.folder.rawValue, kind: file.status.kind, owner: file.owner,
            modifiedAt: file.status.modifiedAt, size: file.status.size,
            digest: Digest(of: file.bytes).description, reason: "\(reason)", putAsideAt: moment)
        let mark = Self.mark(record)
        isSynced = false
        if known.contains(mark) { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts and numbers only: nothing in a record can fail to encode.
        guard let description = try? encoder.encode(record) else {
            preconditionFailure("a record that JSON cannot hold")
        }
        let content = home[.corrupt].appending(Self.name(record.number))
        // A number counts from the moment its record is there: what a crash left is written anew.
        try files.remove(content)
        let mode = sharing.modeOfFiles(in: .corrupt)
        if file.status.kind == .file {
            let whole = file.isCut ? try read(file) : nil
            try files.create(content, content: whole ?? file.bytes, mode: mode)
        }
        try files.replace(
            home[.corrupt].appending("\(Self.name(record.number)).json"), content: description,
            mode: mode)
        last = record.number
        known.insert(mark)
    }

    /// The whole of a file that was claimed by its beginning; nil where it is too large, or is not
    /// what was claimed any more.
    private func read(_ file: ClaimedFile) throws(QueueError) -> Data? {
        let path = home[file.folder].appending(file.name)
        if file.status.size > Int64(Self.greatestSize) { return nil }
        guard case .file(let content, let status) = try files.read(path, atMost: Self.greatestSize),
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
            var record: CorruptRecord?
            if case .file(let content, _) = try files.read(
                home[.corrupt].appending(name), atMost: SubmittedRequest.greatestSize)
            {
                record = try? JSONDecoder().decode(CorruptRecord.self, from: content)
            }
            records.append((number, record))
        }
        return records.sorted { $0.0 < $1.0 }
    }

    static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// What tells whether a record speaks of the same file again.
    private static func mark(_ record: CorruptRecord) -> Digest {
        Digest(
            of: record.nameBytes + [0]
                + Data("\(record.folder) \(record.kind.rawValue) \(record.digest)".utf8))
    }
}
