import CoordinatorModel
import Foundation
import RequestQueue
import Store
import Templates
import Terminal

/// A home with a few made-up customers, for learning and trying.
public enum PracticeHome {
    /// Makes what is missing of it. Customers that are there already stay as they are.
    ///
    /// Throws for a home that is there and is not marked as one for practice: nobody practises among
    /// real customers.
    public static func prepare(_ home: Home) async throws {
        let files = FileManager.default
        let mark = home.practiceMark.text
        if files.fileExists(atPath: home.root.text), !files.fileExists(atPath: mark),
            try !files.contentsOfDirectory(atPath: home.root.text).isEmpty
        {
            throw Failure(
                """
                \(printable(home.root.text)) is not a home for practice. Nothing was done. Leave \
                out --practice to work in it, or name another folder with --home.
                """, .setUpNeeded)
        }
        try files.createDirectory(
            atPath: home.root.text, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        if !files.fileExists(atPath: mark) {
            _ = files.createFile(atPath: mark, contents: Data("Made-up customers.\n".utf8))
        }
        try home.setUp()
        let store = try SQLiteStore.create(at: home.store.text)
        let known = try await store.holdings(of: .text(knownContract))
        if known.matches.isEmpty {
            let source = LoadSource.bytes(
                Array(TemplateFile.practiceLicenses.text.utf8),
                name: TemplateFile.practiceLicenses.rawValue)
            _ = try await store.load(source, at: .now)
        }
    }

    /// A load is all or nothing: one contract tells that it was done.
    private static let knownContract = "110001001"
}
