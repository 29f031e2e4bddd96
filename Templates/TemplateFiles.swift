import Foundation

/// The files of this folder as the programs carry them, and those of a home that replace them.
enum TemplateFiles {
    /// The files of the folder that the programs use, by their names without the folder.
    static let embedded: [String: [UInt8]] = [
        "get-started.mustache": PackageResources.get_started_mustache,
        "sign-in.mustache": PackageResources.sign_in_mustache,
        "serial-number.mustache": PackageResources.serial_number_mustache,
        "current-coordinator.mustache": PackageResources.current_coordinator_mustache,
        "new-coordinator.mustache": PackageResources.new_coordinator_mustache,
        "authorization.mustache": PackageResources.authorization_mustache,
        "submit.mustache": PackageResources.submit_mustache,
        "problems.mustache": PackageResources.problems_mustache,
        "statement.mustache": PackageResources.statement_mustache,
        "batch-statement.mustache": PackageResources.batch_statement_mustache,
        "answers.schema.json": PackageResources.answers_schema_json,
        "receipt.mustache": PackageResources.receipt_mustache,
        "practice.mustache": PackageResources.practice_mustache,
        "lists.json": PackageResources.lists_json,
        "practice-licenses.csv": PackageResources.practice_licenses_csv,
    ]

    /// The file of that name in `folder`, where there is one; the embedded one otherwise.
    static func text(_ name: String, in folder: String?) throws(TemplateError) -> String {
        if let folder, let text = try replacement(of: name, in: folder) { return text }
        return builtIn(name) ?? ""
    }

    /// The embedded file of that name; nil where there is none.
    static func builtIn(_ name: String) -> String? {
        embedded[name].map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names of the files that a home's own may replace.
    static var replaceable: [String] {
        embedded.keys.filter { $0.hasSuffix(".mustache") || $0 == "lists.json" }
    }

    /// What `folder` holds, but for what hides itself or is an editor's copy; nothing where it is not
    /// there.
    static func names(in folder: String) throws(TemplateError) -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }
        } catch {
            throw .unreadable(path: folder)
        }
    }

    /// The file of that name in `folder`; nil where there is none.
    static func replacement(
        of name: String, in folder: String
    ) throws(TemplateError) -> String? {
        let path = "\(folder)/\(name)"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .unusable(path: path, reason: "it is not UTF-8 text")
        }
        return text
    }
}

/// Why a file in `HOME/templates` cannot be used. Nothing was asked or changed.
public enum TemplateError: Error, Hashable, Sendable {
    case unreadable(path: String)
    /// Lines and columns count from 1.
    case malformed(path: String, line: Int, column: Int, reason: String)
    /// The reason says where, as far as that can be told.
    case unusable(path: String, reason: String)
}
