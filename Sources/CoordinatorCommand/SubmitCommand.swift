import ArgumentParser
import CommandSupport
import CoordinatorModel
import Intake
import Terminal

struct SubmitCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Submit many requests from a file of comma-separated values.",
        discussion: """
            Every row goes through the same rules as at the prompt. Good rows are queued once you \
            have confirmed one statement for the whole file; bad rows are written to a file of their \
            own, with what is wrong with each, to be corrected there and submitted in turn. The same \
            file submitted again queues nothing twice. 'coordinator skeleton --format csv' writes a \
            file to begin with.
            """)

    @Argument(help: "The file, with the names of the columns on its first line.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "Where bad rows go; nothing is overwritten.",
            discussion: "Default: FILE.rejected.csv, beside FILE.csv.", valueName: "file"))
    var rejects: String?

    @Flag(help: "Check everything, queue nothing and write nothing.")
    var dryRun = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Warnings to go on in spite of.", valueName: "code"))
    var acceptWarnings: [Problem.Code] = []

    @Option(
        help: ArgumentHelp(
            "Confirm the statement without being asked.",
            discussion: """
                The file's SHA-256, as --dry-run and sha256sum(1) print it: what is confirmed is \
                this file, byte for byte.
                """, valueName: "sha-256"))
    var authorized: String?

    @Flag(help: "Ask nothing, whatever happens.")
    var noInput = false

    @OptionGroup var linearOptions: LinearOptions
    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    /// A rehearsal may end anywhere. Elsewhere what is half done is seen to, whoever confirms.
    var asks: Bool { !dryRun }

    func validate() throws {
        if let authorized, Digest(hexadecimal: authorized) == nil {
            throw ValidationError(
                """
                --authorized takes the SHA-256 of the file, 64 hexadecimal digits: --dry-run prints \
                it with the statement that is confirmed.
                """)
        }
    }

    func run() async throws {
        let desk = try await Desk(homeOptions)
        try desk.home.checkForStaff()
        let submission = BatchSubmission(
            desk: desk, path: file, rejectsPath: rejects ?? Self.rejectsPath(of: file),
            acceptedWarnings: Set(acceptWarnings), isDryRun: dryRun,
            confirmation: BatchConfirmation(
                authorized: authorized.flatMap(Digest.init(hexadecimal:)),
                asks: !noInput && ReadlineReader.isInteractive,
                isLinear: linearOptions.isLinear),
            isLinear: linearOptions.isLinear, format: formatOptions.format)
        do {
            try await submission.run()
        } catch let error as BatchError {
            throw Failure(error, file: file, retyped: desk.retyped)
        }
    }

    /// `batch.rejected.csv` for `batch.csv`.
    static func rejectsPath(of file: String) -> String {
        let isNamed = file.lowercased().hasSuffix(".csv")
        return (isNamed ? String(file.dropLast(4)) : file) + ".rejected.csv"
    }
}
