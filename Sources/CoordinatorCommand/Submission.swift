import CommandSupport
import Conversation
import CoordinatorModel
import Foundation
import RequestQueue
import Terminal

/// The way of a confirmed request from its draft into the queue.
struct Submission {
    let desk: Desk
    let draft: OpenDraft

    /// Gives the request its ID and writes its document into the draft, durably. From then on the
    /// draft can only be submitted.
    func seal(_ prepared: PreparedChange) throws {
        var source = RequestIDSource()
        var generator = SystemRandomNumberGenerator()
        let requests = prepared.requests(
            at: .now, by: desk.preparer, reopens: draft.draft.reopens
        ) { source.next(at: .now, using: &generator) }
        try draft.seal(requests.map { SealedDocument($0) })
    }

    /// Puts the sealed documents into the queue, removes the draft, and says so. A repetition after
    /// a crash queues nothing twice.
    @discardableResult
    func finish(reporting: Bool = true) throws -> [SealedDocument] {
        let submitted: [SealedDocument]
        do {
            submitted = try desk.writer.finish(draft, renamed: renamed)
        } catch {
            throw Failure(error).adding(
                """
                The request is confirmed and kept in draft \(draft.id); it may not be in the queue yet. \
                To finish submitting it: coordinator resume \(draft.id)\(desk.retyped)
                """)
        }
        if reporting { try report(submitted) }
        return submitted
    }

    private func report(_ submitted: [SealedDocument]) throws {
        let lines = submitted.map {
            "Submitted \($0.id) for serial number \(printable($0.subject))."
        }
        let commands = submitted.map { "    coordinator show \($0.id)\(desk.retyped)" }
        let waits = submitted.count == 1 ? "It waits" : "They wait"
        try printResult(
            """
            \(lines.joined(separator: "\n"))
            \(waits) in the queue until the processor is run. To see what became of it:
            \(commands.joined(separator: "\n"))
            """)
    }

    /// The same request under a new ID, where another document bears its name.
    private func renamed(_ document: SealedDocument) -> SealedDocument {
        switch try? SubmittedRequest(document: Data(document.document.utf8)) {
        case .coordinatorChange(var request)?:
            request.id = newID()
            return SealedDocument(request)
        case nil:
            preconditionFailure("a sealed document that is no request")
        }
    }

    private func newID() -> RequestID {
        var source = RequestIDSource()
        var generator = SystemRandomNumberGenerator()
        return source.next(at: .now, using: &generator)
    }
}
