import ArgumentParser
import CommandSupport
import Foundation
import Templates
import Terminal

struct SkeletonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skeleton",
        abstract: "Write a file to fill in: for 'change --answers', or for 'submit'.",
        discussion: """
            Each question is explained in the file itself; the explanations may stay in it.
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable {
        /// Answers for one request.
        case json
        /// A table of many requests.
        case csv
        /// The JSON Schema of the answers, for editors and other programs.
        case schema
    }

    @Option(
        help: """
            json for one request, csv for a table of many, schema for the JSON Schema of the answers.
            """)
    var format = Form.json

    @Option(
        help: ArgumentHelp("Write to a new file; nothing is overwritten.", valueName: "file"))
    var output: String?

    @OptionGroup var homeOptions: HomeOptions

    func run() throws {
        // A home need not be there: only its lists are looked at.
        let texts = try Texts(of: try homeOptions.locate())
        let skeleton = try Skeleton(texts)
        let text =
            switch format {
            case .json: try skeleton.answers
            case .csv: skeleton.table
            case .schema: TemplateFile.answersSchema.text
            }
        guard let output else { return try printResult(text) }
        do throws(NewFile.Obstacle) {
            try NewFile(path: output).write(Data(text.utf8))
        } catch .taken {
            throw Failure(
                """
                \(printable(output)) is there already. It was not touched. Name another file with \
                --output, or move that one away.
                """, .cannotWrite)
        } catch .unwritable(let reason) {
            throw Failure(
                """
                \(printable(output)) cannot be written: \(reason). Nothing was done. Mend that, or \
                name another file with --output.
                """, .cannotWrite)
        }
        printRemark("Wrote \(printable(output)).")
    }
}
