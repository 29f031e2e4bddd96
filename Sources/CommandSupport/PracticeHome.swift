import CoordinatorModel
import RequestQueue
import Store
import Templates

/// A home with a few made-up customers, for learning and trying.
public enum PracticeHome {
    /// Makes what is missing of it. Customers that are there already stay as they are.
    public static func prepare(_ home: Home) async throws {
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
