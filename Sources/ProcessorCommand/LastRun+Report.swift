import CoordinatorModel
import Processing
import RequestQueue

extension LastRun {
    /// A run of this process that has ended.
    init(_ report: RunReport, completed: Bool, at moment: Timestamp) {
        self.init(
            by: .current(at: moment), endedAt: moment,
            ending: completed ? report.ending.rawValue : "failed",
            applied: report.applied, rejected: report.rejected.count,
            corrupt: report.corrupt.count, withdrawn: report.withdrawn,
            seconds: (report.duration / .milliseconds(1)).rounded() / 1000)
    }

    /// Keeps this as the home's last run. Nothing that the run did depends on it: what keeps it from
    /// being kept is not thrown, but returned as words to be said.
    @discardableResult
    func tryToKeep(in home: Home) -> String? {
        do {
            try keep(in: home)
            return nil
        } catch {
            return "How this run ended could not be noted for 'status': \(error)."
        }
    }
}
