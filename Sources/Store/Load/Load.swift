import CommaSeparated
import CoordinatorModel
import Foundation

/// Where the text to load comes from.
public enum LoadSource: Hashable, Sendable {
    case file(path: String)
    /// Text in memory; the journal calls it by `name`.
    case bytes([UInt8], name: String)

    /// What the journal says did it.
    public var actor: String {
        switch self {
        case .file(let path): "load \(URL(fileURLWithPath: path).lastPathComponent)"
        case .bytes(_, let name): "load \(name)"
        }
    }

    package func open() throws(ReadError) -> ByteSource {
        switch self {
        case .file(let path): try ByteSource(path: path)
        case .bytes(let bytes, _): ByteSource(bytes: bytes)
        }
    }
}

public struct LoadOptions: Hashable, Sendable {
    /// Bad rows are left out, and all others loaded; otherwise one bad row stops the load.
    public var skipsBadRows: Bool
    /// Where both the file and the store have changed since the last load, the file is taken.
    public var fileWins: Bool

    public init(skipsBadRows: Bool = false, fileWins: Bool = false) {
        self.skipsBadRows = skipsBadRows
        self.fileWins = fileWins
    }
}

/// How far a load has come.
public enum LoadProgress: Hashable, Sendable {
    /// Reading and checking; nothing is changed yet.
    case checked(rows: Int)
    /// Writing, which becomes true all at once at the end.
    case written(rows: Int, of: Int)
}

/// Why a load could not begin or end. Nothing was changed.
public enum LoadError: Error, Hashable, Sendable {
    /// The text cannot be read as a table at all.
    case table(TableError)
    /// Reading failed on the way.
    case unreadable(ReadError)
    case store(StoreError)
}

/// What a load did.
public struct LoadReport: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case loaded
        /// There were bad rows and they were not to be skipped: nothing was changed.
        case stoppedByBadRows
    }

    /// A row that cannot be loaded, and why.
    public struct BadRow: Hashable, Sendable {
        /// The line on which it starts, from 1.
        public let line: Int
        public let reason: LoadMistake

        public init(line: Int, reason: LoadMistake) {
            self.line = line
            self.reason = reason
        }
    }

    /// A value that both the file and the store have changed since the last load, so that neither is
    /// plainly right. The store's was left, unless the file was to win.
    public struct Conflict: Hashable, Sendable {
        public let line: Int
        /// The serial number, contract number, subscription ID or address that it belongs to.
        public let subject: String
        public let column: LoadColumn
        public let file: String
        public let store: String

        public init(
            line: Int, subject: String, column: LoadColumn, file: String, store: String
        ) {
            self.line = line
            self.subject = subject
            self.column = column
            self.file = file
            self.store = store
        }
    }

    public var ending = Ending.loaded
    /// All rows but the header, the bad ones too.
    public var rowsRead = 0
    /// Rows whose license was not there.
    public var added = 0
    /// Rows that changed something in the store.
    public var changed = 0
    /// All other rows that were loaded, also those where a conflict was left.
    public var unchanged = 0
    /// In the order in which they were found: first those that are bad by themselves.
    public var badRows = Listing<BadRow>(mostListed: 100)
    public var conflicts = Listing<Conflict>(mostListed: 100)
    /// Whether a quote is open to the end, so that nothing after it could be read.
    package var endsInsideQuote = false

    /// Whether bad rows stop the load: always where they hide others.
    package func isStopped(by options: LoadOptions) -> Bool {
        badRows.count > 0 && (!options.skipsBadRows || endsInsideQuote)
    }

    public init() {}
}
