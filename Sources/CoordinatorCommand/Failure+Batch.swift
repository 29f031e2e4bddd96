import ArgumentParser
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
        case .unreadable(let error), .table(.unreadable(let error)):
            self.init(unreadable: error)
        case .notAFile(let path):
            self.init(
                """
                \(printable(path)) is no regular file, and it has to be read more than once. Nothing \
                was queued. Save the rows in a file and submit that.
                """, .badData)
        case .table(.otherSeparator(let separator)):
            self.init(
                """
                The columns of \(printable(file)) are parted by \(separator.rawValue). Nothing was \
                queued. Save it with commas between the columns ("CSV UTF-8" in most spreadsheets).
                """, .badData)
        case .table(.header(.nul, _)), .table(.header(.invalidUTF8, _)):
            self.init(
                """
                \(printable(file)) is not UTF-8 text. Nothing was queued. Save it as UTF-8 ("CSV \
                UTF-8" in most spreadsheets).
                """, .badData)
        case .endsInsideQuote(let line):
            self.init(
                """
                A quote that opens in the row on line \(line) of \(printable(file)) is never closed, \
                and hides every row after it. Nothing was queued. Close the quote, and submit the \
                file again.
                """, .badData)
        case .table(.empty):
            self.init(
                """
                \(printable(file)) is empty. Nothing was queued. Its first line has to name the \
                columns; 'coordinator skeleton --format csv' writes one to begin with.
                """, .badData)
        case .table(.header(let mistake, let line)):
            let reason = LoadMistake.unreadable(mistake, column: nil)
            self.init(
                """
                The first line of \(printable(file)) cannot be read (line \(line): \
                \(printable("\(reason)"))). Nothing was queued. It has to name the columns, parted \
                by commas.
                """, .badData)
        case .table(.columns(let missing, let repeated)):
            var faults: [String] = []
            if !missing.isEmpty { faults.append("lacks \(missing.joined(separator: ", "))") }
            if !repeated.isEmpty {
                faults.append("names \(repeated.joined(separator: ", ")) more than once")
            }
            self.init(
                """
                The first line of \(printable(file)) \(faults.joined(separator: " and ")). Nothing \
                was queued. It has to name each column once, parted by commas; 'coordinator skeleton \
                --format csv' writes such a line.
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

    private init(unreadable error: ReadError) {
        let status: ExitCode =
            switch error.number {
            case ENOENT: .notFound
            case EACCES, EPERM: .noPermission
            default: .unavailable
            }
        self.init(
            """
            \(printable(error.path)) could not be read: \(error). Nothing was queued. Check the name \
            and who may read the file.
            """, status)
    }
}
