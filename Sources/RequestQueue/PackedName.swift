import CoordinatorModel

/// The name of a waiting request about a serial number, in 16 bytes: a queue may hold hundreds of
/// thousands.
///
/// 80 bits of ID and 48 bits that hold the serial number's 11 digits; packed names sort by ID.
struct PackedName: Hashable, Sendable, Comparable {
    private let high: UInt64
    private let low: UInt64

    /// Reads exactly an ID and a serial number as they are printed, such as
    /// `CC-06H0JV3FJEDBSQQH.123-12345678.json`; nil for all else.
    init?(_ name: UnsafeBufferPointer<UInt8>) {
        guard name.count == 37, name[..<3].elementsEqual("CC-".utf8), name[19] == Self.dot,
            name[23] == UInt8(ascii: "-"), name[32...].elementsEqual(".json".utf8)
        else { return nil }
        var (upper, lower, serial): (UInt64, UInt64, UInt64) = (0, 0, 0)
        for place in 3..<19 {
            let digit = Self.digits[Int(name[place])]
            if digit == Self.none { return nil }
            if place < 11 {
                upper = upper << 5 | UInt64(digit)
            } else {
                lower = lower << 5 | UInt64(digit)
            }
        }
        for place in 20..<32 where place != 23 {
            let digit = name[place] &- UInt8(ascii: "0")
            if digit > 9 { return nil }
            serial = serial * 10 + UInt64(digit)
        }
        high = upper << 24 | lower >> 16
        low = lower << 48 | serial
    }

    var id: RequestID {
        RequestID(
            milliseconds: high >> 16, counter: UInt32(high & 0xFFFF) << 16 | UInt32(low >> 48))
    }

    var serial: UInt64 { low & 0xFFFF_FFFF_FFFF }

    var name: QueueName {
        let digits = String(serial + 100_000_000_000).dropFirst()
        return QueueName(id: id, subject: "\(digits.prefix(3))-\(digits.dropFirst(3))")
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    private static let dot = UInt8(ascii: ".")
    private static let none = UInt8.max
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: none, count: 256)
        for (value, byte) in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8.enumerated() {
            digits[Int(byte)] = UInt8(value)
        }
        return digits
    }()
}
