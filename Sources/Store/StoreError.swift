/// What went wrong with the store. Whichever it is: the call that threw has changed nothing.
///
/// One exception is said at its case. A batch of decisions and a load are one transaction each, so
/// that after any of these either all of it is there or none.
public enum StoreError: Error, Hashable, Sendable {
    /// There is no such file.
    case missing(path: String)
    /// The file is no SQLite database, or it is one of some other program. It was not touched.
    case notAStore(path: String)
    /// A newer release of this program made it: it was not touched. The numbers are schema versions.
    case newerVersion(path: String, found: Int, known: Int)
    /// An older release made it, and a reader may not bring it up to date: the processor does.
    case olderVersion(path: String, found: Int, known: Int)
    /// Another file was put in its place while it was open. What was written to the one before
    /// counts for nothing.
    case replaced(path: String)
    /// Somebody else kept it locked for as long as was waited.
    case busy(path: String)
    /// The file, its folder or its file system may only be read.
    case readOnly(path: String)
    /// The system does not let this account open it.
    case notPermitted(path: String)
    /// No space is left. Where it happens while the transaction is made durable, that transaction is
    /// undone when the store is next opened.
    case diskFull(path: String)
    /// The file is a store and its content is broken; nothing more of it should be trusted.
    case damaged(path: String, message: String)
    /// Its log is there without the log's index, which a reader that may not write cannot make; it
    /// is made when the processor next opens the store.
    case needsProcessor(path: String)
    /// Whatever else SQLite or the system says.
    case failed(path: String, message: String)

    public var path: String {
        switch self {
        case .missing(let path), .notAStore(let path), .newerVersion(let path, _, _),
            .olderVersion(let path, _, _), .busy(let path), .readOnly(let path),
            .notPermitted(let path), .diskFull(let path), .damaged(let path, _),
            .needsProcessor(let path), .replaced(let path), .failed(let path, _):
            path
        }
    }
}
