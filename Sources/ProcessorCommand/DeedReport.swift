import CommandSupport
import CoordinatorModel
import Terminal

/// What an operator's command did with each request or file.
struct DeedReport {
    private var entries: [Entry] = []
    private let kind: String

    private struct Entry: Encodable {
        /// A request's ID, or a corrupt file's number.
        let name: String
        /// Where it is now; nil where what was asked for was not done.
        let state: String?
        let remark: String
    }

    /// - Parameter kind: What comes before each name in a sentence, with a space at its end.
    init(_ kind: String = "") {
        self.kind = kind
    }

    /// - Parameters:
    ///   - state: Where it is now; nil where what was asked for was not done.
    ///   - words: The end of a sentence that begins with the name.
    mutating func add(_ name: some CustomStringConvertible, state: String?, _ words: String) {
        entries.append(Entry(name: "\(name)", state: state, remark: words))
    }

    /// Prints one line each.
    func show(_ format: OutputFormat) throws {
        switch format {
        case .json: try printJSON(entries)
        case .text where entries.isEmpty: break
        case .text:
            try printWords(
                entries.map { printable("\(kind)\($0.name) \($0.remark).") }
                    .joined(separator: "\n"))
        }
    }

    /// Throws where something was not done, after the others were.
    func check() throws {
        let undone = entries.count { $0.state == nil }
        if undone > 0 {
            let rest = entries.count - undone
            throw Failure(
                "Not done: \(undone) of \(entries.count)." + (rest > 0 ? " The others are." : ""),
                .badData)
        }
    }
}
