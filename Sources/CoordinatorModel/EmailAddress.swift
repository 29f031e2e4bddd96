import Foundation

/// One mailbox that mail could reach, normalised: composed (NFC) and in lower case.
///
/// Two addresses that differ only in letter case are equal, as the licensing service treats them.
public struct EmailAddress: Hashable, Sendable {
    /// The whole address, for example `pat@example.com`.
    public let text: String

    /// What follows the `@`.
    public var domain: Substring { text[text.index(after: text.lastIndex(of: "@")!)...] }

    /// Reads an address as people type and paste it: letter case, space and invisible characters
    /// around it, and `Pat Lee <pat@example.com>` are forgiven.
    public init(typed: String) throws(Mistake) {
        if let address = Self.plain(typed) {
            text = address
            return
        }
        // Far more than an address with a name; what comes after may be slow on a megabyte of flags.
        if typed.utf8.count > 10_000 { throw .tooLong }
        // Composed again, since lower case can come apart: “İ” has none in one piece.
        let address = Self.bracketed(in: typed.trimmed).precomposedStringWithCanonicalMapping
            .lowercased().precomposedStringWithCanonicalMapping
        if address.isEmpty { throw .empty }
        if address.utf8.count > 254 { throw .tooLong }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count > 2 { throw .severalAts }
        if let character = address.first(where: Self.isForbidden) {
            throw character.isWhitespace ? .spaceInside : .forbiddenCharacter(character)
        }
        if parts.count < 2 { throw .noAt }
        guard Self.isLocalPart(parts[0]) else { throw .badLocalPart }
        guard Self.isDomain(parts[1]) else { throw .badDomain(String(parts[1])) }
        text = address
    }

    /// Why a text is not one address.
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

    /// The address between angle brackets. A name before it that holds another address makes two
    /// addresses, of which neither is chosen.
    private static func bracketed(in typed: String) -> String {
        guard typed.hasSuffix(">"), let open = typed.lastIndex(of: "<") else { return typed }
        let address = String(typed[typed.index(after: open)...].dropLast()).trimmed
        let name = typed[..<open].filter { $0 != "\"" && $0 != "'" }.trimmed
        let isOne = !name.contains("@") || name.lowercased() == address.lowercased()
        return isOne ? address : typed
    }

    private static func isForbidden(_ character: Character) -> Bool {
        character.isWhitespace
            || character.unicodeScalars.contains { scalar in
                "\"(),:;<>[]\\".unicodeScalars.contains(scalar) || !scalar.isPrintable
                    || scalar.isInvisible || scalar.properties.generalCategory == .privateUse
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
        self = try decoder.value(expected: "not an email address") { try? EmailAddress(typed: $0) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
