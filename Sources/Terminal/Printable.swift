/// The text with everything escaped that could act on a terminal or mislead the eye.
///
/// Control characters (so also escape sequences, tabs and line breaks), characters that override
/// the direction of writing, and Unicode's line and paragraph separators are shown as `\u{1B}`.
/// Nothing else changes. Whatever comes from a file, the store or a person passes through here on
/// its way to a terminal.
public func printable(_ untrusted: String) -> String {
    guard untrusted.unicodeScalars.contains(where: \.isUnprintable) else { return untrusted }
    var result = ""
    for scalar in untrusted.unicodeScalars {
        if scalar.isUnprintable {
            result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

extension String {
    /// This text with each character that readline would send as it is, and a terminal might obey,
    /// replaced by U+FFFD. The control characters of ASCII stay: readline shows them as `^[`.
    var shownByReadline: String {
        guard unicodeScalars.contains(where: { !$0.isASCII && $0.isUnprintable }) else {
            return self
        }
        var result = UnicodeScalarView()
        for scalar in unicodeScalars {
            result.append(!scalar.isASCII && scalar.isUnprintable ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    fileprivate var isUnprintable: Bool {
        switch value {
        case 0...0x1F, 0x7F...0x9F: true  // control characters
        case 0x2028, 0x2029: true  // line and paragraph separator
        case 0x202A...0x202E, 0x2066...0x2069: true  // embedding, override, isolate
        default: false
        }
    }
}
