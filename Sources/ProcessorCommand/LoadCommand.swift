import ArgumentParser
import CommandSupport
import CoordinatorModel
import Store
import Terminal

struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Load licenses from a file of comma-separated values.",
        discussion: """
            Only what differs from the file loaded last is written: a coordinator that was changed \
            here is not put back by an old file. Either the whole file is loaded or nothing of it.
            """)

    @Argument(help: "The file, with the names of the columns on its first line.")
    var file: String

    @Flag(help: "Leave bad rows out and load all others.")
    var skipBadRows = false

    @Flag(help: "Where a value was changed both in the file and here, take the file's.")
    var fileWins = false

    @OptionGroup var waitOptions: WaitOptions
    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let place = try await Workplace(homeOptions)
        try place.home.checkForProcessor()
        let lock = try await waitOptions.lock(place.home)
        let store = try place.store()
        let options = LoadOptions(skipsBadRows: skipBadRows, fileWins: fileWins)
        let report = try await load(into: store, options)
        withExtendedLifetime(lock) {}

        let words = LoadWords(report, file: file, fileWins: fileWins)
        switch formatOptions.format {
        case .json: try printJSON(words)
        case .text: try printWords(words.text)
        }
        if report.ending == .stoppedByBadRows {
            throw Failure(
                """
                Nothing was loaded, because of bad rows. Correct them, or leave them out with \
                --skip-bad-rows.
                """, .badData)
        }
    }

    private func load(
        into store: SQLiteStore, _ options: LoadOptions
    ) async throws(LoadError) -> LoadReport {
        let line = SharedProgressLine(label: "Writing rows:")
        defer { line.finish() }
        return try await store.load(.file(path: file), options, at: .now) { progress in
            switch progress {
            // How many there are is not known before all were read.
            case .checked: break
            case .written(let rows, let total): line.update(done: rows, of: total)
            }
        }
    }
}
