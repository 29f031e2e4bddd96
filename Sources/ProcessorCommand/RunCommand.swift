import ArgumentParser
import CommandSupport
import CoordinatorModel
import Processing
import RequestQueue
import Store
import Terminal

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Apply what waits in the queue, until nothing waits.",
        discussion: """
            Every document gets one verdict: applied, rejected, corrupt or withdrawn. SIGINT and \
            SIGTERM end a run after the present transaction; a run that was ended in any way, even \
            by a loss of power, is taken up by the next one.
            """)

    @Option(help: "Take so many files at most.")
    var limit: Int?

    @Flag(help: "End with status 65 where something was rejected or corrupt.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Add a line of JSON to this file for each document, with what became of it.",
            valueName: "file"))
    var report: String?

    @OptionGroup var coolingOptions: CoolingOptions
    @OptionGroup var waitOptions: WaitOptions
    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit needs a number from 1.") }
    }

    func run() async throws {
        StopSignals.listen()
        let place = try await Workplace(homeOptions)
        try place.home.checkForProcessor()
        let texts = try place.texts()
        let coolingOff = try coolingOptions.time(in: place.home)
        let file = try report.map { try ReportFile(path: $0, texts: texts) }
        let lock = try await waitOptions.lock(place.home)
        let store = try await place.storeWithLicenses()
        var drain = Drain(
            QueueReader(lock, coolingOff: coolingOff), into: store, now: { .now },
            rules: texts.processingRules, tell: { file?.add($0, at: $1) })
        let screen = Screen()
        let waiting = screen.isTerminal ? try QueueListing(place.home).counts() : nil
        let total = waiting.map { $0.waiting + $0.misnamed } ?? 0
        let progress = ProgressLine(on: screen)
        let shouldStop = { StopSignals.wasAsked }
        let draw = { (report: RunReport) in
            let (done, total) = (report.settled, max(total, report.settled))
            progress.update(done: done, of: total, label: "Processing requests:")
        }
        do {
            try await drain.run(limit: limit, shouldStop: shouldStop, progress: draw)
        } catch {
            progress.finish()
            LastRun(drain.report, completed: false, at: .now).tryToKeep(in: place.home)
            let failure = Failure(error).adding(
                "Requests that are not on record wait in the queue: run again to go on.")
            if drain.report.settled == 0 { throw failure }
            do {
                try show(
                    RunWords(
                        drain.report, completed: false, home: place.home, texts: texts,
                        digest: try? await store.digest()))
            } catch {
                throw failure.adding(
                    "What was done before could not be written to standard output either.")
            }
            throw failure
        }
        progress.finish()
        let words = RunWords(
            drain.report, completed: true, home: place.home, texts: texts,
            digest: try await store.digest())
        if let remark = LastRun(drain.report, completed: true, at: .now).tryToKeep(in: place.home) {
            printRemark(printable(remark))
        }
        withExtendedLifetime(lock) {}
        try show(words)
        try file?.check()
        if let failure = words.failure(strict: strict) { throw failure }
    }

    private func show(_ words: RunWords) throws {
        switch formatOptions.format {
        case .json: try printJSON(words)
        case .text: try printWords(words.text)
        }
    }
}

extension Failure {
    init(_ error: ProcessingError) {
        switch error {
        case .queue(let error): self.init(error)
        case .store(let error): self.init(error)
        }
    }
}
