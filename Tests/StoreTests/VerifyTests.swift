import CoordinatorModel
import Foundation
import ProcessingFixtures
import Testing

@testable import Store

@Suite("Verifying a store")
struct VerifyTests {
    @Test("what this program alone wrote fits, and is counted; an empty store too")
    func untouched() async throws {
        let store = try await Tampering()
        let empty = try SQLiteStore.create(at: try TemporaryFolder().path("store.sqlite"))

        let found = try await store.verify(after: "SELECT 1")

        #expect(found.misfits.count == 0 && found.digest == store.digest)
        #expect(found.requests == 5)
        #expect(found.entries == Int64(try store.query("SELECT count(*) FROM journal")[0]))
        let nothing = try await empty.verify(expecting: try await empty.digest())
        #expect(nothing.misfits.count == 0)
    }

    @Test(
        "an edit of any column of any row is found",
        arguments: [
            "journal", "requests", "people", "contracts", "serial_numbers", "licenses",
            "loaded_rows", "row_digests", "seals",
        ])
    func edits(table: String) async throws {
        let store = try await Tampering()
        let columns = try store.query(
            "SELECT name || ' ' || type FROM pragma_table_info('\(table)')")
        let key = columns[0].split(separator: " ")[0]
        let rows = try store.query(
            """
            SELECT quote(\(key)) FROM \(table)
            WHERE '\(table)' = 'requests' OR \(key) IN (
                SELECT min(\(key)) FROM \(table) UNION SELECT max(\(key)) FROM \(table))
            """)
        #expect(columns.count > 2 && !rows.isEmpty)

        for column in columns {
            let (name, type) = (column.split(separator: " ")[0], column.split(separator: " ")[1])
            let value =
                switch type {
                case "INTEGER": "coalesce(\(name), 0) + 1000"
                case "BLOB": "zeroblob(32)"
                default: "coalesce(\(name), '') || 'x'"
                }
            for row in rows {
                let found = try await store.verify(
                    after: "UPDATE \(table) SET \(name) = \(value) WHERE \(key) = \(row)")
                #expect(found.misfits.count > 0, "\(table).\(name) of \(row)")
            }
        }
    }

    @Test(
        "each row that is taken away is found",
        arguments: [
            "journal", "requests", "people", "contracts", "serial_numbers", "licenses",
            "loaded_rows",
            "row_digests",
        ])
    func deletions(table: String) async throws {
        let store = try await Tampering()
        let key = try store.query("SELECT name FROM pragma_table_info('\(table)') LIMIT 1")[0]

        for row in try store.query("SELECT quote(\(key)) FROM \(table)") {
            let found = try await store.verify(
                after: "DELETE FROM \(table) WHERE \(key) = \(row)")
            #expect(found.misfits.count > 0, "\(table) without \(row)")
        }
    }

    /// What somebody did, and the first misfit that tells.
    private static let acts: [(String, table: String, subject: String?, Misfit.Fault)] = [
        (
            "UPDATE serial_numbers SET coordinator = 'lee@example.com' WHERE serial = '123-12345678'",
            "serial_numbers", "123-12345678", .altered
        ),
        (
            "UPDATE contracts SET manager = 'lee@example.com' WHERE manager = 'pat@example.com'",
            "contracts", nil, .altered
        ),
        ("UPDATE licenses SET expires_on = '2099-01-01'", "licenses", nil, .altered),
        (
            "DELETE FROM serial_numbers WHERE serial = '123-12345678'", "serial_numbers",
            "123-12345678", .removed
        ),
        (
            "INSERT INTO people VALUES ('eve@example.com', 'Eve', '', NULL, 'eve')", "people",
            "eve@example.com", .added
        ),
        (
            """
            INSERT INTO serial_numbers SELECT '999-00000001', contract, NULL FROM serial_numbers
            LIMIT 1
            """, "serial_numbers", "999-00000001", .added
        ),
        ("INSERT INTO loaded_rows (row_key) VALUES ('x')", "loaded_rows", "x", .added),
        (
            "CREATE TRIGGER eve AFTER INSERT ON people BEGIN DELETE FROM seals; END",
            "sqlite_schema", "trigger eve", .added
        ),
        ("DROP INDEX journal_by_subject", "sqlite_schema", "index journal_by_subject", .removed),
        // A rejected request becomes an applied one; one is forgotten; two change places.
        (
            "UPDATE requests SET outcome = 'applied', problems = '[]' WHERE decision = 2",
            "requests", Fixture.id(2).description, .altered
        ),
        ("DELETE FROM requests WHERE decision = 2", "requests", Fixture.id(3).description, .gap),
        ("DELETE FROM requests WHERE decision = 5", "seals", nil, .altered),
        (
            """
            UPDATE requests SET decision = -1 WHERE decision = 2;
            UPDATE requests SET decision = 2 WHERE decision = 3;
            UPDATE requests SET decision = 3 WHERE decision = -1
            """, "requests", Fixture.id(3).description, .altered
        ),
        // An entry is forgotten, and the ones after it take its number.
        (
            """
            DELETE FROM journal WHERE seq = 2;
            UPDATE journal SET seq = -(seq - 1) WHERE seq > 2; UPDATE journal SET seq = -seq WHERE seq < 0
            """, "journal", nil, .altered
        ),
        (
            """
            UPDATE journal SET seq = -1 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4;
            UPDATE journal SET seq = 4 WHERE seq = -1
            """, "journal", nil, .altered
        ),
        (
            """
            INSERT INTO journal SELECT max(seq) + 1, at, NULL, kind, subject, field, old, new, actor,
                requester, reason, hash, total FROM journal
            """, "journal", "123-12345678", .altered
        ),
        ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "seals", nil, .altered),
        ("DELETE FROM seals WHERE rowid = (SELECT max(rowid) FROM seals)", "seals", nil, .removed),
    ]

    @Test("the first thing that does not fit is named", arguments: acts.indices)
    func first(act: Int) async throws {
        let (sql, table, subject, fault) = Self.acts[act]

        let first = try #require(try await Tampering().verify(after: sql).misfits.first.first)

        #expect(first.table == table && first.fault == fault, "\(first)")
        #expect(subject == nil || first.subject == subject, "\(first)")
    }

    @Test("where a trigger takes away what is written, nothing is decided, and that is told")
    func trigger() async throws {
        let path = try TemporaryFolder().path("store.sqlite")
        let store = try SQLiteStore.create(at: path)
        try changeStore(
            path,
            """
            CREATE TRIGGER eve AFTER INSERT ON requests
            BEGIN DELETE FROM requests WHERE id = NEW.id; END
            """)

        do {
            _ = try await store.decide(Fixture.request())
            Issue.record("nothing was thrown")
        } catch StoreError.failed(_, let message) {
            #expect(message == "a row written to “requests” is gone at once")
        }
        #expect(try await store.digest() == ChainEnds().digest)
    }

    @Test("a digest kept elsewhere is found again, however much came after it")
    func expected() async throws {
        let store = try await Tampering()

        for digest in [store.earlier, store.digest] {
            let found = try await store.verify(after: "SELECT 1", expecting: digest)
            #expect(found.misfits.count == 0)
        }
        let other = try await store.verify(after: "SELECT 1", expecting: Digest(of: []))
        #expect(other.misfits.first.map(\.fault) == [.unexpected])
    }

    @Test("an end that was cut off everywhere fits; only the digest kept elsewhere tells")
    func cutTail() async throws {
        let store = try await Tampering()
        let cut = """
            DELETE FROM journal WHERE seq > (SELECT entries FROM seals WHERE rowid = 2);
            DELETE FROM requests WHERE decision > (SELECT requests FROM seals WHERE rowid = 2);
            DELETE FROM row_digests WHERE seq > (SELECT states FROM seals WHERE rowid = 2);
            DELETE FROM seals WHERE rowid > 2; DELETE FROM people WHERE email = 'kim@example.com';
            UPDATE serial_numbers SET coordinator = 'sam@example.com' WHERE serial = '123-12345678'
            """

        let fits = try await store.verify(after: cut, expecting: store.earlier)
        let told = try await store.verify(after: cut, expecting: store.digest)

        #expect(fits.misfits.count == 0 && fits.digest == store.earlier)
        #expect(told.misfits.first.map(\.fault) == [.unexpected])
    }

    @Test("a history made anew with all its hashes fits; only the digest kept elsewhere tells")
    func rewritten() async throws {
        let before = try await Tampering()
        let store = try SQLiteStore.create(at: try TemporaryFolder().path("store.sqlite"))
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixture.practicePath)))
        _ = try await store.load(.bytes(bytes, name: "practice"), at: Fixture.loadedAt)
        _ = try await store.decide(Fixture.request(1, to: "eve@example.com"))

        #expect(try await store.verify().misfits.count == 0)
        let told = try await store.verify(expecting: before.earlier)
        #expect(told.misfits.first.map(\.fault) == [.unexpected])
    }
}
