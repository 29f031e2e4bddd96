import Conversation
import CoordinatorModel
import Foundation
import ModelFixtures
import Templates
import Testing

@Suite struct TextsTests {
    @Test("every stage has a title and an introduction", arguments: CoordinatorChangeFlow.stages)
    func stage(stage: Stage) throws {
        let texts = try Texts()

        #expect(!texts.title(ofStage: stage.name).isEmpty)
        #expect(!texts.intro(ofStage: stage.name).isEmpty)
    }

    @Test(
        "every question has a prompt of one line, and help",
        arguments: CoordinatorChangeFlow.stages.flatMap { stage in
            stage.questions.map { ($0.rawValue, stage.name) }
        } + [("review", "submit")])
    func question(question: String, stage: String) throws {
        let texts = try Texts()

        let prompt = texts.prompt(of: question, inStage: stage)
        #expect(!prompt.isEmpty && !prompt.contains("\n"))
        #expect(!texts.help(on: question, inStage: stage).isEmpty)
    }

    @Test("the statement names the people and the serial number, without escapes")
    func statement() throws {
        let facts = Sample.facts(for: Sample.conversationRules.queries(.sample))
        let answers = Answers.sample.replacing([.lastName: "O'Ito & Sons"])

        let statement = try #require(try Texts().statement(answers, facts))

        #expect(
            statement == """
                The contract manager Pat Lee <pat@example.com> of contract 100200 asked for this \
                change and is authorized to make it: the software coordinator of serial number \
                123-12345678 changes from lee@example.com to Sam O'Ito & Sons <sam@example.com>. \
                I verified the caller as recorded.
                """)
    }

    @Test("there is no statement before everything that it names is known")
    func noStatement() throws {
        let facts = Sample.facts(for: Sample.conversationRules.queries(.sample))

        #expect(try Texts().statement(.sample.without(.email), facts) == nil)
        #expect(try Texts().statement(.sample, [:]) == nil)
    }

    @Test("a file of the same name in a folder replaces a text")
    func replaced() throws {
        try withFolder(["statement.mustache": "{{serialNumbers}} & {{new}}"]) { folder in
            let facts = Sample.facts(for: Sample.conversationRules.queries(.sample))

            let statement = try Texts(replacedBy: folder).statement(.sample, facts)

            #expect(statement == "123-12345678 & Sam Ito <sam@example.com>")
        }
    }

    @Test("a mistake in a replaced text is told with its file, line and column")
    func mistake() throws {
        try withFolder(["statement.mustache": "fine\nnot {{fine"]) { folder in
            let error = #expect(throws: TemplateError.self) { try Texts(replacedBy: folder) }

            guard case .malformed(let path, let line, let column, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(path == "\(folder)/statement.mustache")
            #expect(line == 2)
            #expect(column > 4)
        }
    }

    @Test(
        "what is wrong with a text is told in words",
        arguments: [
            ("fine\n{{#x", 2, "a tag is opened with {{ and never closed"),
            ("{{#x}}\n", 2, "a section is opened and never closed"),
            ("{{#x}}{{/y}}", 1, "a section is closed that was not the last one opened"),
            ("{{x(}}", 1, "what stands between {{ and }} cannot be read"),
            ("{{=x}}", 1, "{{= has to be followed by two new delimiters and =}}"),
            ("{{<x}}{{y}}{{/x}}", 1, "within {{<name}} only {{$name}} sections may stand"),
            ("{{%FOO}}", 1, "{{% has to be followed by a setting that is known"),
        ])
    func mistakes(text: String, line: Int, words: String) throws {
        try withFolder(["statement.mustache": text]) { folder in
            let error = #expect(throws: TemplateError.self) { try Texts(replacedBy: folder) }

            guard case .malformed(_, let found, _, let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason == words)
            #expect(found == line)
        }
    }

    @Test("files that replace no text are named; hidden ones and editors' copies are passed over")
    func unused() throws {
        let names = [
            "nonsense.mustache", "answers.schema.json", "practice.mustache", ".hidden",
            "lists.json~",
        ]
        let files = Dictionary(uniqueKeysWithValues: names.map { ($0, "x") })
        try withFolder(files) { folder in
            let texts = try Texts(replacedBy: folder)

            #expect(texts.unused == ["answers.schema.json", "nonsense.mustache"])
            #expect(texts.practice == "x")
            #expect(try Texts(replacedBy: folder + "/none").unused == [])
        }
    }

    @Test("a mistake in the lists is told with its line and column")
    func lists() throws {
        try withFolder(["lists.json": "{\n  \"mailDomains\": [,]\n}"]) { folder in
            #expect(
                throws: TemplateError.malformed(
                    path: "\(folder)/lists.json", line: 2, column: 19,
                    reason: "not JSON: unexpected character")
            ) { try Texts(replacedBy: folder) }
        }
    }

    @Test("what the lists lack is told by its name")
    func incompleteLists() throws {
        try withFolder(["lists.json": "{}"]) { folder in
            #expect(
                throws: TemplateError.unusable(
                    path: "\(folder)/lists.json", reason: "“verificationMethods” is missing")
            ) { try Texts(replacedBy: folder) }
        }
    }

    @Test("the sample answers answer every question of the flow")
    func sampleAnswers() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Templates/sample-answers.json")
        let answers = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))

        let questions = CoordinatorChangeFlow.stages.flatMap(\.questions).map(\.rawValue)
        #expect(answers.keys.sorted() == questions.sorted())
    }

    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in files {
            try Data(content.utf8).write(to: folder.appending(path: name))
        }
        try body(folder.path)
    }
}
