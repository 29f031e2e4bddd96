import CoordinatorModel
import Foundation
import ProcessingFixtures
import Testing

@testable import Store

/// Readers that can write neither the store nor its folder. Root can write everything: these tests
/// say something only where they are run by somebody else.
@Suite("Reading without being able to write", .enabled(if: geteuid() != 0))
struct ReaderTests {
    @Test(
        "a store that is closed, open or being written is read",
        arguments: [
            "closed", "open", "writing",
        ])
    func reading(state: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        var store: SQLiteStore? = try SQLiteStore.create(at: path)
        try await store?.load(LoadText.row())
        let writer = try StoreLock(path: path)
        if state != "writing" { try writer.letGo() }
        if state == "closed" { store = nil }
        try folder.forbidWriting()
        defer { folder.allowWriting() }

        #expect(try await SQLiteDirectory(path: path).registered() != nil)
        withExtendedLifetime(writer) {}
    }

    @Test("a store whose log another program took away is read")
    func withoutLog() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        try await SQLiteStore.create(at: path).load(LoadText.row())
        try changeStore(path, "PRAGMA wal_checkpoint(TRUNCATE)")
        #expect(folder.names == ["store.sqlite"])
        try folder.forbidWriting()
        defer { folder.allowWriting() }

        #expect(try await SQLiteDirectory(path: path).registered() != nil)
    }

    @Test("a log without its index is not passed over: the processor has to come first")
    func withoutIndex() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        let store = try SQLiteStore.create(at: path)
        try await store.load(LoadText.row())
        let copy = try TemporaryFolder()
        for name in ["store.sqlite", "store.sqlite-wal"] {
            try copy.write(try folder.content(name), name)
        }
        try copy.forbidWriting()
        defer { copy.allowWriting() }

        await #expect(throws: StoreError.needsProcessor(path: copy.path("store.sqlite"))) {
            _ = try await SQLiteDirectory(path: copy.path("store.sqlite")).registered()
        }
    }
}

extension TemporaryFolder {
    func forbidWriting() throws {
        for name in names { chmod(path(name), 0o444) }
        chmod(path("."), 0o555)
    }

    func allowWriting() { chmod(path("."), 0o755) }
}
