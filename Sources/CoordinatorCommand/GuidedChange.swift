import ArgumentParser
import CommandSupport
import Conversation
import CoordinatorModel
import Foundation
import RequestQueue
import Store
import Terminal

/// A change of coordinator filled in on a prompt, from an open draft to the queue.
struct GuidedChange {
    let desk: Desk
    let draft: OpenDraft
    let options: ScreenOptions
    /// Where the answers are written once they are submitted, ready for `--answers`; nil for nowhere.
    var record: String?

    /// Asks until the request is submitted, or the person leaves. Throws the exit status of an
    /// interruption; the draft is kept then.
    func run() async throws {
        defer { draft.close() }
        if draft.draft.sealed == nil, try await !fillIn() { return }
        try Submission(desk: desk, draft: draft).finish()
    }

    /// Returns whether the draft was sealed.
    private func fillIn() async throws -> Bool {
        let environment = ProcessInfo.processInfo.environment
        var history = AnswerHistory(
            file: options.noHistory ? nil : AnswerHistory.file(environment: environment))
        var conversation = ChangeConversation(
            at: desk, reader: options.reader, screen: options.screen, history: history,
            resuming: draft.draft.sheet, save: saving(startedFrom: draft.draft.sheet))
        do {
            switch try await conversation.run() {
            case .confirmed(let prepared):
                try Submission(desk: desk, draft: draft).seal(prepared)
                history.keep(prepared.answers)
                if let record { AnswersFile.write(prepared.answers, to: record) }
                return true
            case .left(let sheet, let departure):
                if case .later(let note) = departure { try draft.save(sheet, note: note) }
                printRemark(farewell)
                if case .ended = departure { throw ExitCode.interrupted }
                return false
            }
        } catch {
            guard let failure = Failure(error) else { throw error }
            throw failure.met(submitting: draft, resume: resume)
        }
    }

    /// Nothing typed, nothing kept: a draft comes with the first answer, even an empty one. What
    /// the command line filled in was not typed at a prompt.
    private func saving(startedFrom start: Sheet) -> (Sheet) throws -> Void {
        { sheet in
            let isWorthIt = sheet.answers != start.answers || sheet.halfTyped != start.halfTyped
            if isWorthIt || draft.isOnDisk { try draft.save(sheet) }
        }
    }

    private var farewell: String {
        if !draft.isOnDisk { return "Nothing was typed, so nothing is kept." }
        return """
            Draft \(draft.id) is kept. To go on where you stopped:
                \(resume)
            """
    }

    private var resume: String {
        let record = record.map { " --record \(printable(shellQuoted($0)))" } ?? ""
        return "coordinator resume \(draft.id)\(record)\(desk.retyped)"
    }
}
