import CommandSupport
import CoordinatorModel
import RequestQueue
import Store
import Terminal

/// What a person is told before the first question.
struct Welcome {
    let desk: Desk
    let screen: Screen

    /// Tells of practice, of unfinished drafts, and of this person's requests rejected since they
    /// were told last.
    func show(isPractice: Bool) async throws {
        if isPractice { say(desk.texts.practice) }
        try showDrafts()
        try await showRejected()
    }

    private func showDrafts() throws {
        let mine = try desk.drafts.list().filter { $0.owner == desk.preparer.user }
        guard !mine.isEmpty else { return }
        say(mine.count == 1 ? "\nYou have an unfinished draft:" : "\nYou have unfinished drafts:")
        let report = DraftsReport(entries: Array(mine.prefix(5)), rules: desk.rules, now: .now)
        screen.show(report.text(screen.width))
        say("To go on with one instead: Ctrl-C, then coordinator resume\(desk.retyped)")
    }

    private func showRejected() async throws {
        let log = VisitLog(in: desk.home)
        let lastVisit = log.lastVisit(of: desk.preparer.user)
        // Most starts find nothing new, and then do not open the store at all.
        if let lastVisit, !desk.storeMayHaveChanged(since: lastVisit) { return }
        let filter = RequestFilter(
            preparedBy: desk.preparer.user, outcomes: [.rejected],
            decidedAfter: lastVisit, limit: 100)
        let rejected = try await desk.directory.requests(matching: filter)
        if !rejected.isEmpty { say("\nRejected since you were here last:") }
        for record in rejected {
            say("  \(record.id) for \(printable(record.subject))")
            if case .rejected(let problems) = record.verdict {
                for problem in problems where !problem.isWarning {
                    say("    " + printable(desk.texts.wording(of: problem)))
                }
            }
            say("    To correct it: coordinator reopen \(record.id)\(desk.retyped)")
        }
        // Not noted, it is told once more: no reason to keep anybody from working.
        try? log.noteVisit(of: desk.preparer.user, at: rejected.map(\.decidedAt).max() ?? .now)
    }

    private func say(_ text: String) {
        screen.show(screen.wrapped(text) + "\n")
    }
}
