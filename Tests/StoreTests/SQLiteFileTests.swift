import CoordinatorModel
import Foundation
import GRDB
import ProcessingFixtures
import Testing

@testable import Store

@Suite("The store's file")
struct SQLiteFileTests {
    @Test("a new store has the mode asked for, and so has its log")
    func mode() throws {
        let folder = try TemporaryFolder()

        _ = try SQLiteStore.create(at: folder.path("store.sqlite"), mode: 0o640)

        for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
            #expect(attributes[.posixPermissions] as? Int == 0o640, "\(name)")
        }
    }

    @Test("what was decided is on disk: synchronous is FULL, the journal mode is WAL")
    func synchronous() async throws {
        let store = try SQLiteStore.create(at: TemporaryFolder().path("store.sqlite"))

        let modes = try await store.queue.read { db in
            [
                try String.fetchOne(db, sql: "PRAGMA synchronous"),
                try String.fetchOne(db, sql: "PRAGMA journal_mode"),
            ]
        }

        #expect(modes == ["2", "wal"])
    }

    @Test("log and index stay when the store is closed, and the header names the program")
    func closing() async throws {
        let folder = try TemporaryFolder()
        try await fill(folder)

        #expect(folder.names == ["store.sqlite", "store.sqlite-shm", "store.sqlite-wal"])
        #expect(try folder.content("store.sqlite")[68..<72] == Data("CCor".utf8))
        let directory = SQLiteDirectory(path: folder.path("store.sqlite"))
        #expect(try await directory.request(Fixture.id(1)) != nil)
    }

    @Test("making a store twice opens it; an empty file becomes one")
    func twice() async throws {
        let folder = try TemporaryFolder()
        try await fill(folder)
        try folder.write(Data(), "empty.sqlite")

        let again = try SQLiteStore.create(at: folder.path("store.sqlite"))
        let empty = try SQLiteStore.create(at: folder.path("empty.sqlite"))

        #expect(try await again.request(Fixture.id(1)) != nil)
        #expect(try await empty.request(Fixture.id(1)) == nil)
    }

    @Test("what is missing is told, and nothing is made")
    func missing() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")

        #expect(throws: StoreError.missing(path: path)) { _ = try SQLiteStore.open(at: path) }
        await #expect(throws: StoreError.missing(path: path)) {
            _ = try await SQLiteDirectory(path: path).request(Fixture.id(1))
        }
        #expect(folder.names == [])
        let nowhere = folder.path("no/store.sqlite")
        #expect(throws: StoreError.missing(path: nowhere)) {
            _ = try SQLiteStore.create(at: nowhere)
        }
    }

    @Test(
        "a file that is no store is refused and not touched",
        arguments: [
            "text", "short", "folder", "other", "newer", "newer other",
        ])
    func refused(kind: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        var expected = StoreError.notAStore(path: path)
        switch kind {
        case "text":
            try folder.write(
                Data(String(repeating: "no database ", count: 50).utf8), "store.sqlite")
        case "short": try folder.write(Data("SQLite format 3\0".utf8), "store.sqlite")
        case "folder":
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        case "newer":
            _ = try SQLiteStore.create(at: path)
            try changeStore(path, "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
            expected = .newerVersion(path: path, found: 99, known: Schema.version)
        case "newer other": try changeStore(path, "CREATE TABLE t (a); PRAGMA user_version = 99")
        default: try changeStore(path, "CREATE TABLE people (a)")
        }
        let before = (folder.names, try? folder.content("store.sqlite"))

        #expect(throws: expected) { _ = try SQLiteStore.open(at: path) }
        #expect(throws: expected) { _ = try SQLiteStore.create(at: path) }
        await #expect(throws: expected) {
            _ = try await SQLiteDirectory(path: path).request(Fixture.id(1))
        }

        #expect(folder.names == before.0)
        #expect((try? folder.content("store.sqlite")) == before.1)
    }

    @Test("a newer version that only the log tells of is refused too")
    func newerInLog() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        let store = try SQLiteStore.create(at: path)
        try await store.queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }

        let expected = StoreError.newerVersion(path: path, found: 99, known: Schema.version)
        #expect(throws: expected) { _ = try SQLiteStore.open(at: path) }
        await #expect(throws: expected) {
            _ = try await SQLiteDirectory(path: path).request(Fixture.id(1))
        }
    }

    @Test("an older store is refused to readers; opened by the processor, it keeps what it has")
    func older() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        let queue = try DatabaseQueue(path: path)
        try Schema.migrate(queue, to: 1)
        for count in [2, 1] as [UInt32] {
            let id = Fixture.id(count)
            try await queue.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO requests VALUES (?, '', 'coordinator-change', '', x'', ?, '', \
                        'maria', '', '', NULL, 0, 'rejected', '[]', NULL, '[]', 0, x'')
                        """, arguments: [id.description, Data(repeating: 0, count: 32)])
            }
        }
        try queue.close()

        let expected = StoreError.olderVersion(path: path, found: 1, known: Schema.version)
        await #expect(throws: expected) {
            _ = try await SQLiteDirectory(path: path).request(Fixture.id(1))
        }
        let store = try SQLiteStore.open(at: path)
        let first = try await store.rejections(of: "maria", after: 0, listing: 10)
        let second = try await store.rejections(of: "maria", after: 1, listing: 10)

        #expect(first.listed.map(\.id) == [2, 1].map(Fixture.id) && first.lastDecision == 2)
        #expect(second.listed.map(\.id) == [Fixture.id(1)])
    }

    @Test("a damaged store is told as such")
    func damaged() async throws {
        let folder = try TemporaryFolder()
        try await fill(folder)
        try changeStore(folder.path("store.sqlite"), "PRAGMA wal_checkpoint(TRUNCATE)")
        var content = try folder.content("store.sqlite")
        content.replaceSubrange(4096..., with: Data(repeating: 0xA5, count: content.count - 4096))
        try folder.write(content, "store.sqlite")

        for call in [readByDirectory, readByStore] {
            do {
                try await call(folder.path("store.sqlite"))
                Issue.record("nothing was thrown")
            } catch StoreError.damaged(let path, _) {
                #expect(path == folder.path("store.sqlite"))
            }
        }
    }

    @Test("a store that cannot be written is told as such")
    func readOnly() async throws {
        let folder = try TemporaryFolder()
        try await fill(folder)
        let path = folder.path("store.sqlite")
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        // Root may write everything; only others can see this.
        if geteuid() == 0 { return }

        #expect(throws: StoreError.readOnly(path: path)) { _ = try SQLiteStore.open(at: path) }
    }

    @Test("what is written to a store that another one has taken the place of counts for nothing")
    func replaced() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        let store = try SQLiteStore.create(at: path)
        _ = try await store.load(LoadText.row())
        let other = folder.path("other.sqlite")
        _ = try SQLiteStore.create(at: other)

        for ending in ["", "-wal", "-shm"] {
            try FileManager.default.removeItem(atPath: path + ending)
        }
        try FileManager.default.moveItem(atPath: other, toPath: path)

        await #expect(throws: StoreError.replaced(path: path)) {
            _ = try await store.decide(Fixture.request())
        }
        #expect(try await SQLiteDirectory(path: path).request(Fixture.id(1)) == nil)
    }

    @Test("a locked store is waited for, then told as busy; nothing was changed")
    func busy() async throws {
        let path = try TemporaryFolder().path("store.sqlite")
        _ = try SQLiteStore.create(at: path)
        let holder = try StoreLock(path: path)
        let store = try SQLiteStore.open(at: path, busyTimeout: .milliseconds(20))

        await #expect(throws: StoreError.busy(path: path)) {
            _ = try await store.decide(Fixture.request())
        }
        await #expect(throws: LoadError.store(.busy(path: path))) {
            _ = try await store.load(LoadText.row())
        }
        #expect(try await SQLiteDirectory(path: path).request(Fixture.id(1)) == nil)

        try holder.letGo()
        #expect(try await store.decide(Fixture.request()).count == 1)
    }

    @Test("a full disk is told, and the whole load is undone")
    func diskFull() async throws {
        let path = try TemporaryFolder().path("store.sqlite")
        _ = try SQLiteStore.create(at: path)
        let store = try SQLiteStore.open(at: path, .init(mostPages: 60))
        let rows = (0..<1500).map { LoadText.row(serial: "100-\(10_000_000 + $0)") }

        await #expect(throws: LoadError.store(.diskFull(path: path))) {
            _ = try await store.load(LoadText.source(rows), at: Fixture.loadedAt)
        }

        #expect(try await store.registered("100-10000000") == nil)
        #expect(try await store.load(LoadText.row()).added == 1)
    }

    private func fill(_ folder: TemporaryFolder) async throws {
        let store = try SQLiteStore.create(at: folder.path("store.sqlite"))
        try await store.load(LoadText.row())
        _ = try await store.decide(Fixture.request())
    }

    private func readByDirectory(_ path: String) async throws {
        _ = try await SQLiteDirectory(path: path).registered()
    }

    private func readByStore(_ path: String) async throws {
        _ = try await SQLiteStore.open(at: path).registered()
    }
}
