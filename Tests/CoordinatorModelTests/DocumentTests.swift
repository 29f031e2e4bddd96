import CoordinatorModel
import Foundation
import ModelFixtures
import Testing

@Suite struct DocumentTests {
    static let text = """
        {
          "acknowledgedWarnings" : [

          ],
          "authorization" : {
            "confirmedAt" : "2026-11-23T17:20:31.123Z",
            "confirmedBy" : "maria",
            "statement" : "pat@example.com may give 123-12345678 from lee@example.com to sam@example.com."
          },
          "caseReference" : "00123456",
          "contractManager" : "pat@example.com",
          "currentCoordinator" : "lee@example.com",
          "group" : null,
          "id" : "CC-06H0JV3FJEDBSQQH",
          "newCoordinator" : {
            "email" : "sam@example.com",
            "firstName" : "Sam",
            "lastName" : "Ito",
            "phone" : "+1 503 555 0100"
          },
          "preparedBy" : {
            "host" : "desk-4",
            "user" : "maria"
          },
          "reopens" : null,
          "schema" : "coordinator-change/1",
          "serialNumber" : "123-12345678",
          "submittedAt" : "2026-11-23T17:20:31.123Z",
          "verification" : {
            "method" : "called-back",
            "note" : null
          }
        }

        """

    private func read(_ text: String) throws(DocumentError) -> ChangeRequest {
        switch try SubmittedRequest(document: Data(text.utf8)) {
        case .coordinatorChange(let request): request
        }
    }

    @Test("a request is always the same bytes, and those bytes are that request")
    func recorded() throws {
        #expect(String(decoding: Sample.request().document, as: UTF8.self) == Self.text)
        #expect(try read(Self.text) == Sample.request())
        #expect(try read("\u{FEFF}" + Self.text) == Sample.request())
    }

    @Test("a round trip keeps every text as it was written")
    func roundTrip() throws {
        var request = Sample.request()
        request.caseReference = nil
        request.contractManager = "not an address \u{1B}[31m \" \\ / \u{0} \u{2028} 😀"
        request.newCoordinator = .init(firstName: "é", lastName: "e\u{301}", email: "", phone: nil)
        request.verification.note = "he said: \"yes\"\n\ttwice"
        request.acknowledgedWarnings = ["other-domain", "something-newer"]
        request.group = "G1"
        request.reopens = "CC-06H0JV3FJEDBSQQJ"

        let again = try read(String(decoding: request.document, as: UTF8.self))

        #expect(again == request)
        #expect(again.document == request.document)
        #expect(Array(again.newCoordinator.lastName.unicodeScalars).count == 2)
    }

    @Test("keys in any order, and optional ones left out, are the same request")
    func optionalKeys() throws {
        let lines = Self.text.split(separator: "\n")
            .filter { !$0.contains("\"group\"") && !$0.contains("\"reopens\"") }
        #expect(try read(lines.joined(separator: "\n")) == Sample.request())

        let optional = ["caseReference", "phone", "note", "group", "reopens"]
        for key in optional {
            let without = Self.text.replacing(try Regex(#""\#(key)" : ("[^"]*"|null)"#), with: "")
                .replacing(try Regex(#",\s*,"#), with: ",").replacing(
                    try Regex(#",\s*\}"#), with: "}")
            _ = try read(without)
        }
    }

    @Test(
        "what is not a document says why",
        arguments: [
            (#""schema""#, #""extra" : 1, "schema""#, .unknownKeys(["extra"])),
            (#""schema""#, #""z" : {}, "a" : [], "schema""#, .unknownKeys(["a", "z"])),
            (#""user""#, #""x" : 1, "user""#, .unknownKeys(["preparedBy.x"])),
            (#""phone""#, #""x" : 1, "phone""#, .unknownKeys(["newCoordinator.x"])),
            (#""note""#, #""x" : 1, "note""#, .unknownKeys(["verification.x"])),
            (#""statement""#, #""x" : 1, "statement""#, .unknownKeys(["authorization.x"])),
            (#""schema" : "coordinator-change/1","#, "", .noSchema),
            (#""coordinator-change/1""#, "1", .noSchema),
            (#""coordinator-change/1""#, "null", .noSchema),
            ("change/1", "change/2", .unknownSchema("coordinator-change/2")),
            (#""id" : "CC-06H0JV3FJEDBSQQH","#, "", .missingKey("id")),
            (#""firstName" : "Sam","#, "", .missingKey("newCoordinator.firstName")),
            (#""confirmedBy" : "maria","#, "", .missingKey("authorization.confirmedBy")),
            (#""host" : "desk-4","#, "", .missingKey("preparedBy.host")),
            (#""method" : "called-back","#, "", .missingKey("verification.method")),
            (
                #""serialNumber" : "123-12345678""#, #""serialNumber" : 12312345678"#,
                .wrongValue(path: "serialNumber", expected: "a value of another type")
            ),
            (
                #""contractManager" : "pat@example.com""#, #""contractManager" : null"#,
                .wrongValue(path: "contractManager", expected: "a value of another type")
            ),
            (
                #""firstName" : "Sam""#, #""firstName" : ["Sam"]"#,
                .wrongValue(path: "newCoordinator.firstName", expected: "a value of another type")
            ),
            (
                #""group" : null"#, #""group" : {}"#,
                .wrongValue(path: "group", expected: "a value of another type")
            ),
            (
                "[\n\n  ]", #"["other-domain", 1]"#,
                .wrongValue(path: "acknowledgedWarnings.1", expected: "a value of another type")
            ),
            (
                #""acknowledgedWarnings" : ["#, #""acknowledgedWarnings" : [null"#,
                .wrongValue(path: "acknowledgedWarnings.0", expected: "a value of another type")
            ),
            (
                "CC-06H0JV3FJEDBSQQH", "cc-06H0JV3FJEDBSQQH",
                .wrongValue(path: "id", expected: "not a request ID such as CC-06H0JV3FJEDBSQQH")
            ),
            (
                "CC-06H0JV3FJEDBSQQH", "CC-../../../etc/pas",
                .wrongValue(path: "id", expected: "not a request ID such as CC-06H0JV3FJEDBSQQH")
            ),
            (
                #""submittedAt" : "2026-11-23T17"#, #""submittedAt" : "2026-11-23T27"#,
                .wrongValue(
                    path: "submittedAt",
                    expected: "not a moment in UTC such as 2026-11-23T17:20:31.123Z")
            ),
            (
                #""schema""#, #""id" : "CC-06H0JV3FJEDBSQQJ", "schema""#,
                .notStrictJSON(.init(kind: .repeatedKey("id"), offset: 639))
            ),
            (
                #""note" : null"#, #""note" : null,"#,
                .notStrictJSON(.init(kind: .unexpectedByte, offset: 827))
            ),
        ] as [(String, String, DocumentError)])
    func refused(part: String, other: String, reason: DocumentError) throws {
        let range = try #require(Self.text.firstRange(of: part))
        let text = Self.text.replacingCharacters(in: range, with: other)

        let error = #expect(throws: DocumentError.self) { try read(text) }

        #expect(error == reason)
        #expect(error?.description.isEmpty == false)
    }

    @Test(
        "what is no object of a document at all names no schema",
        arguments: ["[]", "{}", "1", "\"x\"", "null"])
    func noObject(text: String) {
        #expect(throws: DocumentError.noSchema) { try read(text) }
    }

    @Test("64 KiB are read, one byte more is too large, and so are 100 MB")
    func size() throws {
        let room = SubmittedRequest.greatestSize - Self.text.utf8.count

        #expect(try read(Self.text + String(repeating: " ", count: room)) == Sample.request())
        #expect(throws: DocumentError.tooLarge) {
            try read(Self.text + String(repeating: " ", count: room + 1))
        }
        #expect(throws: DocumentError.tooLarge) {
            try SubmittedRequest(document: Data(count: 100_000_000))
        }
    }

    @Test("levels without end are a reason, not a crash", arguments: [33, 30_000, 100_000])
    func depth(levels: Int) {
        let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        let error = #expect(throws: DocumentError.self) { try read(text) }

        #expect(
            error
                == (levels == 100_000
                    ? .tooLarge : .notStrictJSON(.init(kind: .tooDeep, offset: 32))))
    }

    @Test("a document cut off anywhere is no request")
    func truncated() {
        let bytes = Data(Self.text.utf8)
        for length in 0..<bytes.count - 2 {
            #expect(throws: DocumentError.self) {
                try SubmittedRequest(document: bytes.prefix(length))
            }
        }
    }
}
