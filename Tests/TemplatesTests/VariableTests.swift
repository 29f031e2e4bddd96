import CoordinatorModel
import Foundation
import ModelFixtures
import Testing

@testable import Templates

/// Mustache renders a variable that nobody supplies as nothing: these tests find it.
@Suite struct VariableTests {
    @Test(
        "the texts of problems use no variable that their problem lacks",
        arguments: Problem.Code.allCases)
    func problems(code: Problem.Code) throws {
        let template = try TemplateFiles.text("problems.mustache", in: nil)
        let name = code.rawValue
        let start = try #require(template.range(of: "{{#\(name)}}"))
        let end = try #require(template.range(of: "{{/\(name)}}"))

        let used = variables(in: String(template[start.upperBound..<end.lowerBound]))

        let supplied =
            WordingTests.wordings.filter { $0.0 == code }.flatMap { $0.1.keys } + ["atPrompt"]
        #expect(used.isSubset(of: supplied))
    }

    @Test(
        "the stages use no variables but the names of their parts",
        arguments: TemplateFiles.embedded.keys.filter { $0.hasSuffix(".mustache") }.sorted())
    func stages(file: String) throws {
        let used = variables(in: try TemplateFiles.text(file, in: nil))

        let values = used.filter { !Self.parts.contains($0) && Problem.Code(rawValue: $0) == nil }
        switch file {
        case "statement.mustache":
            let supplied: Set = [
                "manager", "contract", "serialNumbers", "several", "current", "new",
            ]
            #expect(used == supplied)
        case "batch-statement.mustache":
            #expect(used == ["file", "sha", "rows"])
        case "receipt.mustache":
            let supplied: Set = [
                "id", "state", "serialNumber", "contractManager", "currentCoordinator",
                "newCoordinator", "phone", "caseReference", "submittedAt", "decidedAt", "reason",
            ]
            #expect(used == supplied)
        case "problems.mustache":
            break
        default:
            #expect(values.isEmpty)
        }
    }

    private static let parts: Set<String> = [
        "title", "intro", "label", "prompt", "help", "review", "caseReference", "contractManager",
        "serialNumber", "otherSerialNumbers", "currentCoordinator", "firstName", "lastName",
        "email", "phone",
        "verification",
        "verificationNote", "authorization",
    ]

    private func variables(in template: String) -> Set<String> {
        Set(template.matches(of: /\{\{[#^\/]?([A-Za-z.-]+)\}\}/).map { String($0.1) })
    }
}
