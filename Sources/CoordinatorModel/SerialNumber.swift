/// The number of a serial-number license: three digits, a dash, eight digits.
public struct SerialNumber: Hashable, Sendable {
    /// The number as it is printed, for example `123-12345678`.
    public let text: String

    /// Reads a serial number as people type and paste it: spaces, any dash or none, and words
    /// around it are forgiven. Nil where the text holds none, or more than one.
    public init?(typed: String) {
        guard typed.utf8.count <= 10_000 else { return nil }
        let candidates = Set(Self.runs(in: typed).compactMap(Self.number))
        guard candidates.count == 1, let text = candidates.first else { return nil }
        self.text = text
    }

    /// The stretches of digits, dashes and spaces. Two serial numbers side by side are one run
    /// of 22 digits, and so no serial number.
    private static func runs(in typed: String) -> [Substring] {
        typed.split { character in
            !(character.isASCIIDigit || character.isWhitespace || dashes.contains(character))
        }
    }

    /// The one serial number that a run holds: all its digits, or the part of it that is shaped
    /// like one (`3 123-12345678`).
    private static func number(in run: Substring) -> String? {
        let digits = run.filter(\.isASCIIDigit)
        if digits.count == 11 { return "\(digits.prefix(3))-\(digits.dropFirst(3))" }
        let groups = run.split { !$0.isASCIIDigit }
        var found: Set<String> = Set(
            groups.filter { $0.count == 11 }.map { "\($0.prefix(3))-\($0.dropFirst(3))" })
        for (first, second) in zip(groups, groups.dropFirst())
        where first.count == 3 && second.count == 8 {
            found.insert("\(first)-\(second)")
        }
        return found.count == 1 ? found.first : nil
    }

    /// Hyphen-minus, the Unicode hyphens and dashes, minus, and the small and full-width forms.
    private static let dashes: Set<Character> = [
        "-", "\u{AD}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}",
        "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{FF0D}",
    ]
}

extension SerialNumber: CustomStringConvertible {
    public var description: String { text }
}

extension SerialNumber: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension SerialNumber: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = SerialNumber(typed: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a serial number"))
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
