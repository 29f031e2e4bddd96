/// Rows of comma-separated text whose first row names the columns.
///
/// Names are matched without regard to letter case, spaces, underscores and dashes, in any order.
/// All of `Column` must be there, once; columns with other names are passed over. Where it is asked
/// for, so are lines before the header that begin with `#`.
public struct TableReader<Column>
where
    Column: CaseIterable & RawRepresentable & Hashable & Sendable, Column.RawValue == String
{
    /// What one row, or one attempt at it, gave.
    public enum Record: Hashable, Sendable {
        case row(Row)
        /// `line` is where the row starts.
        case mistake(Mistake, line: Int)
    }

    public struct Row: Hashable, Sendable {
        /// The line on which it starts, from 1.
        public let line: Int
        /// All fields, those of unknown columns too, in the order of the header.
        public let fields: [String]
        fileprivate let places: [Column: Int]

        /// The field in that column, as it stands in the text.
        public subscript(column: Column) -> String { fields[places[column]!] }
    }

    public enum Mistake: Hashable, Sendable {
        /// `column` is the header's name for the field; nil where the header has none.
        case unreadable(RowReader.Mistake, column: String?)
        /// More or fewer fields than the header has columns.
        case fieldCount(found: Int, expected: Int)
    }

    private var rows: RowReader
    /// The names of all columns, as they stand in the text.
    public let header: [String]
    private let places: [Column: Int]

    /// Reads the header.
    public init(
        _ source: ByteSource, skipsRemarks: Bool = false, keepsText: Bool = false
    ) throws(TableError) {
        rows = RowReader(source, keepsText: keepsText)
        let first: RowReader.Record?
        do throws(ReadError) {
            if skipsRemarks { try rows.skipRemarks() }
            first = try rows.next()
        } catch {
            throw .unreadable(error)
        }
        switch first {
        case nil: throw .empty
        case .mistake(let mistake, let line): throw .header(mistake, line: line)
        case .row(let row): header = row.fields
        }
        places = try Self.places(in: header)
    }

    /// The number of bytes read so far.
    public var bytesRead: Int { rows.bytesRead }

    /// What came last, as it stands; nil where it is not kept.
    public var lastText: RowText? { rows.lastText }

    /// The next row, or what is wrong with it; nil at the end.
    public mutating func next() throws(ReadError) -> Record? {
        switch try rows.next() {
        case nil:
            return nil
        case .mistake(let mistake, let line):
            return .mistake(.unreadable(mistake, column: name(mistake.field)), line: line)
        case .row(let row) where row.fields.count != header.count:
            let mistake = Mistake.fieldCount(found: row.fields.count, expected: header.count)
            return .mistake(mistake, line: row.line)
        case .row(let row):
            return .row(Row(line: row.line, fields: row.fields, places: places))
        }
    }

    private func name(_ field: Int?) -> String? {
        field.flatMap { header.indices.contains($0 - 1) ? header[$0 - 1] : nil }
    }

    private static func places(in header: [String]) throws(TableError) -> [Column: Int] {
        let names = header.map(plain)
        var places: [Column: Int] = [:]
        var (missing, repeated): ([String], [String]) = ([], [])
        for column in Column.allCases {
            let name = plain(column.rawValue)
            switch names.count(where: { $0 == name }) {
            case 0: missing.append(column.rawValue)
            case 1: places[column] = names.firstIndex(of: name)
            default: repeated.append(column.rawValue)
            }
        }
        if let separator = Self.otherSeparator(in: header) { throw .otherSeparator(separator) }
        if !missing.isEmpty || !repeated.isEmpty {
            throw .columns(missing: missing, repeated: repeated)
        }
        return places
    }

    /// What parts the names instead of commas, where that is clear.
    private static func otherSeparator(in header: [String]) -> TableError.Separator? {
        guard header.count == 1 else { return nil }
        let known = Set(Column.allCases.map { plain($0.rawValue) })
        return TableError.Separator.allCases.first { separator in
            let names = header[0].split(separator: separator.character).map { plain(String($0)) }
            return names.count > 1 && names.contains { known.contains($0) }
        }
    }

    /// Whether a name in a header is that of this column.
    public static func isName(_ name: String, of column: String) -> Bool {
        plain(name) == plain(column)
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }
}

/// Why a text cannot be read as a table at all. No row of it was read.
public enum TableError: Error, Hashable, Sendable {
    case unreadable(ReadError)
    /// There is not even a header.
    case empty
    case header(RowReader.Mistake, line: Int)
    /// Columns that are not there, and columns that are there more than once.
    case columns(missing: [String], repeated: [String])
    /// The columns' names are there, but something else than commas parts them.
    case otherSeparator(Separator)

    /// What other programs part fields with.
    public enum Separator: String, CaseIterable, Sendable {
        case semicolons, tabs

        var character: Character {
            switch self {
            case .semicolons: ";"
            case .tabs: "\t"
            }
        }
    }
}

extension RowReader.Mistake {
    /// The field that it is about, from 1.
    var field: Int? {
        switch self {
        case .unclosedQuote(let field), .textAfterQuote(let field), .invalidUTF8(let field),
            .nul(let field), .fieldTooLong(let field, _):
            field
        case .tooManyFields: nil
        }
    }
}
