import CommaSeparated
import RequestQueue
import Store

/// Why a file of requests cannot be submitted.
public enum BatchError: Error, Hashable, Sendable {
    case unreadable(ReadError)
    /// It can be read only once, or not at all: a pipe, a folder.
    case notAFile(path: String)
    /// There is no header to read rows by.
    case table(TableError)
    /// A quote that is never closed, in the row that starts on this line, hides the rows after it.
    case endsInsideQuote(line: Int)
    /// Somebody, or the system, ended the program before anything was queued by it.
    case stoppedChecking
    /// The same after so many of the good rows were queued.
    case stoppedQueueing(queued: Int, of: Int)
    /// Somebody changed it while it was read. What was queued before is right.
    case changed(path: String)
    /// The file for bad rows is there, with other content. Nothing was queued.
    case rejectsExist(path: String)
    /// The file for bad rows cannot be written; the system's error number. Nothing was queued.
    case rejectsUnwritable(path: String, number: Int32)
    /// Other bytes wait under the name of a row's request.
    case nameTaken(QueueName)
    case queue(QueueError)
    case store(StoreError)
}
