import CoordinatorModel
import Foundation

/// Lines that a person typed in earlier requests, by question, to be found with the arrow keys.
///
/// They belong to the person, not to the home: `$XDG_STATE_HOME/coordinator/history.json`, for nobody
/// else to read. Losing it loses nothing but comfort, so nothing that goes wrong with it is told.
struct AnswerHistory {
    private let file: URL?
    private var lines: [String: [String]] = [:]

    /// The questions whose answers come back. Not the current coordinator's: the caller has to say it
    /// each time. Not names, and no confirmations.
    private static let questions: Set<QuestionID> = [.contractManager, .serialNumber, .email]
    /// How many lines are kept for a question.
    private static let mostKept = 100

    /// Without a file nothing is offered and nothing kept.
    init(file: URL?) {
        self.file = file
        guard let file, let content = try? Data(contentsOf: file), content.count < 1_000_000 else {
            return
        }
        lines = (try? JSONDecoder().decode([String: [String]].self, from: content)) ?? [:]
    }

    /// Where the history of the person who runs this lies; nil where there is no home folder.
    static func file(environment: [String: String]) -> URL? {
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].map { $0 + "/.local/state" }
        return state.map { URL(fileURLWithPath: $0 + "/coordinator/history.json") }
    }

    /// The oldest first.
    func lines(for question: QuestionID) -> [String] { lines[question.rawValue] ?? [] }

    /// Keeps the answers of a request that was submitted.
    mutating func keep(_ answers: Answers) {
        guard let file else { return }
        for question in Self.questions {
            guard let text = answers[question]?.text.normalised, !text.isEmpty else { continue }
            let others = lines(for: question).filter { $0 != text }
            lines[question.rawValue] = Array((others + [text]).suffix(Self.mostKept))
        }
        guard let content = try? JSONEncoder().encode(lines) else { return }
        let folder = file.deletingLastPathComponent()
        let new = folder.appending(path: "history.\(UUID()).tmp")
        let files = FileManager.default
        try? files.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard
            files.createFile(
                atPath: new.path, contents: content, attributes: [.posixPermissions: 0o600])
        else { return }
        if rename(new.path, file.path) != 0 { try? files.removeItem(at: new) }
    }
}
