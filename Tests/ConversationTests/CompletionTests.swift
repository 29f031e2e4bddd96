import Conversation
import Testing

@Suite struct CompletionTests {
    private static let candidates = [
        Completion.Candidate("123-12345678", remark: "Draw"),
        Completion.Candidate("123-22222222", remark: "Paint"),
        Completion.Candidate("666-69696969"),
    ]

    @Test("the one candidate that begins like the line takes its place")
    func one() {
        let completion = Completion(of: "6", among: Self.candidates)

        #expect(completion.line == "666-69696969")
        #expect(completion.choices.isEmpty)
    }

    @Test("several candidates give what they have in common, and a choice")
    func several() {
        let completion = Completion(of: "1", among: Self.candidates)

        #expect(completion.line == "123-")
        #expect(completion.choices == Array(Self.candidates.prefix(2)))
    }

    @Test("a line that begins like none of them stays as it is")
    func none() {
        #expect(Completion(of: "9", among: Self.candidates).line == "9")
        #expect(Completion(of: "9", among: Self.candidates).choices.isEmpty)
    }

    @Test("letter case does not count")
    func letterCase() {
        let candidates = [Completion.Candidate("Lee Kim <lee@example.com>")]

        #expect(Completion(of: "lee", among: candidates).line == "Lee Kim <lee@example.com>")
    }
}
