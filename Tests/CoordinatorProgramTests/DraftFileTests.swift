import Foundation
import TestSupport
import Testing

@Suite("Files of drafts, whatever is in them")
struct DraftFileTests {
    private static let sound = #"""
        {"schema": "coordinator-draft/1", "id": "K7M-4QX", "kind": "coordinator-change",
         "createdAt": "2026-01-02T03:04:05.000Z",
         "sheet": {"answers": {"caseReference": {"text": "7", "by": "maria",
                                                 "at": "2026-01-02T03:04:05.000Z"}}}}
        """#
    private static let file = "drafts/K7M-4QX.json"

    private static let broken: [(name: String, content: String, words: String)] = [
        ("empty", "", "the file is empty"),
        ("truncated", String(sound.dropLast(20)), "the file ends in the middle"),
        ("no JSON", "hello", "cannot be used"),
        ("a list", "[]", "cannot be used"),
        ("wrong type", sound.replacing("\"7\"", with: "7"), "another type"),
        ("no schema", sound.replacing("\"schema\"", with: "\"x\""), "names no schema"),
        ("other version", sound.replacing("draft/1", with: "draft/9"), "another version"),
        (
            "repeated key", sound.replacing("{\"schema\"", with: "{\"id\": 1, \"schema\""),
            "cannot be used"
        ),
        ("another's", sound.replacing("K7M-4QX", with: "K7M-4QY"), "that of draft K7M-4QY"),
        ("another kind", sound.replacing("coordinator-change", with: "seat-count"), "seat-count"),
        (
            "deep", String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
            "nested deeper than"
        ),
        (
            "escape sequence", sound.replacing("draft/1", with: "\\u001b[2Jx"), "another version"
        ),
    ]

    @Test(
        "a draft that cannot be used is told in one message, and left as it is",
        arguments: broken.indices)
    func unusable(index: Int) throws {
        let (_, content, words) = Self.broken[index]
        let office = try Office()
        try office.write(content, to: Self.file)

        let result = try office.run("resume", "K7M-4QX")

        #expect(result.status == .exited(65))
        #expect(result.standardError.contains(words))
        #expect(result.standardError.contains("K7M-4QX"))
        #expect(!result.standardError.contains("\u{1B}"))
        #expect(result.standardError.count < 500)
        #expect(try office.content(Self.file) == Data(content.utf8))
        #expect(try office.run("drafts").status == .exited(0))
    }

    @Test("a draft of 100 MB is not read")
    func large() throws {
        let office = try Office()
        try office.write("", to: Self.file)
        #expect(truncate(office.path(Self.file), 100_000_000) == 0)

        let result = try office.run("resume", "K7M-4QX")

        #expect(result.status == .exited(65))
        #expect(result.standardError.contains("larger than 1 MiB"))
    }

    @Test("a folder or a dangling link in a draft's place is told", arguments: ["folder", "link"])
    func notAFile(kind: String) throws {
        let office = try Office()
        let path = office.path(Self.file)
        if kind == "folder" {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        } else {
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: "/nowhere")
        }

        let result = try office.run("resume", "K7M-4QX")

        #expect(result.status == .exited(65))
        #expect(result.standardError.contains("not a file"))
        #expect(try office.json("drafts")[0]["next"].text == "cannot be read")
        #expect(try office.run("drafts", "discard", "K7M-4QX").status == .exited(0))
        #expect(try office.drafts() == [])
    }

    @Test("a byte-order mark does no harm")
    func byteOrderMark() throws {
        let office = try Office()
        try office.write("\u{FEFF}" + Self.sound, to: Self.file)

        let terminal = try office.sitDown("resume", "K7M-4QX")

        try terminal.wait(for: "Typed last by maria")
        try terminal.wait(for: Question.contractManager.prompt)
    }

    @Test("what this version does not know is kept through a resume")
    func unknownKeys() throws {
        let office = try Office()
        let more = #""color": {"a": [1, null, "x"]}, "schema""#
        try office.write(Self.sound.replacing("\"schema\"", with: more), to: Self.file)

        let terminal = try office.sitDown("resume", "K7M-4QX")
        try terminal.answer(.contractManager)
        try terminal.wait(for: Question.serialNumber.prompt)

        let draft = try office.draft().content
        #expect(draft["color"]["a"].list.count == 3)
        #expect(draft["sheet"]["answers"].keys == ["caseReference", "contractManager"])
    }

    @Test("control characters in a draft are never sent to the terminal as they are")
    func controlCharacters() throws {
        let office = try Office()
        let typed = "\\u001b]0;title\\u0007\\u009b31mred"
        let sheet = #""sheet": {"halfTyped": {"contractManager": "\#(typed)"}, "#
        try office.write(Self.sound.replacing("\"sheet\": {", with: sheet), to: Self.file)

        let terminal = try office.sitDown("resume", "K7M-4QX", columns: 200)

        // Were they sent as they are, the transcript would lack them as sequences.
        try terminal.wait(for: Question.contractManager.prompt + "^[]0;title^G")
        try terminal.wait(for: "red")
        #expect(!terminal.transcript.contains("\u{9B}"))
        try terminal.send("\r")
        try terminal.wait(for: #"Error: "\u{1B}]0;title\u{7}"#)
        #expect(!terminal.transcript.contains("\u{9B}"))
    }
}
