import Conversation
import CoordinatorModel
import Foundation
import Intake
import Templates

/// Files to be filled in, each question explained in the words of the answers' JSON Schema.
struct Skeleton {
    private let schema: AnswersSchema
    private let methods: [RuleLists.VerificationMethod]

    init(_ texts: Texts) throws {
        schema = try JSONDecoder().decode(
            AnswersSchema.self, from: Data(TemplateFile.answersSchema.text.utf8))
        methods = texts.lists.verificationMethods
    }

    /// An object with an empty answer to each question. JSON knows no remarks: they stand under keys
    /// that begin with `$`, which are passed over.
    var answers: String {
        get throws {
            var members = [
                ("$schema", schema.address),
                ("$comment", "Fill in, then: coordinator change --answers FILE"),
            ]
            for question in CoordinatorChangeFlow.stages.flatMap(\.questions) {
                members.append(("$" + question.rawValue, explanation(of: question)))
                members.append((question.rawValue, ""))
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            let lines = try members.map { key, text in
                let text = String(decoding: try encoder.encode(text), as: UTF8.self)
                return "    \"\(key)\": \(text)"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
        }
    }

    /// The columns' names, and before them a line on each.
    var table: String {
        var lines = [
            "# One row for each change of a software coordinator; then: coordinator submit FILE.csv",
            "# Lines before the columns' names that begin with # are passed over, and may stay.",
            "#",
        ]
        for column in BatchColumn.allCases {
            lines.append("# \(column.rawValue): \(explanation(of: column.question))")
        }
        lines.append(BatchColumn.allCases.map(\.rawValue).joined(separator: ","))
        return lines.joined(separator: "\n") + "\n"
    }

    private func explanation(of question: QuestionID) -> String {
        let text = schema.properties[question.rawValue]?.description ?? ""
        if question != .verification { return text }
        let ways = methods.map { "\($0.key) (\($0.label))" }
        return ([text] + ["One of: " + ways.joined(separator: "; ") + "."]).joined(separator: " ")
    }

    private struct AnswersSchema: Decodable {
        let address: String
        let properties: [String: Property]

        struct Property: Decodable {
            let description: String
        }

        enum CodingKeys: String, CodingKey {
            case address = "$id"
            case properties
        }
    }
}
