import Foundation
import TestSupport
import Testing

@Suite("coordinator skeleton")
struct SkeletonTests {
    @Test("filled in, the answers are accepted with their explanations")
    func answers() throws {
        let desk = try Desk()
        let skeleton = try desk.coordinator("skeleton", "--output", "answers.json")
        var text = try desk.text("answers.json")
        let answers = [
            ("contractManager", "pat@example.com"), ("serialNumber", "123-12345678"),
            ("currentCoordinator", "lee@example.com"), ("firstName", "Sam"), ("lastName", "Ito"),
            ("email", "sam@example.com"), ("verification", "called-back"),
            ("authorization", "yes"),
        ]

        let empty = try desk.coordinator("change", "--answers", "answers.json")
        for (key, answer) in answers {
            text = text.replacing("\n    \"\(key)\": \"\"", with: "\n    \"\(key)\": \"\(answer)\"")
        }
        try desk.write([text], to: "answers.json")
        let filled = try desk.coordinator("change", "--answers", "answers.json")

        #expect(skeleton.standardError == "Wrote answers.json.\n")
        #expect(empty.status == .exited(65))
        #expect(filled.status == .exited(0))
        #expect(desk.names(in: "home/queue/incoming").count == 1)
    }

    @Test("the table says what each column means, and takes rows as it is")
    func table() throws {
        let desk = try Desk()
        let skeleton = try desk.coordinator("skeleton", "--format", "csv")

        try desk.write([skeleton.standardOutput + Desk.sam], to: "batch.csv")
        let report = try desk.coordinator("submit", "batch.csv", "--dry-run")

        #expect(skeleton.standardOutput.contains("\n# phone: "))
        #expect(skeleton.standardOutput.contains("called-back"))
        #expect(skeleton.standardOutput.hasSuffix("\n\(Desk.header)\n"))
        #expect(report.standardOutput.contains("1 request would be queued."))
        #expect(report.status == .exited(0))
    }

    @Test("never overwrites a file")
    func exists() throws {
        let desk = try Desk()

        let result = try desk.coordinator("skeleton", "--output", "batch.csv")

        #expect(result.status == .exited(73))
        #expect(try desk.text("batch.csv") == Desk.header + "\n")
    }

    @Test("a file that cannot be written leaves nothing, and the reason is told")
    func unwritable() throws {
        let desk = try Desk()
        let program = Program.path(of: "coordinator")
        // Writing fails as on a full disk: no file may grow.
        let script = """
            trap '' XFSZ; ulimit -f 0
            exec \(program) skeleton --output new.json --home \(desk.home)
            """

        let full = try Program.run("/bin/bash", ["-c", script], directory: desk.folder.path)
        let nowhere = try desk.coordinator("skeleton", "--output", "none/new.json")

        #expect(
            full.standardError == """
                new.json cannot be written: File too large. Nothing was done. Mend that, or name \
                another file with --output.

                """)
        #expect(full.status == .exited(73))
        #expect(desk.names(in: ".") == ["batch.csv"])
        #expect(
            nowhere.standardError.hasPrefix(
                "none/new.json cannot be written: there is no such folder. Nothing was done."))
    }

    @Test("keys that begin with $ are passed over, whatever stands under them; no others are")
    func remarks() throws {
        let desk = try Desk()
        try desk.write([#"{"$comment": ["x", 1], "$": null}"#], to: "remarks.json")
        try desk.write([#"{"comment": "x"}"#], to: "unknown.json")

        let remarks = try desk.coordinator("change", "--answers", "remarks.json")
        let unknown = try desk.coordinator("change", "--answers", "unknown.json")

        #expect(remarks.standardError.hasPrefix("Nothing was submitted. "))
        #expect(!remarks.standardError.contains("cannot be used"))
        #expect(unknown.standardError.contains("it answers what is not asked: comment"))
    }

    @Test("the schema knows every question, and nothing else but remarks")
    func schema() throws {
        struct Schema: Decodable {
            let properties: [String: [String: AnyCodable]]

            struct AnyCodable: Decodable {
                init(from decoder: any Decoder) throws {}
            }
        }
        let desk = try Desk()
        let schema = try desk.coordinator("skeleton", "--format", "schema")
        let answers = try desk.coordinator("skeleton")

        let known = try JSONDecoder().decode(Schema.self, from: Data(schema.standardOutput.utf8))
        let asked = try JSONDecoder().decode(
            [String: String].self, from: Data(answers.standardOutput.utf8))

        #expect(Set(asked.keys.filter { !$0.hasPrefix("$") }) == Set(known.properties.keys))
        #expect(asked.allSatisfy { !$0.key.hasPrefix("$") || !$0.value.isEmpty })
    }
}
