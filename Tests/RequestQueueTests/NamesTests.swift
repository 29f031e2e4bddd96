import CoordinatorModel
import Testing

@testable import RequestQueue

@Suite("names of drafts and of files in the queue")
struct NamesTests {
    @Test(
        "a draft's name is read as people type it",
        arguments: ["K7M-4QX", "k7m4qx", " k7m 4qx ", "K7M–4QX"])
    func typedDraft(text: String) {
        #expect(DraftID(typed: text)?.description == "K7M-4QX")
    }
}
