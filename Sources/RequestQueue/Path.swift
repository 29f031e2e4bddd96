import Glibc

/// A name in a folder, as the bytes that the file system keeps: anybody may drop a file whose name
/// is no text.
public struct FileName: Hashable, Sendable, Comparable {
    public let bytes: [UInt8]

    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The name as text; nil where its bytes are not UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    public static func < (left: Self, right: Self) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    func hasSuffix(_ suffix: String) -> Bool {
        bytes.count >= suffix.utf8.count
            && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
}

extension FileName: CustomStringConvertible {
    /// The name with U+FFFD for what is not UTF-8. It may hold control characters: whoever shows it
    /// on a terminal replaces them.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// Where a file or folder lies.
public struct Path: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The path of `name` in this folder.
    public func appending(_ name: FileName) -> Path {
        Path(
            bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name.bytes
        )
    }

    /// The path of `name`, which may lead through folders, from this folder on.
    public func appending(_ name: String) -> Path { appending(FileName(name)) }

    /// The path beside this one whose name is this one's with an ending behind it.
    func ending(in ending: String) -> Path { Path(bytes: bytes + ending.utf8) }

    /// The folder that holds this; nil for the root, and for a path of one name.
    public var folder: Path? {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), bytes.count > 1 else {
            return nil
        }
        return Path(bytes: slash == 0 ? [UInt8(ascii: "/")] : Array(bytes[..<slash]))
    }

    /// The path of what this leads to, with all links followed; nil where nothing is.
    var withoutLinks: Path? {
        guard let real = withCString({ realpath($0, nil) }) else { return nil }
        defer { free(real) }
        let bytes = UnsafeBufferPointer(start: real, count: strlen(real))
        return Path(bytes: bytes.map { UInt8(bitPattern: $0) })
    }

    /// The same path beneath another folder.
    func moved(from folder: Path, to other: Path) -> Path {
        Path(bytes: other.bytes + bytes.dropFirst(folder.bytes.count))
    }

    /// The last name of this path.
    public var name: FileName {
        FileName(bytes: bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])
    }

    /// The path as text, for APIs that take one. Homes are named by text, so for everything that
    /// this program names itself nothing is lost.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let terminated = bytes + [0]
        return terminated.withUnsafeBytes {
            body($0.assumingMemoryBound(to: CChar.self).baseAddress!)
        }
    }
}

extension Path: CustomStringConvertible {
    public var description: String { text }
}
