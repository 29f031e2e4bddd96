import Templates
import Terminal

extension Failure {
    /// The words for a text of the home that cannot be used.
    public init(_ error: TemplateError) {
        switch error {
        case .unreadable(let path):
            self.init(
                """
                The text \(printable(path)) cannot be read. Nothing was done. Make it readable, or \
                remove it to use the text built in.
                """, .setUpNeeded)
        case .unusable(let path, let reason):
            self.init(
                """
                The text \(printable(path)) cannot be used: \(printable(reason)). Nothing was done. \
                Correct it, or remove it to use the text built in.
                """, .setUpNeeded)
        case .malformed(let path, let line, let column, let reason):
            self.init(
                """
                The text \(printable(path)) has a mistake at line \(line), column \(column): \
                \(printable(reason)). Nothing was done. Correct it, or remove it to use the text \
                built in.
                """, .setUpNeeded)
        }
    }
}
