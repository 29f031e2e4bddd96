import Foundation

extension Home {
    /// Whether it is marked as a home of made-up customers.
    public var isForPractice: Bool {
        get throws(QueueError) { try Files().target(practiceMark) != nil }
    }

    /// Whether there is nothing yet where the home would be, or only an empty folder.
    public var isFree: Bool {
        get throws(QueueError) {
            let files = Files()
            if try files.target(root) == nil { return true }
            return try files.names(in: root).isEmpty
        }
    }

    /// Marks it as a home of made-up customers, before anything else is made of it.
    public func markForPractice(files: Files = Files()) throws(QueueError) {
        try checkFileSystem(files)
        try makeAncestors(of: practiceMark, files)
        if try files.target(practiceMark) != nil { return }
        do {
            try files.create(practiceMark, content: Data("Made-up customers.\n".utf8), mode: 0o600)
        } catch {
            // Somebody else may just have marked it.
            if try files.target(practiceMark) == nil { throw error }
        }
        try files.syncFolder(root)
    }
}
