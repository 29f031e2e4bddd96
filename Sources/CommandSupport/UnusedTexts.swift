import RequestQueue
import Templates
import Terminal

extension Texts {
    /// The texts of a home. Files that replace none are told of on standard error: a slip in their
    /// names would go unnoticed.
    public init(of home: Home) throws(TemplateError) {
        try self.init(replacedBy: home.templates.text)
        if unused.isEmpty { return }
        printRemark(
            """
            In \(printable(home.templates.text)) there is \
            \(unused.map(printable).joined(separator: ", ")), which replaces nothing: no text is \
            called so.
            """)
    }
}
