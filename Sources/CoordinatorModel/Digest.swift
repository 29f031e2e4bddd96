import CSodium
import Foundation

/// The SHA-256 of some bytes.
public struct Digest: Hashable, Sendable {
    /// Always 32 bytes.
    public let bytes: [UInt8]

    public init(of content: some Sequence<UInt8>) {
        bytes =
            content.withContiguousStorageIfAvailable(Self.hash)
            ?? ContiguousArray(content).withUnsafeBufferPointer(Self.hash)
    }

    private static func hash(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(crypto_hash_sha256_BYTES)) { out, count in
            _ = crypto_hash_sha256(out.baseAddress!, input.baseAddress, UInt64(input.count))
            count = Int(crypto_hash_sha256_BYTES)
        }
    }

    /// The digest stored earlier as its 32 bytes; nil for any other number of bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Int(crypto_hash_sha256_BYTES) else { return nil }
        self.bytes = Array(bytes)
    }
}

extension Digest {
    /// Reads what `description` writes, in letters of either case; nil for all else.
    public init?(hexadecimal text: String) {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 64, !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0.map(UInt8.init) }
        self.init(bytes: stride(from: 0, to: 64, by: 2).map { values[$0] << 4 | values[$0 + 1] })
    }
}

/// The SHA-256 of bytes that come piece by piece.
public struct RunningDigest: Sendable {
    private var state = crypto_hash_sha256_state()

    public init() {
        _ = crypto_hash_sha256_init(&state)
    }

    public mutating func append(_ piece: [UInt8]) {
        _ = crypto_hash_sha256_update(&state, piece, UInt64(piece.count))
    }

    /// The digest of all that was appended so far.
    public var digest: Digest {
        var (state, bytes) = (state, [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES)))
        _ = crypto_hash_sha256_final(&state, &bytes)
        guard let digest = Digest(bytes: bytes) else { preconditionFailure("always 32 bytes") }
        return digest
    }
}

extension Digest: CustomStringConvertible {
    /// 64 hexadecimal digits.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
