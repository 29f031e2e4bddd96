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
    private var buffer: [UInt8] = []

    init(path: String, header: [String]) throws(BatchError) {
        self.path = path
        let (folder, name) = Self.parts(of: path)
        let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        temporary = "\(folder).\(name).\(random).part"
        kept = header.indices.filter { place in
            !Self.columns.contains { TableReader<BatchColumn>.isName(header[place], of: $0) }
        }
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw .rejectsUnwritable(path: path, number: errno) }
        try write(kept.map { header[$0] } + Self.columns)
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(temporary)
        }
    }

    /// Takes a row; nil for the fields of one that could not be read.
    func append(
        _ fields: [String]?, line: Int, codes: [String], reasons: [String]
    ) throws(BatchError) {
        try write(
            kept.map { fields?[$0] ?? "" }
                + ["\(line)", codes.joined(separator: " "), reasons.joined(separator: " ")])
    }

    /// Whether there is something of that name.
    public var isPlaceTaken: Bool { access(path, F_OK) == 0 }

    /// Throws `rejectsExist` where a file with other content bears the name.
    public func checkPlace() throws(BatchError) {
        try flush()
        if !isPlaceTaken { return }
        guard let there = try? BatchFile(path: path), let ours = try? BatchFile(path: temporary),
            there.digest == ours.digest
        else { throw .rejectsExist(path: path) }
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

    private func write(_ fields: [String]) throws(BatchError) {
        buffer += fields.map(\.quoted).joined(separator: ",").utf8
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
