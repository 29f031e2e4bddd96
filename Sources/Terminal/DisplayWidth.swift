import CReadline

/// How many columns text takes on a terminal.
extension String {
    /// Columns this text takes: wide characters two, combining ones none, styles none.
    public var displayWidth: Int {
        var width = 0
        var rest = unicodeScalars[...]
        while let scalar = rest.first {
            if let end = rest.endOfStyle {
                rest = rest[end...]
            } else {
                width += scalar.displayWidth
                rest = rest.dropFirst()
            }
        }
        return width
    }

    /// The longest beginning of this text that takes at most so many columns; whole characters.
    func prefix(columns: Int) -> Substring {
        var width = 0
        return prefix { character in
            width += String(character).displayWidth
            return width <= columns
        }
    }

    /// This text, its end replaced by `…` where it takes more than so many columns.
    func truncated(columns: Int) -> String {
        displayWidth <= columns ? self : prefix(columns: columns - 1) + "…"
    }
}

extension Unicode.Scalar {
    /// Columns this scalar adds to a line.
    fileprivate var displayWidth: Int {
        if isASCII { return value < 0x20 || value == 0x7F ? 0 : 1 }
        guard TextEncoding.isReady else { return 1 }
        return max(Int(creadline_width(value)), 0)
    }
}

extension Substring.UnicodeScalarView {
    /// Where the style that begins here (`ESC [ … m`) ends, or nil if none begins here.
    var endOfStyle: Index? {
        guard first == "\u{1B}" else { return nil }
        var rest = dropFirst()
        guard rest.first == "[" else { return nil }
        rest = rest.dropFirst().drop { ("0"..."9").contains($0) || $0 == ";" }
        return rest.first == "m" ? index(after: rest.startIndex) : nil
    }
}
