/// A day without a time, as contracts name it: `2026-11-23`. Days compare in their order.
public struct CalendarDate: Hashable, Sendable, Comparable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// Reads `YYYY-MM-DD`; nil for any other text, and for days that do not exist.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 10 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2],
            parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day of a moment, in UTC.
    public init(_ moment: Timestamp) {
        // Counted in years that begin on 1 March, from 400 years before the year 0, so that a leap
        // day is the last of its year and nothing is negative.
        let days = moment.dayAndRest.daysSince1970 + Self.marchDaysBefore1970
        let (era, day) = days.quotientAndRemainder(dividingBy: Self.daysIn400Years)
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        self.month = month < 10 ? month + 3 : month - 9
        self.day = dayOfYear - (153 * month + 2) / 5 + 1
        self.year = (era - 1) * 400 + year + (month < 10 ? 0 : 1)
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// Negative before 1970-01-01.
    var daysSince1970: Int {
        let year = self.year + 400 - (month > 2 ? 0 : 1)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear
            - Self.marchDaysBefore1970
    }

    private static let daysIn400Years = 146_097
    /// From 1 March of 400 years before the year 0 to 1970-01-01.
    private static let marchDaysBefore1970 = 719_468 + daysIn400Years

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: CustomStringConvertible {
    public var description: String {
        "\(String(year).padded(to: 4))-\(String(month).padded(to: 2))-\(String(day).padded(to: 2))"
    }
}

extension CalendarDate: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(expected: "not a day such as 2026-11-23") { CalendarDate($0) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
