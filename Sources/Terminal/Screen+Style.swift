/// Styles, used with restraint: without color every text must read as well.
extension Screen {
    /// What the eye should find first: a heading, the answer in a review.
    public func emphasis(_ text: String) -> String { styled(text, "1") }

    /// What may be skipped: a hint, a default.
    public func dim(_ text: String) -> String { styled(text, "2") }

    /// What deserves a second look before going on.
    public func warning(_ text: String) -> String { styled(text, "33") }

    /// What must be put right before going on.
    public func error(_ text: String) -> String { styled(text, "31") }

    private func styled(_ text: String, _ code: String) -> String {
        hasColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// This prompt with its styles marked as taking no columns, as readline wants them.
    var withStylesMarked: String {
        var marked = String.UnicodeScalarView()
        var rest = unicodeScalars[...]
        while let scalar = rest.first {
            if let end = rest.endOfStyle {
                marked.append("\u{1}")
                marked.append(contentsOf: rest[..<end])
                marked.append("\u{2}")
                rest = rest[end...]
            } else {
                marked.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return String(marked)
    }
}
