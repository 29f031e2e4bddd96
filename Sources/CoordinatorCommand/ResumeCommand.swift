import ArgumentParser
import CommandSupport
import Conversation
import CoordinatorModel
import RequestQueue
import Terminal

struct ResumeCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a draft, at exactly the question where it stopped.")

    @Argument(help: "The draft's name; without it, a list to choose from.")
    var draft: String?

    @Option(
        help: ArgumentHelp(
            "Write the answers to a new file, ready for --answers, once they are submitted.",
            valueName: "file"))
    var record: String?

    @OptionGroup var screenOptions: ScreenOptions
    @OptionGroup var homeOptions: HomeOptions

    var asks: Bool { true }

    func run() async throws {
        try AnswersFile.checkIsNew(record)
        let desk = try await Desk(homeOptions)
        try desk.home.checkForStaff()
        guard
            let id = try draft.map({ try DraftID(argument: $0, retyped: desk.retyped) })
                ?? choose(at: desk)
        else { return }
        let open = try desk.drafts.open(id)
        try checkKind(of: open.draft)
        if open.draft.sealed != nil {
            try Submission(desk: desk, draft: open).finish()
            return
        }
        guard ReadlineReader.isInteractive else {
            throw Failure(
                """
                Nobody can be asked, since standard input or standard error is no terminal. Draft \
                \(id) is kept as it was. Resume it in a terminal.
                """, .usage)
        }
        let screen = screenOptions.screen
        tellWhoTypedLast(open.draft.sheet, desk: desk, screen: screen)
        tellUnaskedAnswers(open.draft.sheet, desk: desk, screen: screen)
        if let note = open.draft.note { screen.show("Noted for later: \(printable(note))\n") }
        try await GuidedChange(desk: desk, draft: open, options: screenOptions, record: record)
            .run()
    }

    private func checkKind(of draft: Draft) throws {
        guard draft.kind != CoordinatorChangeFlow.kind else { return }
        throw Failure(
            """
            Draft \(draft.id) is a request of another kind ("\(printable(draft.kind))"), which this \
            version does not know. It was left as it is. Resume it with a newer version.
            """, .badData)
    }

    private func choose(at desk: Desk) throws -> DraftID? {
        let entries = try desk.drafts.list()
        guard !entries.isEmpty else {
            throw Failure(
                "There is no draft to resume. To begin a request: coordinator change"
                    + desk.retyped, .notFound)
        }
        let screen = screenOptions.screen
        let report = DraftsReport(entries: entries, rules: desk.rules, now: .now)
        guard ReadlineReader.isInteractive else {
            throw Failure(
                """
                Name the draft to resume: coordinator resume DRAFT\(desk.retyped)
                \(report.text(nil))
                """, .usage)
        }
        screen.show(report.text(screen.width, numbered: true))
        return try DraftChoice(entries.map(\.id)).read(with: screenOptions.reader, on: screen)
    }

    /// Answers that another version of this program asked for stay in the draft, and are shown.
    private func tellUnaskedAnswers(_ sheet: Sheet, desk: Desk, screen: Screen) {
        let asked = Set(CoordinatorChangeFlow(rules: desk.rules).questions)
        let others = sheet.answers.filter { !asked.contains($0.key) }
        if others.isEmpty { return }
        screen.show(
            screen.wrapped("Kept, though this version does not ask for it (no request has it):")
                + "\n")
        for (question, answer) in others.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let line = printable("\(question.rawValue): \(answer.text)")
            screen.show(screen.wrapped(line, indent: 2) + "\n")
        }
    }

    private func tellWhoTypedLast(_ sheet: Sheet, desk: Desk, screen: Screen) {
        guard let latest = sheet.latest else { return }
        let who = latest.by == desk.preparer.user ? "you" : printable(latest.by)
        screen.show("Typed last by \(who), \(latest.at.ago(at: .now)).\n")
    }
}

/// A draft chosen by its number in a list, or by its name.
struct DraftChoice {
    let ids: [DraftID]

    init(_ ids: [DraftID]) {
        self.ids = ids
    }

    /// Nil where the person wants none. Throws the exit status of an interruption.
    func read(with reader: some LineReader, on screen: Screen) throws -> DraftID? {
        var prefill = ""
        while true {
            let prompt = Prompt(
                "Number or name of the draft (Enter for none): ", prefill: prefill,
                offersCompletion: true)
            switch reader.read(prompt) {
            case .ended: throw ExitCode.interrupted
            case .wentBack: return nil
            case .completionAsked(let line):
                let names = ids.map { Completion.Candidate($0.description) }
                prefill = Completion(of: line, among: names).line
            case .line(let line):
                let text = line.normalised
                if text.isEmpty || text == ":quit" || text == ":back" { return nil }
                if let number = Int(text), ids.indices.contains(number - 1) {
                    return ids[number - 1]
                }
                if let id = DraftID(typed: text), ids.contains(id) { return id }
                screen.show(
                    screen.error("Error:")
                        + " There is no draft \"\(printable(text))\" in this list.\n")
                prefill = line
            }
        }
    }
}

extension DraftID {
    /// The draft that somebody named on the command line.
    init(argument: String, retyped: String) throws {
        guard let id = DraftID(typed: argument) else {
            throw Failure(
                """
                "\(printable(argument))" is not the name of a draft, such as K7M-4QX. Nothing was \
                changed. To see all drafts: coordinator drafts\(retyped)
                """, .usage)
        }
        self = id
    }
}
