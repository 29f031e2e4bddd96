import Foundation

/// One mailbox that mail could reach, normalised: composed (NFC) and in lower case.
///
/// Two addresses that differ only in letter case are equal, as the licensing service treats them.
public struct EmailAddress: Hashable, Sendable {
    /// The whole address, for example `pat@example.com`.
    public let text: String

    /// What follows the `@`.
    public var domain: Substring { text[text.index(after: text.lastIndex(of: "@")!)...] }

    /// Reads an address as people type and paste it: surrounding space, letter case and
    /// `Pat Lee <pat@example.com>` are forgiven.
    public init(typed: String) throws(Mistake) {
        let address = Self.bracketed(in: typed).precomposedStringWithCanonicalMapping.lowercased()
        if address.isEmpty { throw .empty }
        if address.utf8.count > 254 { throw .tooLong }
        if let character = address.first(where: Self.isForbidden) {
            throw character.isWhitespace ? .spaceInside : .forbiddenCharacter(character)
        }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count < 2 { throw .noAt }
        if parts.count > 2 { throw .severalAts }
        guard Self.isLocalPart(parts[0]) else { throw .badLocalPart }
        guard Self.isDomain(parts[1]) else { throw .badDomain(String(parts[1])) }
        text = address
    }

    /// Why a text is not one address. The raw values name the cases in `problems.mustache`.
    public enum Mistake: Error, Hashable, Sendable {
        case empty
        case tooLong
        case spaceInside
        case forbiddenCharacter(Character)
        case noAt
        case severalAts
        case badLocalPart
        case badDomain(String)
    }

    private static func bracketed(in typed: String) -> String {
        let trimmed = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.hasSuffix(">"), let open = trimmed.lastIndex(of: "<") else { return trimmed }
        return trimmed[trimmed.index(after: open)...].dropLast()
            .trimmingCharacters(in: .whitespaces)
    }

    private static func isForbidden(_ character: Character) -> Bool {
        character.isWhitespace
            || character.unicodeScalars.contains { scalar in
                "\"(),:;<>[]\\".unicodeScalars.contains(scalar) || !scalar.isPrintable
            }
    }

    private static func isLocalPart(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.count <= 64
            && part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty
            }
    }

    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, domain.utf8.count <= 253 else { return false }
        return labels.allSatisfy(isLabel) && !labels.last!.allSatisfy(\.isASCIIDigit)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
            && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
}

extension EmailAddress: CustomStringConvertible {
    public var description: String { text }
}

extension EmailAddress: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension EmailAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(typed: text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an email address"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
