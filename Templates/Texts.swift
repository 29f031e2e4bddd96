import CoordinatorModel
import Foundation

/// Every text that people may want to reword, ready to be filled in.
public struct Texts: Sendable {
    /// Ways of verifying, placeholders, mail domains.
    public let lists: RuleLists
    /// Files in the home's folder of texts that replace none, as no text bears their names; in order.
    public let unused: [String]

    private let templates: ParsedTemplates

    /// Reads the texts; a file of the same name in `folder` (`HOME/templates`) replaces one. These
    /// are checked now, so that a mistake in one shows before anything is asked; the built-in ones,
    /// which tests check, are parsed when they are first used.
    public init(replacedBy folder: String? = nil) throws(TemplateError) {
        let names = try folder.map(TemplateFiles.names) ?? []
        // Mostly there is nothing: then nothing more is looked for.
        let replacing = names.isEmpty ? nil : folder
        unused = Set(names).subtracting(TemplateFiles.replaceable).sorted()
        templates = try ParsedTemplates(replacedBy: replacing)
        lists = try Self.lists(in: replacing)
    }

    /// The name of a stage, for its heading.
    public func title(ofStage stage: String) -> String {
        render("\(stage).mustache", ["title": true])
    }

    /// What is said when a stage begins.
    public func intro(ofStage stage: String) -> String {
        render("\(stage).mustache", ["intro": true])
    }

    /// What an answer is called where it is shown.
    public func label(of question: String, inStage stage: String) -> String {
        render("\(stage).mustache", [question: ["label": true]])
    }

    /// What stands before the cursor, without a colon.
    public func prompt(of question: String, inStage stage: String) -> String {
        render("\(stage).mustache", [question: ["prompt": true]])
    }

    /// What `?` shows.
    public func help(on question: String, inStage stage: String) -> String {
        render("\(stage).mustache", [question: ["help": true]])
    }

    /// What is wrong, and what would be right, in one or two sentences.
    public func wording(of problem: Problem) -> String {
        wording(of: problem, and: [:])
    }

    /// The same, and what to type now.
    public func wordingAtPrompt(of problem: Problem) -> String {
        wording(of: problem, and: ["atPrompt": true])
    }

    private func wording(of problem: Problem, and more: [String: Any]) -> String {
        // In a template an empty text counts as given.
        var values: [String: Any] = problem.values.filter { !$0.value.isEmpty }
        values["code"] = problem.code.rawValue
        values.merge(more) { $1 }
        return render("problems.mustache", [problem.code.rawValue: values])
    }

    /// The words to be confirmed; nil while an answer or a fact that they speak of is missing.
    public func statement(_ answers: Answers, _ facts: Facts) -> String? {
        guard let number = answers.serialNumber, let registered = facts.registered(number) ?? nil,
            let current = answers.email(.currentCoordinator), let email = answers.email(.email),
            let firstName = answers[.firstName]?.text.normalised,
            let lastName = answers[.lastName]?.text.normalised
        else { return nil }
        let new = Person(firstName: firstName, lastName: lastName, email: email)
        let numbers = ([number] + answers.otherSerialNumbers).map(\.text)
        let values: [String: Any] = [
            "manager": registered.contract.manager.line,
            "contract": registered.contract.number,
            "serialNumbers": numbers.joined(separator: ", "),
            "several": numbers.count > 1, "current": current.text, "new": new.line,
        ]
        return render("statement.mustache", values)
    }

    /// The record that a customer gets; an empty value counts as none.
    public func receipt(_ values: [String: String]) -> String {
        render("receipt.mustache", values.filter { !$0.value.isEmpty })
    }

    /// What is said at the beginning in a practice home.
    public var practice: String { render("practice.mustache", [:]) }

    func render(_ name: String, _ values: [String: Any]) -> String {
        templates[name].render(values).trimmingCharacters(in: .newlines)
    }

    private static func lists(in folder: String?) throws(TemplateError) -> RuleLists {
        let name = "lists.json"
        let text = try TemplateFiles.text(name, in: folder)
        let path = folder.map { "\($0)/\(name)" } ?? name
        do throws(DocumentError) {
            return try StrictJSON.decode(
                RuleLists.self, from: Data(text.utf8), orThrow: DocumentError.self)
        } catch .notStrictJSON(let mistake) {
            let place = TextPlace(offset: mistake.offset, in: text.utf8)
            throw .malformed(
                path: path, line: place.line, column: place.column, reason: "\(mistake.kind)")
        } catch {
            throw .unusable(path: path, reason: "\(error)")
        }
    }
}

/// Files that are handed out as they are.
public enum TemplateFile: String, Sendable {
    case answersSchema = "answers.schema.json"
    case practiceLicenses = "practice-licenses.csv"

    public var text: String {
        String(decoding: TemplateFiles.embedded[rawValue] ?? [], as: UTF8.self)
    }
}
