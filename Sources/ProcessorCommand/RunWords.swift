import CommandSupport
import CoordinatorModel
import Processing
import RequestQueue
import Templates
import Terminal

/// The report of a run, for people and for programs.
struct RunWords: Encodable {
    struct Rejection: Encodable {
        let id: RequestID
        let subject: String
        let problems: [WordedProblem]
    }

    struct File: Encodable {
        let name: String
        let folder: String
        let reason: String
    }

    enum Ending: String, Encodable {
        case drained
        case limitReached = "limit-reached"
        case stopped
        /// By a failure of store or disk.
        case failed
    }

    let ending: Ending
    let applied: Int
    let rejected: Int
    let corrupt: Int
    let withdrawn: Int
    let alreadyOnRecord: Int
    let lateWithdrawals: Int
    /// Left to cool off.
    let cooling: Int
    let transactions: Int
    let seconds: Double
    /// The first thousand.
    let rejectedRequests: [Rejection]
    /// The first thousand.
    let corruptFiles: [File]
    /// The first thousand.
    let stuckFiles: [File]
    /// How many could not be read or removed.
    let stuck: Int
    /// The digest over all of the store; nil where it could not be read.
    let digest: String?
    /// Where corrupt files were put.
    let corruptFolder: String

    private enum CodingKeys: CodingKey {
        case ending, applied, rejected, corrupt, withdrawn, alreadyOnRecord, lateWithdrawals
        case cooling, transactions, seconds, rejectedRequests, corruptFiles, stuckFiles, stuck
        case digest
    }

    init(
        _ report: RunReport, completed: Bool, home: Home, texts: Texts, digest: Digest?
    ) {
        self.digest = digest?.description
        ending = completed ? Ending(report.ending) : .failed
        (applied, withdrawn) = (report.applied, report.withdrawn)
        (rejected, corrupt) = (report.rejected.count, report.corrupt.count)
        alreadyOnRecord = report.alreadyOnRecord
        lateWithdrawals = report.lateWithdrawals
        cooling = report.cooling
        transactions = report.batches
        seconds = (report.duration / .milliseconds(1)).rounded() / 1000
        rejectedRequests = report.rejected.first.map { rejection in
            Rejection(
                id: rejection.id, subject: rejection.subject,
                problems: rejection.problems.map { WordedProblem($0, texts) })
        }
        corruptFiles = report.corrupt.first.map {
            File(name: "\($0.name)", folder: $0.folder.rawValue, reason: "\($0.reason)")
        }
        stuck = report.stuckCount
        stuckFiles = report.stuck.map {
            File(name: "\($0.name)", folder: $0.folder.rawValue, reason: $0.why.words)
        }
        corruptFolder = home[.corrupt].text
    }

    /// Why the run does not end with 0, where it does not.
    func failure(strict: Bool) -> Failure? {
        if ending == .stopped {
            return Failure(
                "Stopped before everything was done. What waits is left: run again to go on.",
                .interrupted)
        }
        if !stuckFiles.isEmpty {
            return Failure(
                """
                \(counted(stuck, "file")) could not be read or removed and stayed in the \
                queue. Everything else was done. Look at them as root.
                """, .badData)
        }
        if strict, rejected + corrupt > 0 {
            return Failure(
                "Not everything could be applied: \(rejected) rejected, \(corrupt) corrupt.",
                .badData)
        }
        return nil
    }
}

extension RunWords.Ending {
    fileprivate init(_ ending: RunReport.Ending) {
        switch ending {
        case .drained: self = .drained
        case .limitReached: self = .limitReached
        case .stopped: self = .stopped
        }
    }
}

extension StuckFile.Reason {
    fileprivate var words: String {
        switch self {
        case .failed(let error): "\(error)"
        case .changedAfterClaim:
            "it was replaced or altered after it was read; the next run judges what is there now"
        }
    }
}
