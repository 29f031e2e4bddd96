/// The number of a serial-number license: three digits, a dash, eight digits.
public struct SerialNumber: Hashable, Sendable {
    /// The number as it is printed, for example `123-12345678`.
    public let text: String

    /// Reads a serial number as people type and paste it: spaces, any dash or none, and words
    /// around it are forgiven. Nil where the text holds none, or more than one.
    public init?(typed: String) {
        if Self.isExact(typed) {
            text = typed
            return
        }
        guard typed.utf8.count <= 10_000 else { return nil }
        let candidates = Self.candidates(in: typed)
        guard candidates.count == 1, let text = candidates.first else { return nil }
        self.text = text
    }

    /// Whether a text holds more than one serial number.
    static func areSeveral(in typed: String) -> Bool {
        typed.utf8.count <= 10_000 && candidates(in: typed).count > 1
    }

    private static func candidates(in typed: String) -> Set<String> {
        runs(in: typed).reduce(into: []) { $0.formUnion(numbers(in: $1)) }
    }

    /// Whether it is a serial number as it is printed.
    private static func isExact(_ typed: String) -> Bool {
        typed.utf8.count == 12
            && typed.utf8.enumerated().allSatisfy { place, byte in
                place == 3
                    ? byte == UInt8(ascii: "-")
                    : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    /// The stretches of digits, dashes and spaces.
    private static func runs(in typed: String) -> [Substring] {
        typed.split { character in
            !(character.isASCIIDigit || character.isWhitespace || character.isDash)
        }
    }

    /// The serial numbers that a run holds: all its digits, or what stands in it between spaces
    /// (`3 123-12345678`, `3 123 12345678`).
    private static func numbers(in run: Substring) -> Set<String> {
        let words = run.split(whereSeparator: \.isWhitespace)
            .map { $0.filter(\.isASCIIDigit) }.filter { !$0.isEmpty }
        let digits = words.joined()
        let pairs = zip(words, words.dropFirst()).filter { $0.count == 3 && $1.count == 8 }
        let found =
            digits.count == 11
            ? [digits]
            : Set(words.filter { $0.count == 11 })
                .union(pairs.map { $0 + $1 })
        return Set(found.map { "\($0.prefix(3))-\($0.dropFirst(3))" })
    }
}

extension SerialNumber: CustomStringConvertible {
    public var description: String { text }
}

extension SerialNumber: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension SerialNumber: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(expected: "not a serial number") { SerialNumber(typed: $0) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
