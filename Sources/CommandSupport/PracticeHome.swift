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
    /// real customers. Only what has something missing is written to, under the processor's lock.
    public static func prepare(_ home: Home) async throws {
        guard try home.isFree || home.isForPractice else { throw notForPractice(home) }
        if await isComplete(home) { return }
        try home.markForPractice()
        let lock = try await lock(home)
        try home.setUp()
        let store = try SQLiteStore.create(at: home.store.text)
        if try await !hasCustomers(store) {
            let source = LoadSource.bytes(
                Array(TemplateFile.practiceLicenses.text.utf8),
                name: TemplateFile.practiceLicenses.rawValue)
            _ = try await store.load(source, at: .now)
        }
        withExtendedLifetime(lock) {}
    }

    /// Throws where there is none, for commands that only look and make nothing.
    ///
    /// - Parameter retyped: The home's options as they would be typed again.
    public static func check(_ home: Home, retyped: String) throws {
        if try home.isForPractice { return }
        guard try home.isFree else { throw notForPractice(home) }
        throw Failure(
            """
            There is no home for practice in \(printable(home.root.text)). Nothing was done. \
            'coordinator-processor setup\(retyped)' makes it.
            """, .setUpNeeded)
    }

    private static func notForPractice(_ home: Home) -> Failure {
        Failure(
            """
            \(printable(home.root.text)) is not a home for practice. Nothing was done. Leave out \
            --practice to work in it, or name another folder with --home.
            """, .setUpNeeded)
    }

    /// Somebody else may be making it just now.
    private static func lock(_ home: Home) async throws(QueueError) -> ProcessorLock {
        let end = ContinuousClock.now + .seconds(3)
        return try await ProcessorLock.acquire(home, as: .current(at: .now)) { _ in
            ContinuousClock.now < end
        }
    }

    private static func isComplete(_ home: Home) async -> Bool {
        do {
            try home.checkForStaff()
            try home.checkForProcessor()
            return try await hasCustomers(SQLiteDirectory(path: home.store.text))
        } catch {
            // Told again by whatever cannot be made.
            return false
        }
    }

    /// A load is all or nothing: one contract tells that it was done.
    private static func hasCustomers(_ directory: some LicenseDirectory) async throws -> Bool {
        try await !directory.holdings(of: .text("110001001")).matches.isEmpty
    }
}
