import CoordinatorModel
import Mustache
import Synchronization

/// The templates by name: each is parsed once, the replaced ones at the start, a built-in one when
/// it is first used. Parsing all of them takes longer than everything else before the first prompt.
final class ParsedTemplates: Sendable {
    private let parsed: Mutex<[String: MustacheTemplate]>

    /// Parses those that `folder` replaces.
    init(replacedBy folder: String?) throws(TemplateError) {
        var replaced: [String: MustacheTemplate] = [:]
        if let folder {
            for name in TemplateFiles.embedded.keys where name.hasSuffix(".mustache") {
                guard let text = try TemplateFiles.replacement(of: name, in: folder) else {
                    continue
                }
                replaced[name] = try Self.parse(text, path: "\(folder)/\(name)")
            }
        }
        parsed = Mutex(replaced)
    }

    /// The template of that name, which has to be one of `TemplateFiles`.
    subscript(name: String) -> MustacheTemplate {
        parsed.withLock { parsed in
            if let template = parsed[name] { return template }
            guard let text = TemplateFiles.builtIn(name),
                let template = try? Self.parse(text, path: name)
            else { preconditionFailure("there is no template \(name) without a mistake") }
            parsed[name] = template
            return template
        }
    }

    private static func parse(
        _ text: String, path: String
    ) throws(TemplateError) -> MustacheTemplate {
        do {
            return try MustacheTemplate(string: plainText + text)
        } catch let error as MustacheTemplate.ParserError {
            throw malformed(text, path, error)
        } catch {
            throw .unusable(path: path, reason: String(describing: error))
        }
    }

    private static func malformed(
        _ text: String, _ path: String, _ error: MustacheTemplate.ParserError
    ) -> TemplateError {
        guard let reason = error.error as? MustacheTemplate.Error else {
            // The text ended within a tag: that began where the last one did.
            let start = text.ranges(of: "{{").last?.lowerBound ?? text.endIndex
            let offset = text.utf8.distance(from: text.startIndex, to: start)
            let place = TextPlace(offset: offset, in: text.utf8)
            return .malformed(
                path: path, line: place.line, column: place.column,
                reason: "a tag is opened with {{ and never closed")
        }
        return .malformed(
            path: path, line: error.context.lineNumber - 1, column: error.context.columnNumber,
            reason: reason.words)
    }

    /// Without this first line values would be escaped as for HTML.
    private static let plainText = "{{%CONTENT_TYPE:TEXT}}\n"
}

extension MustacheTemplate.Error {
    /// What is wrong, for whoever edits a text.
    fileprivate var words: String {
        switch self {
        case .sectionCloseNameIncorrect: "a section is closed that was not the last one opened"
        case .unfinishedName: "what stands between {{ and }} cannot be read"
        case .expectedSectionEnd: "a section is opened and never closed"
        case .invalidSetDelimiter: "{{= has to be followed by two new delimiters and =}}"
        case .transformAppliedToInheritanceSection, .illegalTokenInsideInheritSection,
            .textInsideInheritSection:
            "within {{<name}} only {{$name}} sections may stand"
        case .invalidConfigVariableSyntax, .unrecognisedConfigVariable:
            "{{% has to be followed by a setting that is known"
        }
    }
}
