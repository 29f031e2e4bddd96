/// Rows of comma-separated text (RFC 4180), one at a time.
///
/// At no time is more than one row in memory. A byte-order mark is skipped; lines may end with LF,
/// CRLF or CR; empty lines are passed over; a quote inside an unquoted field is taken as it is. A
/// row that is no good is reported, and reading goes on with the next one.
public struct RowReader {
    /// What one row, or one attempt at it, gave.
    public enum Record: Hashable, Sendable {
        case row(Row)
        /// `line` is where the row starts.
        case mistake(Mistake, line: Int)
    }

    public struct Row: Hashable, Sendable {
        /// The line on which it starts, from 1; a quoted field may go on over several.
        public let line: Int
        public let fields: [String]
    }

    /// Why a row could not be read. Fields are counted from 1.
    public enum Mistake: Hashable, Sendable {
        /// The text ends before the quote closes; everything since the row's start is lost to it.
        case unclosedQuote(field: Int)
        case textAfterQuote(field: Int)
        case invalidUTF8(field: Int)
        /// A NUL byte: this is no text.
        case nul(field: Int)
        /// More bytes than a field may have.
        case fieldTooLong(field: Int, longest: Int)
        /// More fields than a row may have.
        case tooManyFields(most: Int)
    }

    /// In bytes.
    public static let longestField = 64 * 1024
    public static let mostFields = 1024

    private let source: ByteSource
    private var piece: [UInt8] = []
    private var position = 0
    private var line = 1
    /// The number of bytes read so far.
    public private(set) var bytesRead = 0
    /// The row, or the attempt at one, that came last, as it stands; nil where it is not kept.
    public private(set) var lastText: RowText?
    private let keepsText: Bool

    public init(_ source: ByteSource, keepsText: Bool = false) {
        self.source = source
        self.keepsText = keepsText
    }

    /// Passes over empty lines, and over lines that begin with `#`: for the beginning of a text,
    /// where no row can be taken for a remark.
    mutating func skipRemarks() throws(ReadError) {
        if bytesRead == 0 { try skipByteOrderMark() }
        while let byte = try peek(), byte.endsLine || byte == UInt8(ascii: "#") {
            while let byte = try peek(), !byte.endsLine { position += 1 }
            if try peek() != nil { try passLineEnd() }
        }
    }

    /// The next row, or what is wrong with it; nil at the end.
    public mutating func next() throws(ReadError) -> Record? {
        if bytesRead == 0 { try skipByteOrderMark() }
        while let byte = try peek(), byte.endsLine {
            try passLineEnd()
        }
        guard try peek() != nil else { return nil }
        var row = RowBuilder(line: line, keepsText: keepsText)
        while let byte = try peek() {
            if byte.endsLine {
                let ending = try passLineEnd()
                if !row.isInQuotes { break }
                for byte in ending { row.take(byte) }
            } else {
                position += 1
                row.take(byte)
            }
        }
        lastText = row.text
        return row.finished()
    }

    /// Moves past LF, CRLF or CR, and returns which it was.
    @discardableResult
    private mutating func passLineEnd() throws(ReadError) -> [UInt8] {
        let first = piece[position]
        position += 1
        line += 1
        guard first == .carriageReturn, try peek() == .lineFeed else { return [first] }
        position += 1
        return [first, .lineFeed]
    }

    private mutating func peek() throws(ReadError) -> UInt8? {
        if position == piece.count {
            piece = try source.next()
            position = 0
            bytesRead += piece.count
            if piece.isEmpty { return nil }
        }
        return piece[position]
    }

    /// A first piece that ends within the mark keeps it: the header is then not recognised.
    private mutating func skipByteOrderMark() throws(ReadError) {
        _ = try peek()
        if piece.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }
}

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    fileprivate var endsLine: Bool { self == .lineFeed || self == .carriageReturn }
}
