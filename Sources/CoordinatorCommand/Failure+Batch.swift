import CommaSeparated
import CommandSupport
import Glibc
import Intake
import Store
import Terminal

extension Failure {
    /// The words for why a file of requests could not be submitted.
    init(_ error: BatchError, file: String, retyped: String) {
        let again = "coordinator submit \(printable(shellQuoted(file)))\(retyped)"
        switch error {
        case .queue(let error):
            self = Failure(error).adding(Self.unfinished(again))
        case .store(let error):
            self.init(error)
        case .unreadable(let error):
            self.init(error, outcome: Self.nothingQueued)
        case .table(let error):
            self.init(
                error, in: printable(file), outcome: Self.nothingQueued,
                hint: "'coordinator skeleton --format csv' writes such a line")
        case .notAFile(let path):
            self.init(
                """
                \(printable(path)) is no regular file, and it has to be read more than once. Nothing \
                was queued. Save the rows in a file and submit that.
                """, .badData)
        case .endsInsideQuote(let line):
            self.init(
                """
                A quote that opens in the row on line \(line) of \(printable(file)) is never closed, \
                and hides every row after it. Nothing was queued. Close the quote, and submit the \
                file again.
                """, .badData)
        case .stoppedChecking:
            self.init("Interrupted. This time nothing was queued.", .interrupted)
        case .stoppedQueueing(let queued, let all):
            self.init(
                """
                Interrupted, with \(queued) of \(all) requests queued. \(Self.unfinished(again))
                """, .interrupted)
        case .changed(let path):
            self.init(
                """
                \(printable(path)) was changed while it was read. What was queued by then is as it \
                was confirmed; nothing else was queued. Put the file back as it was and submit it \
                again to queue the rest.
                """, .badData)
        case .rejectsExist(let path):
            self.init(
                """
                \(printable(path)), where the bad rows would go, is there already with other \
                content. It was not touched, and nothing was queued. Move it away, or name another \
                file with --rejects.
                """, .cannotWrite)
        case .rejectsUnwritable(let path, let number):
            self.init(
                """
                The bad rows cannot be written to \(printable(path)): \
                \(String(cString: strerror(number))). Nothing was queued. Name another file with \
                --rejects.
                """, .cannotWrite)
        case .nameTaken(let name):
            self.init(
                """
                Something else waits in the queue under the name \(name.fileName), which belongs to \
                a row of \(printable(file)). The rows before it are queued, those after it perhaps \
                not. Ask your administrator to look at that file.
                """, .unavailable)
        }
    }

    private static func unfinished(_ command: String) -> String {
        """
        The file is confirmed, and some of its requests may be queued. To queue the rest, once each:
            \(command)
        """
    }

    private static let nothingQueued = "Nothing was queued."
}
