import ArgumentParser
import CommandSupport
import Conversation
import CoordinatorModel
import Terminal

struct ChangeCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change the software coordinator of a serial number, guided step by step.",
        discussion: """
            Without a terminal, give the answers in a file: --answers. What is missing or wrong is \
            then listed all at once, and nothing is queued.
            """)

    @OptionGroup(title: "Answers") var answerOptions: AnswerOptions

    @Option(
        help: ArgumentHelp(
            "Take the answers from a JSON file and ask nothing; - for standard input.",
            valueName: "file"))
    var answers: String?

    @Flag(help: "Ask nothing, whatever happens.")
    var noInput = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Warnings to go on in spite of, when nothing is asked.", valueName: "code"))
    var acceptWarnings: [Problem.Code] = []

    @Option(
        help: ArgumentHelp(
            "Write the answers to a new file, ready for --answers, once they are submitted.",
            valueName: "file"))
    var record: String?

    @OptionGroup var screenOptions: ScreenOptions
    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    var asks: Bool { answers == nil && !noInput }

    func run() async throws {
        if asks { try await fillIn() } else { try await submitUnattended() }
    }

    private func submitUnattended() async throws {
        let desk = try await Desk(homeOptions)
        try desk.home.checkForStaff()
        let questions = CoordinatorChangeFlow(rules: desk.rules).questions
        let prepared = try answers.map { try AnswersFile(path: $0, questions: questions).texts }
        let change = UnattendedChange(
            desk: desk, texts: (prepared ?? [:]).merging(answerOptions.texts) { $1 },
            acceptedWarnings: Set(acceptWarnings), format: formatOptions.format)
        try await change.run()
    }

    private func fillIn() async throws {
        try AnswersFile.checkIsNew(record)
        guard ReadlineReader.isInteractive else {
            throw Failure(
                """
                Nobody can be asked, since standard input or standard error is no terminal. Nothing \
                was submitted. Give the answers in a file: coordinator change --answers FILE
                """, .usage)
        }
        let desk = try await Desk(homeOptions)
        try desk.home.checkForStaff()
        try await Welcome(desk: desk, screen: screenOptions.screen).show(
            isPractice: homeOptions.practice)
        let draft = try desk.drafts.create(
            kind: CoordinatorChangeFlow.kind, sheet: Sheet(halfTyped: answerOptions.texts))
        let change = GuidedChange(
            desk: desk, draft: draft, options: screenOptions, record: record)
        try await change.run()
    }
}

extension Problem.Code: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(rawValue: argument)
    }

    public static var allValueStrings: [String] {
        allCases.filter(\.isWarning).map(\.rawValue)
    }
}
