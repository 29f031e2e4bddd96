/// Values one after the other, as the bytes over which the store's chains are hashed.
///
/// The bytes say where each value ends and of what kind it is, so that no two lists of values give
/// the same bytes:
///
///     1                             one byte: the version of this form
///     then for each value
///     0                             nothing
///     1  8 bytes                    a whole number, two's complement, big-endian
///     2  4 bytes  so many bytes     a text: the count, big-endian, and its UTF-8
///     3  4 bytes  so many bytes     bytes: the count, big-endian, and they themselves
///
/// The first value is a text that says what is hashed. These bytes are never changed: another form
/// gets another version.
public struct HashedFields: Sendable {
    public private(set) var bytes: [UInt8] = [1]

    /// - Parameter kind: What is hashed: `entry`, `request` and so on.
    public init(_ kind: String) {
        bytes.reserveCapacity(512)
        append(kind)
    }

    public mutating func appendNothing() { bytes.append(0) }

    public mutating func append(_ number: Int64) {
        bytes.append(1)
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// A text up to its first NUL, where SQLite ends it.
    public mutating func append(_ text: String?) {
        guard var text else { return appendNothing() }
        text.withUTF8 { append(.text, $0[..<($0.firstIndex(of: 0) ?? $0.count)]) }
    }

    public mutating func append(_ digest: Digest?) {
        guard let digest else { return appendNothing() }
        digest.bytes.withUnsafeBufferPointer { append(.bytes, $0[...]) }
    }

    public enum Kind: UInt8, Sendable {
        case text = 2
        case bytes = 3
    }

    /// A text's UTF-8, or bytes; fewer than 4 GiB.
    public mutating func append(_ kind: Kind, _ content: Slice<UnsafeBufferPointer<UInt8>>) {
        bytes.append(kind.rawValue)
        withUnsafeBytes(of: UInt32(content.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: content)
    }

    public var digest: Digest { Digest(of: bytes) }
}
