import CoordinatorModel
import Processing
import RequestQueue

extension LastRun {
    /// A run of this process that has ended.
    init(_ report: RunReport, at moment: Timestamp) {
        self.init(
            by: .current(at: moment), endedAt: moment, ending: report.ending.rawValue,
            applied: report.applied, rejected: report.rejected.count,
            corrupt: report.corrupt.count, withdrawn: report.withdrawn,
            seconds: (report.duration / .milliseconds(1)).rounded() / 1000)
    }
}
