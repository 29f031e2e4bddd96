import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("drafts")
struct DraftsTests {
    let sandbox: Sandbox
    let drafts: Drafts
    let id = DraftID(exactly: "K7M-4QX")!

    init() throws {
        sandbox = try Sandbox()
        drafts = sandbox.drafts()
    }

    @Test("nothing is left of a new draft that was never saved")
    func neverSaved() throws {
        let draft = try drafts.create(kind: "any")
        let whileOpen = try sandbox.names(.drafts)

        draft.close()

        #expect(whileOpen == ["\(draft.id).lock"])
        #expect(try sandbox.names(.drafts).isEmpty)
    }

    @Test("what a draft holds is read as it was saved")
    func roundTrip() throws {
        let sheet = Sheet(
            answers: [
                .contractManager: Answer(
                    text: " Pat@\u{1B}[31m ", by: "maria", at: .noon, shown: "a\n"),
                QuestionID(rawValue: "favourite color"): Answer(text: "", by: "lee", at: .noon),
            ],
            overridden: [Problem(.otherDomain, .email, ["domain": "example.org"])],
            halfTyped: [.email: "sa"], position: .email)
        let open = try drafts.create(kind: "coordinator-change", reopens: RequestID(7))

        try open.save(sheet, note: "caller asks the office")

        var read = try drafts.read(open.id)
        #expect(read == open.draft)
        #expect(
            (read.sheet, read.reopens, read.note) == (sheet, RequestID(7), "caller asks the office")
        )

        try open.save(Sheet())
        read = try drafts.read(open.id)
        #expect((read.sheet, read.note) == (Sheet(), "caller asks the office"))
    }

    @Test("what a later version wrote is kept when the draft is saved")
    func unknownKeys() throws {
        let added = #""mood": {"level": 3.25, "list": [true, null, "x"]}, "#
        try sandbox.drop(Data(json(added).utf8), "\(id).json", in: .drafts)

        try drafts.open(id).save(.typed("new"))

        let read = try drafts.read(id)
        #expect(read.sheet == .typed("new"))
        #expect(
            read.others == [
                "mood": .object([
                    "level": .number(3.25), "list": .array([.boolean(true), .null, .string("x")]),
                ])
            ])
    }

    @Test("what a later version wrote among the answers is kept when the draft is saved")
    func unknownKeysInSheet() throws {
        let content = json("").replacing(#""sheet": {"#, with: #""sheet": {"mood": "calm", "#)
        try sandbox.drop(Data(content.utf8), "\(id).json", in: .drafts)

        try drafts.open(id).save(.typed("new"))

        let read = try drafts.read(id)
        #expect(read.sheet == .typed("new"))
        #expect(read.othersInSheet == ["mood": .string("calm")])
    }

    @Test("an override of a warning that this version does not know is dropped")
    func unknownWarning() throws {
        let sheet = #"{"overridden": [{"code": "full-moon", "question": "email", "values": {}}]}"#
        let text = json().replacing(#/"sheet": .*/#, with: "\"sheet\": \(sheet)}")
        try sandbox.drop(Data(text.utf8), "\(id).json", in: .drafts)

        #expect(try drafts.read(id).sheet == Sheet())
    }

    @Test("a draft that cannot be read says why and stays", arguments: BadDraft.all)
    func unreadable(bad: BadDraft) throws {
        let error = bad.error
        try sandbox.drop(bad.content, "\(id).json", in: .drafts)

        #expect(throws: QueueError.draft(id, error)) { try drafts.open(id) }

        let entry = try #require(try drafts.list().first)
        #expect(throws: QueueError.draft(id, error)) { try entry.content.get() }
        #expect(try sandbox.names(.drafts) == ["\(id).json"])
        #expect(!error.description.isEmpty)
    }

    @Test("a byte-order mark is accepted")
    func byteOrderMark() throws {
        try sandbox.drop(Data([0xEF, 0xBB, 0xBF] + Array(json().utf8)), "\(id).json", in: .drafts)

        #expect(try drafts.read(id).id == id)
    }

    @Test(
        "what stands in a draft's place and is no file is named, not followed or waited for",
        arguments: [FileKind.folder, .link, .pipe, .socket])
    func notAFile(kind: FileKind) throws {
        try sandbox.place(kind, at: drafts.path(id))

        #expect(throws: QueueError.draft(id, .notAFile(kind))) { try drafts.open(id) }
        #expect(try drafts.list().count == 1)

        try drafts.discard(id)
        #expect(try sandbox.names(.drafts).isEmpty)
    }

    @Test("a sealed draft is neither saved nor discarded")
    func sealed() throws {
        let open = try drafts.create(kind: "any")
        try open.save(.typed("typed"))

        try open.seal([SealedDocument(1)])

        #expect(throws: QueueError.draftSealed(open.id)) { try open.save(Sheet()) }
        #expect(throws: QueueError.draftSealed(open.id)) { try open.discard() }
        open.close()
        #expect(throws: QueueError.draftSealed(open.id)) { try drafts.discard(open.id) }
        #expect(try drafts.read(open.id).sealed == [SealedDocument(1)])
    }

    @Test("a document that would be corrupt in the queue is not sealed")
    func notQueueable() throws {
        let open = try drafts.create(kind: "any")
        let good = SealedDocument(1)
        let wrong = SealedDocument(id: good.id, subject: "../../x", document: good.document)

        #expect(
            throws: QueueError.notQueueable(
                .nameDisagrees(expected: "\(good.id).123-12345678.json"))
        ) { try open.seal([wrong]) }
        #expect(open.draft.sealed == nil)
    }

    @Test("other files among the drafts are left alone, whatever their names")
    func otherNames() throws {
        let names = ["notes.txt", "a\nb.json", "k7m-4qx.json", "K7M-4QX.json.bak", ".json"]
        for name in names { try sandbox.drop([], name, in: .drafts) }
        try sandbox.place(bytes: [0xFF, 0x1B], in: .drafts)

        #expect(try drafts.list().isEmpty)
        try drafts.create(kind: "any").close()
        #expect(try sandbox.names(.drafts).count == names.count + 1)
    }

    @Test("leftovers of a crash are removed a day later, not sooner")
    func leftovers() throws {
        try sandbox.drop([], "K7M-4QX.tmp", in: .drafts)
        try sandbox.drop([], "K7M-4QX.lock", in: .drafts)
        let tomorrow = Timestamp(Date(timeIntervalSinceNow: 90_000))
        let later = Drafts(in: sandbox.home, as: .maria, now: { tomorrow })

        try drafts.removeLeftovers()
        #expect(try sandbox.names(.drafts).count == 2)

        try later.removeLeftovers()
        #expect(try sandbox.names(.drafts).isEmpty)
    }

    @Test("a visit is remembered by person; what cannot be read counts as none")
    func visits() throws {
        let log = VisitLog(in: sandbox.home)
        let visit = VisitLog.Visit(decision: 7, at: .noon)
        try log.note(visit, of: "a/../b")
        try sandbox.drop(Data("soon".utf8), "lee.visit", in: .drafts)

        #expect(log.lastVisit(of: "a/../b") == visit)
        #expect(log.lastVisit(of: "lee") == nil)
        #expect(log.lastVisit(of: "maria") == nil)
        #expect(try drafts.list().isEmpty)
    }
}

private func json(_ added: String = "", id: String = "K7M-4QX") -> String {
    """
    {"schema": "coordinator-draft/1", "id": "\(id)", "kind": "any", \(added)
     "createdAt": "2026-11-23T12:00:00.000Z",
     "sheet": {"answers": {}, "overridden": [], "halfTyped": {}}}
    """
}

struct BadDraft: Sendable {
    let content: Data
    let error: DraftError

    init(_ content: String, _ error: DraftError) {
        (self.content, self.error) = (Data(content.utf8), error)
    }

    init(bytes: [UInt8], _ error: DraftError) {
        (content, self.error) = (Data(bytes), error)
    }

    static let all: [BadDraft] = [
        BadDraft("", .empty),
        BadDraft(" \n", .empty),
        BadDraft("{", .truncated),
        BadDraft(#"{"schema": "coordinator-draft/1", "id": "K7M-"#, .truncated),
        BadDraft("hello", .notJSON(.init(kind: .unexpectedByte, offset: 0))),
        BadDraft(bytes: [0x22, 0xFF, 0x22], .notJSON(.init(kind: .notUTF8, offset: 1))),
        BadDraft(#"{"a":1,"a":2}"#, .notJSON(.init(kind: .repeatedKey("a"), offset: 7))),
        BadDraft(String(repeating: "[", count: 100_000), .tooDeep),
        BadDraft(String(repeating: " ", count: Draft.greatestSize + 1), .tooLarge),
        BadDraft("{}", .noSchema),
        BadDraft("[]", .wrongValue(path: "", expected: "a value of another type")),
        BadDraft(#"{"schema": 1}"#, .noSchema),
        BadDraft(
            #"{"schema": "coordinator-draft/2"}"#, .unknownSchema("coordinator-draft/2")),
        BadDraft(#"{"schema": "coordinator-draft/1"}"#, .missingKey("id")),
        BadDraft(
            json(id: "../../x"),
            .wrongValue(path: "id", expected: "not a draft's name such as K7M-4QX")),
        BadDraft(
            json(#""mood": 1e400, "#),
            .wrongValue(path: "mood", expected: "not a number between 1e-127 and 1e127")),
        BadDraft(
            json(#""mood": {"levels": [1, -1e-400]}, "#),
            .wrongValue(
                path: "mood.levels.1", expected: "not a number between 1e-127 and 1e127")),
        BadDraft(json(id: "222-222"), .belongsTo(DraftID(exactly: "222-222")!)),
        BadDraft(
            json(#""note": 3, "#), .wrongValue(path: "note", expected: "a value of another type")),
    ]
}
