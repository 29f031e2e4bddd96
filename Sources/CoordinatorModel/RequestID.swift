/// The name of a request: `CC-` and 16 Crockford base-32 characters.
///
/// 80 bits, big-endian: 48 bits of Unix milliseconds, then 32 bits that `RequestIDSource` counts.
/// IDs sort, as numbers and as text, in the order in which one source made them.
public struct RequestID: Hashable, Sendable, Comparable {
    /// When the source made it, to the millisecond, unless it had to count on (see `RequestIDSource`).
    public let milliseconds: UInt64
    public let counter: UInt32

    /// When it was made, by the clock of the machine where it was.
    public var madeAt: Timestamp { Timestamp(millisecondsSince1970: Int64(milliseconds)) }

    /// `milliseconds` is reduced to its lower 48 bits.
    public init(milliseconds: UInt64, counter: UInt32) {
        self.milliseconds = milliseconds & 0xFFFF_FFFF_FFFF
        self.counter = counter
    }

    /// Reads an ID as people type it: case, dashes and space, O for 0, I and L for 1 are forgiven.
    /// Nil for all else.
    public init?(typed: String) {
        guard typed.utf8.count <= 200 else { return nil }
        var text = typed.uppercased().filter { !$0.isDash && !$0.isWhitespace }[...]
        if text.count == 18, text.hasPrefix("CC") { text = text.dropFirst(2) }
        guard text.count == 16 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for (place, character) in text.enumerated() {
            guard let digit = Self.digit(character) else { return nil }
            if place < 8 { high = high << 5 | digit } else { low = low << 5 | digit }
        }
        self.init(milliseconds: high << 8 | low >> 32, counter: UInt32(truncatingIfNeeded: low))
    }

    /// Reads exactly what `description` writes. Nil for all else.
    public init?(exactly text: String) {
        self.init(typed: text)
        // Byte for byte: as Swift compares texts, the sign for kelvin is a K.
        if !description.utf8.elementsEqual(text.utf8) { return nil }
    }

    /// The ID that follows this one.
    public var successor: RequestID { advanced(by: 1) }

    /// The ID that stands `count` places after this one.
    public func advanced(by count: UInt32) -> RequestID {
        let (sum, overflow) = counter.addingReportingOverflow(count)
        return RequestID(milliseconds: milliseconds + (overflow ? 1 : 0), counter: sum)
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.milliseconds, left.counter) < (right.milliseconds, right.counter)
    }

    /// What a person typed to name a request, brought to the alphabet of IDs; nil where it cannot
    /// be the ending of one. At least four characters: all of one day begin alike, endings differ.
    public static func ending(typed: String) -> String? {
        guard typed.utf8.count <= 200 else { return nil }
        let text = typed.uppercased().filter { !$0.isDash && !$0.isWhitespace }
        guard (4...16).contains(text.count) else { return nil }
        let digits = text.compactMap(digit)
        return digits.count == text.count ? String(digits.map { alphabet[Int($0)] }) : nil
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    fileprivate static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    private static func digit(_ character: Character) -> UInt64? {
        switch character {
        case "O": 0
        case "I", "L": 1
        default: alphabet.firstIndex(of: character).map(UInt64.init)
        }
    }
}

extension RequestID: CustomStringConvertible {
    public var description: String {
        let high = milliseconds >> 8
        let low = (milliseconds & 0xFF) << 32 | UInt64(counter)
        return String(unsafeUninitializedCapacity: 19) { text in
            _ = text.update(fromContentsOf: "CC-".utf8)
            for place in 0..<8 {
                let shift = UInt64(35 - 5 * place)
                text[3 + place] = Self.letters[Int(high >> shift & 31)]
                text[11 + place] = Self.letters[Int(low >> shift & 31)]
            }
            return 19
        }
    }
}

extension RequestID: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(expected: "not a request ID such as CC-06H0JV3FJEDBSQQH") {
            RequestID(exactly: $0)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
