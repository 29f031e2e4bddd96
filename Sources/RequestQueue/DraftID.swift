/// The name of a draft: six characters, shown as `K7M-4QX`, that can be said on the telephone.
///
/// New ones are made of letters and digits that do not sound alike: no B, C, D, E, G, P, T, V, Z,
/// no A, J (8, K), N (M), S (F), and neither 0 nor 1. That leaves 17: 24 million names, and no words.
public struct DraftID: Hashable, Sendable, Comparable {
    /// Six Crockford base-32 characters in capitals.
    private let characters: String

    public init(using generator: inout some RandomNumberGenerator) {
        characters = String(
            (0..<6).map { _ in Self.spoken.randomElement(using: &generator) ?? "2" })
    }

    /// Reads a name as people type it: case, dashes and space, O for 0, I and L for 1 are forgiven.
    /// Nil for all else.
    public init?(typed: String) {
        let text = typed.uppercased().filter { !$0.isWhitespace && !"-‐‑–—".contains($0) }
        guard text.count == 6 else { return nil }
        let read = text.map { ["O": "0", "I": "1", "L": "1"][$0] ?? $0 }
        guard read.allSatisfy(Self.alphabet.contains) else { return nil }
        characters = String(read)
    }

    /// Reads exactly what `description` writes. Nil for all else.
    public init?(exactly text: String) {
        self.init(typed: text)
        if description != text { return nil }
    }

    public static func < (left: Self, right: Self) -> Bool { left.characters < right.characters }

    private static let alphabet: Set<Character> = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let spoken: [Character] = Array("23456789FHKMQRWXY")
}

extension DraftID: CustomStringConvertible {
    public var description: String { "\(characters.prefix(3))-\(characters.suffix(3))" }
}

extension DraftID: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(expected: "not a draft's name such as K7M-4QX") {
            DraftID(exactly: $0)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
