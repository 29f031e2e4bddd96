import CoordinatorModel
import Foundation

/// What is kept beside a corrupt file's content: `NUMBER.json` beside `NUMBER`, which is a copy, or
/// the large file or folder itself that somebody put into the queue.
public struct CorruptRecord: Hashable, Sendable, Codable {
    public static let schema = "corrupt-file/1"
    /// The greatest size of a record that is read, in bytes. What a document says is only quoted in
    /// part, so that none is ever larger.
    static let greatestSize = 256 * 1024

    public var schema = Self.schema
    public let number: Int
    /// The name it had, with U+FFFD for what is not UTF-8.
    public let name: String
    /// The name's bytes in base 64.
    public let nameBytes: Data
    /// The folder it lay in: `queue/incoming` or `queue/withdrawals`.
    public let folder: String
    public let kind: FileKind
    /// What a symbolic link said, with U+FFFD for what is not UTF-8. Like `name` it may hold control
    /// characters.
    public let target: String?
    public let owner: String
    public let modifiedAt: Timestamp
    /// In bytes.
    public let size: Int64
    /// True where the content is the file itself, too large to be copied: it is its owner's still, who
    /// may alter it. Otherwise nil.
    public let isOriginal: Bool?
    /// The SHA-256 of what was read.
    public let digest: String
    /// One line for an operator.
    public let reason: String
    public let putAsideAt: Timestamp
    /// That it was requeued or discarded: its content is not here any more. The number stays its own.
    public internal(set) var ending: HandlingStep?
}

extension CorruptRecord {
    /// What takes the place of a record that cannot be read: the number stays taken.
    ///
    /// - Parameter status: Of its content.
    init(unreadable number: Int, _ status: FileStatus?, at moment: Timestamp) {
        self.init(
            number: number, name: "", nameBytes: Data(), folder: Home.Folder.corrupt.rawValue,
            kind: status?.kind ?? .file, target: nil, owner: status?.owner ?? "",
            modifiedAt: status?.modifiedAt ?? moment, size: status?.size ?? 0, isOriginal: nil,
            digest: Digest(of: []).description, reason: "its record could not be read",
            putAsideAt: moment)
    }

    /// What tells whether a record speaks of the same file again.
    var mark: Digest {
        let target = target.map { " \($0)" } ?? ""
        return Digest(
            of: nameBytes + [0] + Data("\(folder) \(kind.rawValue) \(digest)\(target)".utf8))
    }
}
