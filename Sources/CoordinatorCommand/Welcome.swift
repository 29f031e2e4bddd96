import CommandSupport
import CoordinatorModel
import RequestQueue
import Store
import Terminal

/// What a person is told before the first question.
struct Welcome {
    let desk: Desk
    let screen: Screen

    /// So many rejected requests are told of one by one.
    private static let mostListed = 20

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
        let (log, user) = (VisitLog(in: desk.home), desk.preparer.user)
        let last = log.lastVisit(of: user)
        // Most starts find nothing new, and then do not open the store at all.
        if let last, !desk.storeMayHaveChanged(since: last.at) { return }
        let now = Timestamp.now
        let rejections = try await desk.directory.rejections(
            of: user, after: last?.decision ?? 0, listing: Self.mostListed)
        tell(rejections)
        do {
            try log.note(.init(decision: rejections.lastDecision, at: now), of: user)
        } catch {
            // No reason to keep anybody from working.
            say("What you were told cannot be noted, so you will be told again:")
            say(Failure(error).message)
        }
    }

    private func tell(_ rejections: Rejections) {
        if rejections.count > 0 { say("\nRejected since you were here last:") }
        for record in rejections.listed {
            say("  \(record.id) for \(printable(record.subject))")
            if case .rejected(let problems) = record.verdict {
                for problem in problems where !problem.isWarning {
                    say("    " + printable(desk.texts.wording(of: problem)))
                }
            }
            say("    To correct it: coordinator reopen \(record.id)\(desk.retyped)")
        }
        let rest = rejections.count - rejections.listed.count
        if rest > 0 {
            say("  and \(rest) more. To list them all:")
            // Not wrapped: it is to be copied.
            let options = "--mine --state rejected --limit \(rejections.reach)\(desk.retyped)"
            screen.show("    coordinator requests \(options)\n")
        }
    }

    private func say(_ text: String) {
        screen.show(screen.wrapped(text) + "\n")
    }
}
