import CFileSystem
import CommaSeparated
import Glibc

/// The bad rows of a file, as they stand in it, with what is wrong with each in columns of their own:
/// to be corrected and submitted in turn, when those columns are passed over.
///
/// It is written aside and put in place at the end. Without an end nothing is left of it.
public final class RejectsFile {
    /// The columns that say what is wrong.
    public static let columns = ["rejected_line", "rejected_codes", "rejected_because"]

    public let path: String
    private let temporary: String
    private let descriptor: Int32
    /// The places of the original's fields that are written: not those of an earlier rejection.
    private let kept: [Int]
    /// The places of an earlier rejection's, and how many columns there are with them.
    private let dropped: Set<Int>
    private let width: Int
    private var buffer: [UInt8] = []

    init(path: String, header: [String]) throws(BatchError) {
        self.path = path
        let (folder, name) = Self.parts(of: path)
        let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        temporary = "\(folder).\(name).\(random).part"
        kept = header.indices.filter { place in
            !Self.columns.contains { TableReader<BatchColumn>.isName(header[place], of: $0) }
        }
        dropped = Set(header.indices).subtracting(kept)
        width = header.count
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw .rejectsUnwritable(path: path, number: errno) }
        try write((kept.map { header[$0] } + Self.columns).map { Array($0.quoted.utf8) })
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(temporary)
        }
    }

    /// A row as it is written.
    enum Row {
        case fields([String])
        /// Of a row that could not be read; nil where it was not kept.
        case asItStands(RowText?)
    }

    /// Takes a row. One that could not be read is written byte for byte, and so cannot be read
    /// before it is corrected; of one that is too long only empty fields are.
    func append(
        _ row: Row, line: Int, codes: [String], reasons: [String]
    ) throws(BatchError) {
        let columns = ["\(line)", codes.joined(separator: " "), reasons.joined(separator: " ")]
        let fields: [[UInt8]] =
            switch row {
            case .fields(let fields): kept.map { Array(fields[$0].quoted.utf8) }
            case .asItStands(let text): keptFields(text?.fields ?? []) ?? kept.map { _ in [] }
            }
        try write(fields + columns.map { Array($0.quoted.utf8) })
    }

    /// The fields of a row without an earlier rejection's. As their number may be wrong, those are
    /// found from the end.
    private func keptFields(_ fields: [[UInt8]]) -> [[UInt8]]? {
        if fields.isEmpty { return nil }
        let dropped = Set(dropped.map { $0 - width + fields.count })
        return fields.indices.filter { !dropped.contains($0) }.map { fields[$0] }
    }

    /// Whether there is something of that name, be it a link that leads nowhere.
    public var isPlaceTaken: Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether there is a file of that name with this content.
    public func isInPlace() throws(BatchError) -> Bool {
        try flush()
        guard let there = try? BatchFile(path: path), let ours = try? BatchFile(path: temporary)
        else { return false }
        return there.digest == ours.digest
    }

    /// Throws `rejectsExist` where a file with other content bears the name.
    public func checkPlace() throws(BatchError) {
        let isInPlace = try isInPlace()
        if isPlaceTaken && !isInPlace { throw .rejectsExist(path: path) }
    }

    /// Puts the file in place. When this returns it is on disk, or one with the same content was
    /// there before.
    public func finish() throws(BatchError) {
        try flush()
        if fsync(descriptor) != 0 { throw .rejectsUnwritable(path: path, number: errno) }
        if coordinator_rename_exclusively(temporary, path) != 0 {
            if errno != EEXIST { throw .rejectsUnwritable(path: path, number: errno) }
            try checkPlace()
        }
        let folder = open(Self.parts(of: path).folder + ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        if fsync(folder) != 0 { throw .rejectsUnwritable(path: path, number: errno) }
    }

    private func write(_ fields: [[UInt8]]) throws(BatchError) {
        buffer += fields.joined(separator: [UInt8(ascii: ",")])
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > 64 * 1024 { try flush() }
    }

    private func flush() throws(BatchError) {
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw .rejectsUnwritable(path: path, number: errno) }
            rest = rest.dropFirst(count)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// The folder, with a slash where it is named, and the name.
    private static func parts(of path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }
}

extension String {
    /// As a field of comma-separated text.
    var quoted: String {
        let isPlain = utf8.allSatisfy { byte in
            byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\n")
                && byte != UInt8(ascii: "\r")
        }
        return isPlain ? self : "\"" + replacing("\"", with: "\"\"") + "\""
    }
}
