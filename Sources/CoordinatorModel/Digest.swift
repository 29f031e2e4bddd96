import CSodium
import Foundation

/// The SHA-256 of some bytes.
public struct Digest: Hashable, Sendable {
    /// Always 32 bytes.
    public let bytes: [UInt8]

    public init(of content: some Sequence<UInt8>) {
        let content = ContiguousArray(content)
        bytes = [UInt8](unsafeUninitializedCapacity: Int(crypto_hash_sha256_BYTES)) { out, count in
            content.withUnsafeBufferPointer { input in
                _ = crypto_hash_sha256(out.baseAddress!, input.baseAddress, UInt64(input.count))
            }
            count = Int(crypto_hash_sha256_BYTES)
        }
    }

    /// The digest stored earlier as its 32 bytes; nil for any other number of bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Int(crypto_hash_sha256_BYTES) else { return nil }
        self.bytes = Array(bytes)
    }
}

extension Digest: CustomStringConvertible {
    /// 64 hexadecimal digits.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
