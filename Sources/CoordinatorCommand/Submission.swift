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
    func seal(_ prepared: PreparedChange) throws(QueueError) {
        var source = RequestIDSource()
        var generator = SystemRandomNumberGenerator()
        let requests = prepared.requests(
            at: .now, by: desk.preparer, reopens: draft.draft.reopens
        ) { source.next(at: .now, using: &generator) }
        try draft.seal(requests.map { SealedDocument($0) })
    }

    /// Puts the sealed documents into the queue, removes the draft, and says so. A repetition after
    /// a crash queues nothing twice. `report` is given what is in the queue, also where the draft
    /// could not be removed.
    func finish(report: (([SealedDocument]) throws -> Void)? = nil) throws {
        let submitted: SubmittedDraft
        do {
            submitted = try desk.writer.finish(draft, renamed: renamed)
        } catch {
            throw failure(error)
        }
        try (report ?? self.report)(submitted.documents)
        if let error = submitted.leftover {
            throw Failure(error).met(
                removing: draft, ofQueued: submitted.documents.map(\.id), resume: resume)
        }
    }

    /// A failure before the request was in the queue.
    func failure(_ error: QueueError) -> Failure {
        Failure(error).met(submitting: draft, resume: resume)
    }

    private var resume: String { "coordinator resume \(draft.id)\(desk.retyped)" }

    private func report(_ submitted: [SealedDocument]) throws {
        let lines = submitted.map {
            "Submitted \($0.id) for serial number \(printable($0.subject))."
        }
        let commands = submitted.map { "    coordinator show \($0.id)\(desk.retyped)" }
        let (waits, them) = submitted.count == 1 ? ("It waits", "it") : ("They wait", "them")
        try printWords(
            """
            \(lines.joined(separator: "\n"))
            \(waits) in the queue until the processor is run. To see what became of \(them):
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
