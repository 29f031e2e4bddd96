import Foundation

extension Character {
    /// Whether this is one of `0` to `9`; other scripts' digits are not meant, nor is a digit that
    /// carries a combining mark (which lies between two digits when characters are compared).
    var isASCIIDigit: Bool { isASCII && isNumber }

    /// Whether this is any hyphen, dash or minus, the invisible soft hyphen among them.
    var isDash: Bool {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return false }
        return scalar.properties.generalCategory == .dashPunctuation
            || "\u{AD}\u{2043}\u{2212}".unicodeScalars.contains(scalar)
    }
}

extension Unicode.Scalar {
    /// Whether a person could have meant this scalar: no control, separator, surrogate or
    /// unassigned code point, and none that turns the direction of the text after it.
    var isPrintable: Bool {
        if isASCII { return (0x20...0x7E).contains(value) }
        return switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        case .format: !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value)
        default: true
        }
    }

    /// Whether nothing of it is seen: space, joiners, marks of direction, fillers.
    var isInvisible: Bool {
        properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .format
    }
}

extension String {
    /// This text as it is stored and compared: composed (NFC), without surrounding space, and with
    /// single spaces inside.
    ///
    /// Swift compares texts canonically, SQLite compares bytes: one form serves both.
    public var normalised: String {
        if isPlain { return self }
        return precomposedStringWithCanonicalMapping.unicodeScalars
            .split(whereSeparator: \.properties.isWhitespace)
            .map(String.init).joined(separator: " ")
    }

    /// Without the space and the invisible characters around it, which come with what is pasted.
    var trimmed: String {
        var rest = unicodeScalars[...]
        while let first = rest.first, first.isInvisible { rest.removeFirst() }
        while let last = rest.last, last.isInvisible { rest.removeLast() }
        return String(rest)
    }

    /// Whether there is nothing to see in it.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.isInvisible) }

    /// Whether this is normalised at a glance: visible ASCII, and single spaces inside. Nearly all
    /// texts are, and a load looks at millions.
    private var isPlain: Bool {
        var previous = UInt8(ascii: " ")
        for byte in utf8 {
            guard (0x20...0x7E).contains(byte), byte != 0x20 || previous != 0x20 else {
                return false
            }
            previous = byte
        }
        return previous != 0x20 || isEmpty
    }

    /// Whether every scalar is one that a person could have meant to type.
    public var isPrintable: Bool { unicodeScalars.allSatisfy(\.isPrintable) }

    /// Whether it is longer than that many characters, or has more marks on them than any script.
    func isLonger(than characters: Int) -> Bool {
        utf8.count > 8 * characters || count > characters
    }

    /// What is repeated to the person who typed it: never more than 80 characters.
    var shortened: String {
        isLonger(than: 80) ? String(unicodeScalars.prefix(79)) + "…" : self
    }

    /// With zeros in front.
    func padded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - utf8.count)) + self
    }
}
