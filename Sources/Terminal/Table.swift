/// Rows of text in columns, for listings.
public struct Table: Sendable {
    /// One column: its heading, and what may happen to its values.
    public struct Column: Sendable {
        public var heading: String

        /// Whether values are cut, with `…` at their end, when a line would not fit otherwise.
        public var isTruncated: Bool

        public init(_ heading: String, isTruncated: Bool = false) {
            self.heading = heading
            self.isTruncated = isTruncated
        }
    }

    public let columns: [Column]
    private var rows: [[String]] = []

    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row with one value for each column. Values may come from anywhere: they are shown
    /// through `printable(_:)`.
    public mutating func add(_ values: [String]) {
        precondition(values.count == columns.count, "one value for each column")
        rows.append(values.map(printable))
    }

    /// The headings and rows, each line ended by a line break, the columns two spaces apart. Where
    /// even cut values do not fit, each row as lines of its own instead: `Heading: value`.
    ///
    /// - Parameter width: Columns of the screen; nil for a file or a program, where nothing is cut.
    public func text(width: Int? = nil) -> String {
        let lines = [columns.map(\.heading)] + rows
        let widths = columnWidths(of: lines, fitting: width)
        if let width, widths.reduce(gaps, +) > width { return records(columns: width) }
        return lines.map { $0.line(widths) + "\n" }.joined()
    }

    private func columnWidths(of lines: [[String]], fitting width: Int?) -> [Int] {
        var widths = columns.indices.map { column in
            lines.map { $0[column].displayWidth }.max() ?? 0
        }
        guard let width else { return widths }

        var excess = widths.reduce(gaps, +) - width
        while excess > 0, let widest = widestTruncated(widths) {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private var gaps: Int { Self.gap.count * (columns.count - 1) }

    private func records(columns width: Int) -> String {
        rows.map { row in
            zip(columns, row).map { column, value in
                let heading = String(column.heading.drop { $0 == " " })
                return "\(heading): \(value)".wrapped(columns: width, indent: 0) + "\n"
            }.joined()
        }.joined(separator: "\n")
    }

    /// The column to take the next space from: never below what lets a heading be recognised.
    private func widestTruncated(_ widths: [Int]) -> Int? {
        columns.indices
            .filter { columns[$0].isTruncated && widths[$0] > Self.narrowest }
            .max { widths[$0] < widths[$1] }
    }

    fileprivate static let gap = "  "
    private static let narrowest = 8
}

extension [String] {
    /// These values padded or cut to the widths, without space at the end.
    fileprivate func line(_ widths: [Int]) -> String {
        var line = ""
        for (value, width) in zip(self, widths) {
            let shown = value.truncated(columns: width)
            line += shown + String(repeating: " ", count: width - shown.displayWidth)
            line += Table.gap
        }
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
