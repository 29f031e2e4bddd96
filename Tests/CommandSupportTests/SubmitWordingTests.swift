import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import TestSupport
import Testing

@Suite("Wording: a submit that fails says where the request is")
struct SubmitWordingTests {
    private let folder: TemporaryDirectory
    private let draft: OpenDraft
    private let failure = Failure("The disk failed.", .unavailable)

    init() throws {
        folder = try TemporaryDirectory()
        let home = Home(Path(folder.path).appending("home"))
        try home.setUp()
        draft = try Drafts(in: home, as: .current).create(kind: "any")
    }

    @Test("nothing of it is on disk")
    func unsaved() {
        #expect(
            failure.met(submitting: draft, resume: "resume").message == """
                The disk failed.
                Your request was not submitted, and nothing of it could be kept.
                """)
    }

    @Test("its draft is kept")
    func saved() throws {
        try draft.save(Sheet())

        #expect(
            failure.met(submitting: draft, resume: "resume").message == """
                The disk failed.
                Your request was not submitted. Draft \(draft.id) is kept. To go on where you \
                stopped:
                    resume
                """)
    }

    @Test("it is confirmed, and perhaps in the queue")
    func sealed() throws {
        try draft.seal([])

        #expect(
            failure.met(submitting: draft, resume: "resume").message == """
                The disk failed.
                The request is confirmed and kept in draft \(draft.id); it may not be in the queue \
                yet. To finish submitting it: resume
                """)
    }

    @Test("it is in the queue, and its draft is left")
    func draftLeft() throws {
        try draft.save(Sheet())
        let id = try #require(RequestID(exactly: "CC-06H0JV3FJEDBSQQH"))

        #expect(
            failure.met(removing: draft, ofQueued: [id], resume: "resume").message == """
                The disk failed.
                The request is in the queue all the same: CC-06H0JV3FJEDBSQQH. Draft \(draft.id) \
                is left; to remove it, which queues nothing twice: resume
                """)
    }

    @Test("they are in the queue, and their draft is gone")
    func draftGone() throws {
        let id = try #require(RequestID(exactly: "CC-06H0JV3FJEDBSQQH"))

        #expect(
            failure.met(removing: draft, ofQueued: [id, id.successor], resume: "resume").message
                == """
                The disk failed.
                The requests are in the queue all the same: CC-06H0JV3FJEDBSQQH, \(id.successor). \
                Only the draft may be listed again after a loss of power.
                """)
    }
}
