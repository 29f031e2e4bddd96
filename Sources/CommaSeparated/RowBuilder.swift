/// One row while its bytes come in.
struct RowBuilder {
    private enum Place {
        case fieldStart
        case unquoted
        case quoted
        /// After a quote inside a quoted field: its end, or the first half of a doubled one.
        case afterQuote
    }

    private let line: Int
    private var place = Place.fieldStart
    private var field: [UInt8] = []
    private var fields: [String] = []
    /// The first thing that went wrong.
    private var mistake: RowReader.Mistake?
    /// The row as it stands; nil where nobody wants it.
    private(set) var text: RowText?

    init(line: Int, keepsText: Bool = false) {
        self.line = line
        text = keepsText ? RowText() : nil
    }

    /// Whether a line end belongs to the field.
    var isInQuotes: Bool { place == .quoted }

    mutating func take(_ byte: UInt8) {
        text?.append(byte)
        switch (place, byte) {
        case (.fieldStart, UInt8(ascii: "\"")):
            place = .quoted
        case (.quoted, UInt8(ascii: "\"")):
            place = .afterQuote
        case (.afterQuote, UInt8(ascii: "\"")):
            append(byte)
            place = .quoted
        case (.fieldStart, UInt8(ascii: ",")), (.unquoted, UInt8(ascii: ",")),
            (.afterQuote, UInt8(ascii: ",")):
            text?.endField()
            endField()
        case (.quoted, _):
            append(byte)
        case (.fieldStart, _), (.unquoted, _):
            append(byte)
            place = .unquoted
        case (.afterQuote, _):
            note(.textAfterQuote(field: number))
            place = .unquoted
        }
    }

    /// The row, or what is wrong with it; called once, at its end or at the end of the text.
    mutating func finished() -> RowReader.Record {
        if place == .quoted {
            return .mistake(.unclosedQuote(field: number), line: line)
        }
        endField()
        if let mistake { return .mistake(mistake, line: line) }
        return .row(RowReader.Row(line: line, fields: fields))
    }

    /// The number of the field that comes in.
    private var number: Int { fields.count + 1 }

    private mutating func append(_ byte: UInt8) {
        if byte == 0 { note(.nul(field: number)) }
        if field.count == RowReader.longestField {
            note(.fieldTooLong(field: number, longest: RowReader.longestField))
        } else {
            field.append(byte)
        }
    }

    private mutating func endField() {
        place = .fieldStart
        if fields.count == RowReader.mostFields {
            note(.tooManyFields(most: RowReader.mostFields))
        } else if let text = String(validating: field, as: UTF8.self) {
            fields.append(text)
        } else {
            note(.invalidUTF8(field: number))
            fields.append("")
        }
        field.removeAll(keepingCapacity: true)
    }

    private mutating func note(_ found: RowReader.Mistake) {
        if mistake == nil { mistake = found }
    }
}
