import CommandSupport
import Conversation
import CoordinatorModel
import RequestQueue
import Templates
import Terminal

/// A list of drafts: what each is about, where it stopped, and who typed last.
struct DraftsReport {
    let entries: [DraftEntry]
    let rules: ChangeRules
    let now: Timestamp

    /// For people, on a screen of so many columns; nil for a file, where nothing is cut.
    func text(_ width: Int?, numbered: Bool = false) -> String {
        var table = Table([
            .init(numbered ? "   Draft" : "Draft"), .init("Contract manager", isTruncated: true),
            .init("Serial number"),
            .init("Next", isTruncated: true), .init("Age"), .init("Typed last by"),
        ])
        var notes: [String] = []
        for (index, summary) in entries.map(summary).enumerated() {
            let number = numbered ? "\(index + 1)  " : ""
            let lock = summary.lockedBy.map { ", open now: \($0)" } ?? ""
            table.add([
                number + summary.draft.description, summary.contractManager ?? "–",
                summary.serialNumber ?? "–", summary.next, summary.savedAt.age(at: now),
                summary.typedLastBy + lock,
            ])
            if let note = summary.note { notes.append("\(summary.draft): \(printable(note))\n") }
        }
        return table.text(width: width) + notes.joined()
    }

    /// For programs.
    var json: some Encodable { entries.map(summary) }

    private struct Summary: Encodable {
        let draft: DraftID
        let contractManager: String?
        let serialNumber: String?
        /// The stage that comes next, or why the draft cannot be used.
        let next: String
        let savedAt: Timestamp
        let typedLastBy: String
        /// What is waited for.
        let note: String?
        let lockedBy: String?
    }

    private func summary(_ entry: DraftEntry) -> Summary {
        let sheet = (try? entry.content.get())?.sheet
        return Summary(
            draft: entry.id,
            contractManager: sheet?.answers.email(.contractManager)?.text
                ?? sheet?.answers[.contractManager]?.text.normalised,
            serialNumber: sheet?.answers.serialNumber?.text
                ?? sheet?.answers[.serialNumber]?.text.normalised,
            next: next(entry), savedAt: entry.modifiedAt,
            typedLastBy: sheet?.latest?.by ?? entry.owner,
            note: (try? entry.content.get())?.note,
            lockedBy: lockHolder(entry))
    }

    private func lockHolder(_ entry: DraftEntry) -> String? {
        switch entry.lock {
        case .free: nil
        case .held(let holder): holder.map { "\($0.user) on \($0.host)" } ?? "somebody"
        }
    }

    private func next(_ entry: DraftEntry) -> String {
        switch entry.content {
        case .failure: return "cannot be read"
        case .success(let draft) where draft.sealed != nil: return "being submitted"
        case .success(let draft):
            // Without facts only what is missing or malformed is open; the rest shows on resuming.
            let flow = CoordinatorChangeFlow(rules: rules)
            let question = draft.sheet.position ?? flow.firstOpenQuestion(draft.sheet, [:])
            return (question.flatMap(flow.stage) ?? flow.stages.last)?.name ?? "–"
        }
    }
}
