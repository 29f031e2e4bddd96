import CoordinatorModel
import Foundation
import Store
import Testing

@Suite("Loading licenses")
struct LoadTests {
    @Test("the practice file loads whole", arguments: Engine.allCases)
    func practice(engine: Engine) async throws {
        let report = try await engine.store().load(
            .file(path: Fixture.practicePath), at: Fixture.loadedAt)

        #expect(report.badRows.first == [])
        #expect((report.rowsRead, report.added, report.conflicts.count) == (12, 12, 0))
    }

    @Test("the same file again changes nothing", arguments: Engine.allCases)
    func again(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row(), LoadText.signIn())

        let report = try await store.load(LoadText.row(), LoadText.signIn())

        #expect((report.added, report.changed, report.unchanged) == (0, 0, 2))
        #expect(try await store.history(of: .subject("123-12345678")).count == 2)
    }

    @Test(
        "a column that differs from the last load is written, and is in the journal",
        arguments: Engine.allCases)
    func change(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())

        let report = try await store.load(
            LoadText.row(
                manager: "max@example.com", company: "Harbor II", expires: "2032-12-31",
                coordinator: "kim@example.com", first: "Kim"))

        #expect((report.added, report.changed, report.conflicts.count) == (0, 1, 0))
        let serial = try #require(try await store.registered())
        #expect(serial.namedCoordinator?.line == "Kim Wong <kim@example.com>")
        #expect(serial.contract.manager.email.text == "max@example.com")
        #expect(serial.contract.company == "Harbor II")
        #expect(serial.licenses[0].expiresOn == CalendarDate("2032-12-31"))
        let entries = try await store.history(of: .subject("123-12345678")).dropFirst(2)
        #expect(entries.map(\.field) == ["coordinator", "expires-on"])
        #expect(entries.map(\.old) == ["lee@example.com", "2030-12-31"])
        #expect(entries.map(\.new) == ["kim@example.com", "2032-12-31"])
        #expect(entries.allSatisfy { $0.actor == "load licenses.csv" && $0.requestID == nil })
        let contract = try await store.history(of: .subject("C-1"))
        #expect(contract.map(\.field) == ["contract-manager", "company", "contract-manager"])
        #expect(contract.map(\.new) == ["pat@example.com", "Harbor II", "max@example.com"])
    }

    @Test("a coordinator changed here is not put back by an old file", arguments: Engine.allCases)
    func oldFile(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())
        _ = try await store.decide(Fixture.request())

        let report = try await store.load(LoadText.row(expires: "2033-12-31"))

        #expect((report.changed, report.conflicts.count) == (1, 0))
        #expect(try await store.registered()?.coordinator.email.text == "sam@example.com")
        #expect(
            try await store.registered()?.licenses[0].expiresOn == CalendarDate("2033-12-31"))
    }

    @Test(
        "where both changed, the store's stays and it is reported, each time",
        arguments: Engine.allCases)
    func conflict(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())
        _ = try await store.decide(Fixture.request())
        let row = LoadText.row(coordinator: "kim@example.com")

        let reports = [try await store.load(row), try await store.load(row)]

        let conflict = LoadReport.Conflict(
            line: 2, subject: "123-12345678", column: .coordinatorEmail, file: "kim@example.com",
            store: "sam@example.com")
        #expect(reports.map(\.conflicts.first) == [[conflict], [conflict]])
        #expect(reports.map(\.unchanged) == [1, 1])
        #expect(try await store.registered()?.coordinator.email.text == "sam@example.com")
    }

    @Test(
        "the file wins a conflict where it is told to, also after it was left once",
        arguments: Engine.allCases)
    func fileWins(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())
        _ = try await store.decide(Fixture.request())
        let row = LoadText.row(coordinator: "kim@example.com")
        try await store.load(row)

        let report = try await store.load(row, fileWins: true)

        #expect((report.changed, report.conflicts.count) == (1, 1))
        #expect(try await store.registered()?.coordinator.email.text == "kim@example.com")
        #expect(try await store.load(row).conflicts.count == 0)
    }

    @Test("where both changed to the same there is no conflict", arguments: Engine.allCases)
    func agreement(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())
        _ = try await store.decide(Fixture.request())

        let report = try await store.load(
            LoadText.row(coordinator: "sam@example.com", first: "Sam", last: "Ito"))

        #expect((report.unchanged, report.conflicts.count) == (1, 0))
    }

    @Test(
        "every new license is in the journal, also one of a known serial number or contract",
        arguments: Engine.allCases)
    func newLicenses(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row(), LoadText.signIn())

        try await store.load(
            LoadText.row(product: "Render Box"),
            LoadText.signIn(subscription: "SUB-2", product: "Bridge"))

        for (subject, fields, new) in [
            (
                "123-12345678", ["coordinator", "product", "product"],
                ["lee@example.com", "Plan Studio", "Render Box"]
            ),
            ("SUB-1", ["product"], ["Viewer"]), ("SUB-2", ["product"], ["Bridge"]),
        ] {
            let entries = try await store.history(of: .subject(subject))
            #expect(entries.map(\.field) == fields)
            #expect(entries.map(\.new) == new)
            #expect(entries.allSatisfy { $0.old == nil })
        }
    }

    @Test(
        "nobody comes into the store by a value that was left: the journal would not say so",
        arguments: Engine.allCases)
    func peopleOfConflicts(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())
        _ = try await store.decide(Fixture.request(1))
        try await store.load(LoadText.row(coordinator: "kim@example.com", first: "Kim"))

        _ = try await store.decide(
            Fixture.request(2, from: "sam@example.com", to: "kim@example.com"))

        let entries = try await store.history(of: .request(Fixture.id(2)))
        #expect(entries.map(\.field) == ["coordinator"])
        #expect(try await store.registered()?.coordinator.name == "Sam Ito")
    }

    @Test(
        "a coordinator taken out of the file is taken out of the store",
        arguments: Engine.allCases)
    func removal(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())

        try await store.load(LoadText.row(coordinator: "", first: "", last: ""))

        #expect(try await store.registered()?.namedCoordinator == nil)
        let entry = try #require(try await store.history(of: .subject("123-12345678")).last)
        #expect((entry.old, entry.new) == ("lee@example.com", nil))
    }

    @Test(
        "a serial number moves to another contract, with all its licenses",
        arguments: Engine.allCases)
    func move(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row(), LoadText.row(product: "Render Box"))

        try await store.load(LoadText.row(contract: "C-2", manager: "max@example.com"))

        let serial = try #require(try await store.registered())
        #expect(serial.contract.number == "C-2")
        #expect(serial.licenses.map(\.contractNumber) == ["C-2", "C-2"])
        let entry = try #require(try await store.history(of: .subject("123-12345678")).last)
        #expect((entry.field, entry.old, entry.new) == ("contract-number", "C-1", "C-2"))
    }

    @Test(
        "a license new to a known serial number agrees with the store or with the last load",
        arguments: Engine.allCases)
    func newcomer(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())
        _ = try await store.decide(Fixture.request())

        let old = try await store.load(LoadText.row(product: "Render Box"))
        let now = try await store.load(
            LoadText.row(
                product: "Viewer", coordinator: "sam@example.com", first: "Sam", last: "Ito"))
        let other = try await store.load(
            LoadText.row(product: "Bridge", coordinator: "kim@example.com"))

        #expect([old, now].map(\.added) == [1, 1])
        #expect(
            other.badRows.first == [
                .init(
                    line: 2,
                    reason: .disagreesWithStore(
                        .coordinatorEmail, value: "kim@example.com", store: "sam@example.com"))
            ])
        #expect(other.ending == .stoppedByBadRows)
        #expect(try await store.registered()?.coordinator.email.text == "sam@example.com")
    }

    @Test(
        "a license new to a known serial number follows what this load changes",
        arguments: Engine.allCases)
    func newcomerWithChange(engine: Engine) async throws {
        let store = try engine.store()
        try await store.load(LoadText.row())

        let report = try await store.load(
            LoadText.row(product: "Render Box", coordinator: "kim@example.com"),
            LoadText.row(coordinator: "kim@example.com"))

        #expect((report.added, report.changed) == (1, 1))
        #expect(try await store.registered()?.coordinator.email.text == "kim@example.com")
        #expect(try await store.registered()?.licenses.count == 2)
    }

    @Test(
        "people who are called differently are reported, and the first name stays",
        arguments: Engine.allCases)
    func names(engine: Engine) async throws {
        let store = try engine.store()
        let rows = [LoadText.row(), LoadText.row(serial: "123-12345679", first: "Leigh")]

        let first = try await store.load(LoadText.source(rows), at: Fixture.loadedAt)
        let second = try await store.load(LoadText.source(rows), at: Fixture.loadedAt)

        for report in [first, second] {
            #expect(
                report.conflicts.first == [
                    .init(
                        line: 3, subject: "lee@example.com", column: .coordinatorFirstName,
                        file: "Leigh", store: "Lee")
                ])
        }
        #expect(try await store.registered()?.coordinator.firstName == "Lee")
    }

    @Test("progress is told while checking and while writing", arguments: Engine.allCases)
    func progress(engine: Engine) async throws {
        let rows = (0..<1500).map { LoadText.row(serial: "100-\(10_000_000 + $0)") }
        let (stream, continuation) = AsyncStream.makeStream(of: LoadProgress.self)

        _ = try await engine.store().load(
            LoadText.source(rows), LoadOptions(), at: Fixture.loadedAt
        ) {
            continuation.yield($0)
        }

        continuation.finish()
        var told: [LoadProgress] = []
        for await progress in stream { told.append(progress) }
        #expect(
            told == [
                .checked(rows: 1000), .checked(rows: 1500), .written(rows: 1000, of: 1500),
                .written(rows: 1500, of: 1500),
            ])
    }
}
