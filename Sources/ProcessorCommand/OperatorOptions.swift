import ArgumentParser
import CommandSupport
import RequestQueue
import Terminal

/// What all commands have in common by which an operator moves requests about.
struct OperatorOptions: ParsableArguments {
    @OptionGroup var waitOptions: WaitOptions
    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    /// Does something to each of what was chosen, while no processor is at work, and reports it; what
    /// was done before a failure is reported too.
    ///
    /// - Parameters:
    ///   - report: Empty.
    ///   - choose: Finds out, and asks, what is meant. No lock is held while a person thinks.
    ///   - deed: Does it to one, and adds that to the report.
    func perform<Target>(
        _ report: DeedReport = DeedReport(), on choose: (QueueListing) throws -> [Target],
        _ deed: (inout QueueOperator, Target, inout DeedReport) throws -> Void
    ) async throws {
        let place = try await Workplace(homeOptions)
        try place.home.checkForProcessor()
        let targets = try choose(QueueListing(place.home))
        var queue = QueueOperator(try await waitOptions.lock(place.home), by: .current)
        var report = report
        do {
            for target in targets {
                if SignalMask.pendingEnding() != nil {
                    throw Failure("Interrupted. The rest was not done.", .interrupted)
                }
                try deed(&queue, target, &report)
            }
        } catch {
            try? report.show(formatOptions.format)
            throw error
        }
        try report.show(formatOptions.format)
        try report.check()
    }
}
