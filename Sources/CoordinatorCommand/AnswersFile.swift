import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import Terminal

/// Answers prepared in a file: one JSON object with a text for each question, by its name.
struct AnswersFile {
    let texts: [QuestionID: String]

    /// Reads the file, or standard input for `-`. Keys that name no question are refused, as they
    /// are answers that would be lost; those that begin with `$` are remarks, and passed over.
    init(path: String, questions: [QuestionID]) throws {
        let content = try Self.content(of: path)
        let problem: String
        do {
            try StrictJSON.check(content)
            let answers = try JSONDecoder().decode(AnswerTexts.self, from: content)
            guard let fault = answers.fault(knowing: questions.map(\.rawValue)) else {
                self.texts = answers.texts.reduce(into: [:]) { result, entry in
                    result[QuestionID(rawValue: entry.key)] = entry.value
                }
                return
            }
            problem = fault
        } catch let mistake as StrictJSON.Mistake {
            problem = mistake.description(in: content)
        } catch {
            problem = "it has to be one JSON object with a text for each question"
        }
        throw Failure(
            """
            \(Self.named(path)) cannot be used: \(printable(problem)). Nothing was submitted. \
            Correct the file and start again.
            """, .badData)
    }

    private static func named(_ path: String) -> String {
        path == "-" ? "What came on standard input" : "The answers file \(printable(path))"
    }

    /// Far more than a request can hold, in bytes.
    private static let greatestSize = 1024 * 1024

    private static func content(of path: String) throws -> Data {
        let reason: String
        var status = ExitCode.badData
        do {
            let input =
                path == "-"
                ? FileHandle.standardInput
                : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let content = try input.read(upToCount: greatestSize + 1) ?? Data()
            if content.count <= greatestSize { return content }
            reason = "it is larger than 1 MiB"
        } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
            (reason, status) = ("there is no such file", .notFound)
        } catch CocoaError.fileReadNoPermission {
            (reason, status) = ("you may not read it", .noPermission)
        } catch {
            reason = "it is not a file that can be read"
        }
        throw Failure(
            "\(named(path)) cannot be used: \(reason). Nothing was submitted.", status)
    }

    /// Throws where there is something at the path already: before anything is asked.
    static func checkIsNew(_ path: String?) throws {
        guard let path, FileManager.default.fileExists(atPath: path) else { return }
        throw Failure(
            """
            \(printable(path)) exists already, and was not touched. Nothing was asked. Name a new \
            file for --record.
            """, .cannotWrite)
    }

    /// Writes answers in the form that is read.
    static func write(_ answers: Answers, to path: String) {
        let texts = answers.map { ($0.key.rawValue, $0.value.text.normalised) }
        let content = StrictJSON.encode(Dictionary(uniqueKeysWithValues: texts))
        do throws(NewFile.Obstacle) {
            try NewFile(path: path).write(content)
        } catch {
            let reason =
                switch error {
                case .taken: "it is there already, and was not touched"
                case .unwritable(let reason): reason
                }
            printRemark("The answers could not be written to \(printable(path)): \(reason).")
        }
    }
}

/// The texts of a JSON object, without what stands under keys that begin with `$`.
private struct AnswerTexts: Decodable {
    private(set) var texts: [String: String] = [:]
    /// The keys under which something else stands.
    private var others: [String] = []

    /// All that is wrong with the keys and what stands under them; nil where nothing is.
    func fault(knowing known: [String]) -> String? {
        let unknown = (texts.keys + others).filter { !known.contains($0) }.sorted()
        let noTexts = others.filter(known.contains).sorted()
        var faults: [String] = []
        if !unknown.isEmpty {
            faults.append(
                "it answers what is not asked: \(unknown.joined(separator: ", ")); known are "
                    + known.joined(separator: ", "))
        }
        if !noTexts.isEmpty {
            faults.append(
                "under \(noTexts.joined(separator: ", ")) there has to be a text in quotes")
        }
        return faults.isEmpty ? nil : faults.joined(separator: "; ")
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            return nil
        }
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        for key in object.allKeys where !key.stringValue.hasPrefix("$") {
            do {
                texts[key.stringValue] = try object.decode(String.self, forKey: key)
            } catch {
                others.append(key.stringValue)
            }
        }
    }
}
