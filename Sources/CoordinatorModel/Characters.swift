import Foundation

extension Character {
    /// Whether this is one of `0` to `9`; other scripts' digits are not meant.
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension Unicode.Scalar {
    /// Whether a person could have meant this scalar: no control, separator, surrogate or
    /// unassigned code point.
    var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
    }
}

extension String {
    /// This text as it is stored and compared: composed (NFC), without surrounding space, and with
    /// single spaces inside.
    ///
    /// Swift compares texts canonically, SQLite compares bytes: one form serves both.
    public var normalised: String {
        precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    /// Whether every scalar is one that a person could have meant to type.
    public var isPrintable: Bool { unicodeScalars.allSatisfy(\.isPrintable) }
}
