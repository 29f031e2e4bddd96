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
        do {
            let submitted = try desk.writer.finish(draft, renamed: renamed)
            if reporting { submitted.forEach(report) }
            return submitted
        } catch {
            throw Failure(error).adding(
                """
                The request is confirmed and kept in draft \(draft.id), but is not in the queue yet. \
                To finish submitting it: coordinator resume \(draft.id)\(desk.retyped)
                """)
        }
    }

    private func report(_ document: SealedDocument) {
        printResult("Submitted \(document.id) for serial number \(printable(document.subject)).")
        printRemark(
            """
            It waits in the queue until the processor applies it. To see what became of it:
                coordinator show \(document.id)\(desk.retyped)
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
