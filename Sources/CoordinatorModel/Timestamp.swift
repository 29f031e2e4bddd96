import Foundation

/// A moment in UTC, to the millisecond, as it stands in documents: `2026-11-23T17:20:31.123Z`.
public struct Timestamp: Hashable, Sendable, Comparable {
    public let millisecondsSince1970: Int64

    /// A moment outside the years 0000 to 9999 becomes the nearest one inside: every timestamp has
    /// a text, and that text reads as the same timestamp.
    public init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = min(max(millisecondsSince1970, Self.first), Self.last)
    }

    public init(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        self.init(
            millisecondsSince1970: Int64(exactly: milliseconds) ?? (milliseconds > 0 ? .max : .min))
    }

    /// Reads the form that `description` writes; the fraction may be missing, or shorter. Nil for
    /// all else.
    public init?(_ text: String) {
        guard text.utf8.count <= 24, text.hasSuffix("Z") else { return nil }
        let halves = text.dropLast().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let day = CalendarDate(halves[0]) else { return nil }
        let clock = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        let time = clock[0].split(separator: ":", omittingEmptySubsequences: false)
        let fraction = clock.count == 1 ? "0" : clock[1]
        guard clock.count <= 2, time.map(\.count) == [2, 2, 2], (1...3).contains(fraction.count),
            (time + [fraction]).allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            let hour = Int(time[0]), let minute = Int(time[1]), let second = Int(time[2]),
            hour < 24, minute < 60, second < 60,
            let milliseconds = Int(fraction + String(repeating: "0", count: 3 - fraction.count))
        else { return nil }
        let seconds = ((day.daysSince1970 * 24 + hour) * 60 + minute) * 60 + second
        self.init(millisecondsSince1970: Int64(seconds * 1000 + milliseconds))
    }

    public var date: Date { Date(timeIntervalSince1970: Double(millisecondsSince1970) / 1000) }

    /// The moment so long after.
    public static func + (moment: Self, time: Duration) -> Self {
        Self(
            millisecondsSince1970: moment.millisecondsSince1970
                + Int64((time / .milliseconds(1)).rounded()))
    }

    /// How much later this is than `earlier`.
    public func duration(since earlier: Self) -> Duration {
        .milliseconds(millisecondsSince1970 - earlier.millisecondsSince1970)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }

    /// Whole days since 1970-01-01, and the milliseconds since that day began: never negative.
    var dayAndRest: (daysSince1970: Int, milliseconds: Int) {
        let (days, rest) = Int(millisecondsSince1970).quotientAndRemainder(dividingBy: 86_400_000)
        return rest < 0 ? (days - 1, rest + 86_400_000) : (days, rest)
    }

    private static let first: Int64 = -62_167_219_200_000
    private static let last: Int64 = 253_402_300_799_999
}

extension Timestamp: CustomStringConvertible {
    public var description: String {
        let rest = dayAndRest.milliseconds
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
            .map { String($0).padded(to: 2) }.joined(separator: ":")
        return "\(CalendarDate(self))T\(clock).\(String(rest % 1000).padded(to: 3))Z"
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(expected: "not a moment in UTC such as 2026-11-23T17:20:31.123Z") {
            Timestamp($0)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
