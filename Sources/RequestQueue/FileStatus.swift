import CoordinatorModel
import Glibc

/// What the file system says of a file.
public struct FileStatus: Hashable, Sendable {
    public let kind: FileKind
    public let size: Int64
    /// Permission bits, with set-group-ID and sticky.
    public let mode: UInt32
    public let ownerID: UInt32
    public let groupID: UInt32
    /// As its owner says: anybody can set it for an own file.
    public let modifiedAt: Timestamp
    /// The same moment, exactly.
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
    /// When it was put in its place, or altered: what the system says.
    public let changedAt: Timestamp
    /// How many names it has.
    let linkCount: UInt
    /// Tells one file from another under the same name, and from itself after a change.
    let identity: Identity

    struct Identity: Hashable, Sendable {
        let device: UInt64
        let number: UInt64
        let changedSeconds: Int
        let changedNanoseconds: Int
    }

    init(_ status: stat) {
        kind = FileKind(mode: status.st_mode)
        size = Int64(status.st_size)
        mode = status.st_mode & 0o7777
        (ownerID, groupID) = (status.st_uid, status.st_gid)
        linkCount = UInt(status.st_nlink)
        (modifiedSeconds, modifiedNanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        modifiedAt = Timestamp(
            millisecondsSince1970: Int64(status.st_mtim.tv_sec) * 1000
                + Int64(status.st_mtim.tv_nsec) / 1_000_000)
        changedAt = Timestamp(
            millisecondsSince1970: Int64(status.st_ctim.tv_sec) * 1000
                + Int64(status.st_ctim.tv_nsec) / 1_000_000)
        identity = Identity(
            device: UInt64(status.st_dev), number: UInt64(status.st_ino),
            changedSeconds: status.st_ctim.tv_sec, changedNanoseconds: status.st_ctim.tv_nsec)
    }

    /// Whether both are one file, changed meanwhile or not.
    func isSameFile(as other: FileStatus) -> Bool {
        identity.device == other.identity.device && identity.number == other.identity.number
    }

    /// The account that owns it: its name, or its number where it has none.
    public var owner: String { Accounts.name(ownerID) }
}

/// What kind of thing a name stands for.
public enum FileKind: String, Hashable, Sendable, Codable {
    case file
    case folder
    case link
    case pipe
    case socket
    case device

    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }
}
