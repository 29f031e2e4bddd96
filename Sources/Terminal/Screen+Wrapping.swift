extension Screen {
    /// The text with its words wrapped to the width of the screen, or to 100 columns if that is
    /// less: longer lines are hard to read.
    ///
    /// Line breaks that are there stay, and a line that fits stays as it is. A line's own
    /// indentation is kept on the lines it is wrapped to. A word that fits on no line stays whole.
    ///
    /// - Parameter indent: Columns of space before every line, in addition.
    public func wrapped(_ text: String, indent: Int = 0) -> String {
        text.wrapped(columns: min(width, 100), indent: indent)
    }
}

extension String {
    /// What `Screen.wrapped` returns on a screen of so many columns.
    func wrapped(columns: Int, indent: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.wrappedLine(columns: columns, indent: indent) }
            .joined(separator: "\n")
    }
}

extension Substring {
    fileprivate func wrappedLine(columns: Int, indent: Int) -> String {
        let words = split(separator: " ")
        guard !words.isEmpty else { return "" }
        let whole = String(repeating: " ", count: indent) + self
        if whole.displayWidth <= columns { return whole }

        let margin = String(repeating: " ", count: indent) + prefix { $0 == " " }
        var lines = [margin]
        var column = margin.displayWidth
        var isFirstWord = true
        for word in words {
            let width = String(word).displayWidth
            if isFirstWord {
                isFirstWord = false
            } else if column + 1 + width > columns {
                lines.append(margin)
                column = margin.displayWidth
            } else {
                lines[lines.count - 1] += " "
                column += 1
            }
            lines[lines.count - 1] += word
            column += width
        }
        return lines.joined(separator: "\n")
    }
}
