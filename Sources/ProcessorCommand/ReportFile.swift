import CommandSupport
import CoordinatorModel
import Foundation
import Processing
import RequestQueue
import Templates
import Terminal

/// A file of JSON Lines, one for each document that a run decided.
final class ReportFile {
    private let path: String
    private let texts: Texts
    private let file: FileHandle
    private let encoder = JSONEncoder()
    private var hasFailed = false

    /// Opens the file, or makes it; what is in it stays. Throws before anything was done.
    init(path: String, texts: Texts) throws {
        func failure(_ reason: String) -> Failure {
            Failure(
                "The report \(printable(path)) cannot be written: \(reason). Nothing was done.",
                .cannotWrite)
        }
        // A pipe that nobody reads would be waited for.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
        let number = open(path, flags, 0o600)
        guard number >= 0 else { throw failure(String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(number, &status) == 0, [S_IFREG, S_IFCHR].contains(status.st_mode & S_IFMT)
        else {
            close(number)
            throw failure("it is no file")
        }
        (self.path, self.texts) = (path, texts)
        file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Adds a line. What was decided stays so where that fails; `check` tells then.
    func add(_ outcome: Outcome, at moment: Timestamp) {
        guard !hasFailed, let line = Line(outcome, at: moment, texts) else { return }
        do {
            try file.write(contentsOf: try encoder.encode(line) + Data("\n".utf8))
        } catch {
            hasFailed = true
        }
    }

    /// Throws where a line could not be written.
    func check() throws {
        guard hasFailed else { return }
        throw Failure(
            """
            The report \(printable(path)) could not be written to its end. Everything was done all \
            the same; 'coordinator requests' and 'coordinator-processor corrupt list' tell what is missing.
            """, .cannotWrite)
    }

    private struct Line: Encodable {
        enum Verdict: String, Encodable {
            case applied, rejected, withdrawn, corrupt
            case alreadyOnRecord = "already-on-record"
            /// A withdrawal whose request had been decided.
            case withdrawalTooLate = "withdrawal-too-late"
        }

        let verdict: Verdict
        let decidedAt: Timestamp
        /// How long it had waited.
        let waitedSeconds: Double
        /// Of a request.
        let id: RequestID?
        let subject: String?
        let file: String
        let owner: String
        let problems: [WordedProblem]
        /// Why it is corrupt.
        let reason: String?

        /// Nil for what is of no interest: a withdrawal that was carried out before.
        init?(_ outcome: Outcome, at moment: Timestamp, _ texts: Texts) {
            var (problems, reason): ([Problem], String?) = ([], nil)
            switch outcome {
            case .applied(_, let warnings): (verdict, problems) = (.applied, warnings)
            case .rejected(_, _, let found): (verdict, problems) = (.rejected, found)
            case .withdrawn: verdict = .withdrawn
            case .alreadyOnRecord: verdict = .alreadyOnRecord
            case .corrupt(_, let why): (verdict, reason) = (.corrupt, "\(why)")
            case .tooLate: verdict = .withdrawalTooLate
            case .doneBefore: return nil
            }
            let claim = outcome.file.claim
            decidedAt = moment
            waitedSeconds = moment.duration(since: outcome.file.queuedAt) / .seconds(1)
            (id, subject) = (claim?.request.id, claim?.request.subject)
            (file, owner) = ("\(outcome.file.name)", claim?.owner ?? outcome.file.owner)
            self.problems = problems.map { WordedProblem($0, texts) }
            self.reason = reason
        }
    }
}
