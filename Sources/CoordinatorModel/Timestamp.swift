import Foundation

/// A moment in UTC, to the millisecond, as it stands in documents: `2026-11-23T17:20:31.123Z`.
public struct Timestamp: Hashable, Sendable, Comparable {
    public let millisecondsSince1970: Int64

    public init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = millisecondsSince1970
    }

    public init(_ date: Date) {
        self.init(millisecondsSince1970: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    /// Reads the form that `description` writes; the fraction may be missing. Nil for all else.
    public init?(_ text: String) {
        guard text.hasSuffix("Z"), text.utf8.count <= 24 else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard parts.count <= 2, parts[0].utf8.count == 19,
            let date = try? Self.wholeSeconds.parse(parts[0] + "Z"),
            (1...3).contains(fraction.count), fraction.allSatisfy(\.isASCIIDigit),
            let milliseconds = Int64(fraction + String(repeating: "0", count: 3 - fraction.count))
        else { return nil }
        self.init(
            millisecondsSince1970: Int64(date.timeIntervalSince1970) * 1000 + milliseconds)
    }

    public var date: Date { Date(timeIntervalSince1970: Double(millisecondsSince1970) / 1000) }

    public static func < (left: Self, right: Self) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }

    private static let wholeSeconds = Date.ISO8601FormatStyle()
}

extension Timestamp: CustomStringConvertible {
    public var description: String {
        let (seconds, milliseconds) = millisecondsSince1970.quotientAndRemainder(dividingBy: 1000)
        let date = Date(timeIntervalSince1970: Double(seconds))
        let fraction = String(milliseconds + 1000).dropFirst()
        return Self.wholeSeconds.format(date).dropLast() + ".\(fraction)Z"
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let timestamp = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a moment in UTC such as 2026-11-23T17:20:31.123Z")
        }
        self = timestamp
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
