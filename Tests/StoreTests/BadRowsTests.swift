import CommaSeparated
import CoordinatorModel
import Foundation
import Store
import Testing

@Suite("Rows that cannot be loaded")
struct BadRowsTests {
    struct Sample: Sendable {
        let row: String
        let reason: LoadMistake
        let words: String
    }

    static let samples = [
        Sample(
            row: LoadText.row(activation: "sign-in", access: "multi-user", subscription: "S"),
            reason: .multiUserSignIn,
            words:
                "a multi-user license cannot be a sign-in license: all of them have serial numbers"
        ),
        Sample(
            row: LoadText.row(serial: ""), reason: .noSerialNumber,
            words: "a serial-number license without serial_number"),
        Sample(
            row: LoadText.signIn(subscription: ""), reason: .noSubscriptionID,
            words: "a sign-in license without subscription_id"),
        Sample(
            row: LoadText.row(activation: "sign-in", subscription: "S"),
            reason: .notForSignIn(.serialNumber),
            words: "a sign-in license has no serial_number"),
        Sample(
            row: LoadText.row(coordinator: ""), reason: .nameWithoutEmail(.coordinatorFirstName),
            words: "coordinator_first_name is given without an address"),
        Sample(
            row: LoadText.row(contract: " "), reason: .missing(.contractNumber),
            words: "contract_number is empty"),
        Sample(
            row: LoadText.row(manager: "pat@"), reason: .malformedEmail(.managerEmail, "pat@"),
            words: "contract_manager_email: “pat@” is not an email address"),
        Sample(
            row: LoadText.row(serial: "123-1234567"),
            reason: .malformedSerialNumber("123-1234567"),
            words: "serial_number: “123-1234567” is not three digits, a dash and eight digits"),
        Sample(
            row: LoadText.row(expires: "31.12.2030"),
            reason: .malformedDate(.expiresOn, "31.12.2030"),
            words: "expires_on: “31.12.2030” is not a day such as 2026-11-23"),
        Sample(
            row: LoadText.row(expires: "2023-12-31"), reason: .expiresBeforeStart,
            words: "expires_on lies before starts_on"),
        Sample(
            row: LoadText.row(seats: "0"), reason: .malformedSeats("0"),
            words: "seats: “0” is not a whole number from 1"),
        Sample(
            row: LoadText.row(access: "many"),
            reason: .unknownWord(.access, "many", known: ["single-user", "multi-user"]),
            words: "access: “many” is not single-user or multi-user"),
        Sample(
            row: LoadText.row(company: "a\u{1B}[2J"), reason: .unprintable(.company),
            words: "company holds control characters"),
        Sample(
            row: LoadText.row(company: String(repeating: "x", count: 201)),
            reason: .tooLong(.company, longest: 200),
            words: "company is longer than 200 characters"),
        Sample(
            row: "a,b", reason: .fieldCount(found: 2, expected: 16),
            words: "has 2 fields; the header names 16"),
        Sample(
            row: "\"a\" b",
            reason: .unreadable(.textAfterQuote(field: 1), column: "contract_number"),
            words: "text follows the closing quote of contract_number"),
    ]

    @Test("each bad row has its reason, in words", arguments: samples)
    func reasons(sample: Sample) async throws {
        let report = try await Engine.memory.store().load(sample.row)

        #expect(report.badRows.first == [.init(line: 2, reason: sample.reason)])
        #expect("\(sample.reason)" == sample.words)
    }

    @Test("a bad row stops the load before anything is changed", arguments: Engine.allCases)
    func stop(engine: Engine) async throws {
        let store = try engine.store()

        let report = try await store.load(LoadText.row(), LoadText.row(serial: ""))

        #expect(report.ending == .stoppedByBadRows)
        #expect(report.badRows.first == [.init(line: 3, reason: .noSerialNumber)])
        #expect((report.rowsRead, report.added) == (2, 0))
        #expect(try await store.registered() == nil)
    }

    @Test("bad rows are skipped where that is wanted", arguments: Engine.allCases)
    func skip(engine: Engine) async throws {
        let store = try engine.store()

        let report = try await store.load(
            LoadText.row(serial: ""), LoadText.row(), skipping: true)

        #expect(report.ending == .loaded)
        #expect((report.rowsRead, report.added, report.badRows.count) == (2, 1, 1))
        #expect(try await store.registered() != nil)
    }

    @Test(
        "rows of one serial number agree on contract and coordinator, of one contract on manager",
        arguments: Engine.allCases)
    func disagreement(engine: Engine) async throws {
        let store = try engine.store()

        let report = try await store.load(
            LoadText.row(), LoadText.row(contract: "C-2", product: "B"),
            LoadText.row(product: "C", coordinator: ""),
            LoadText.row(product: "C", coordinator: "kim@example.com"),
            LoadText.row(serial: "123-12345679", manager: "max@example.com"),
            LoadText.row(), LoadText.row(contract: "c-1", product: "D"), skipping: true)

        let expected: [LoadReport.BadRow] = [
            .init(
                line: 3,
                reason: .disagrees(.contractNumber, firstLine: 2, value: "C-2", first: "C-1")),
            .init(line: 4, reason: .nameWithoutEmail(.coordinatorFirstName)),
            .init(
                line: 5,
                reason: .disagrees(
                    .coordinatorEmail, firstLine: 2, value: "kim@example.com",
                    first: "lee@example.com")),
            .init(
                line: 6,
                reason: .disagrees(
                    .managerEmail, firstLine: 2, value: "max@example.com",
                    first: "pat@example.com")),
            .init(line: 7, reason: .repeated(firstLine: 2)),
        ]
        #expect(report.badRows.first == expected)
        #expect(report.added == 2)
        #expect("\(expected[0].reason)" == "contract_number is “C-2” here and “C-1” on line 2")
        #expect("\(expected[4].reason)" == "the same license as on line 2")
    }

    @Test(
        "one sign-in license twice is a bad row, whatever the product", arguments: Engine.allCases)
    func repeatedSubscription(engine: Engine) async throws {
        let report = try await engine.store().load(
            LoadText.signIn(), LoadText.signIn(subscription: "sub-1", product: "Other"))

        #expect(report.badRows.first == [.init(line: 3, reason: .repeated(firstLine: 2))])
    }

    @Test("of many bad rows the first hundred are listed, and all are counted")
    func many() async throws {
        let rows = (0..<250).map { _ in LoadText.row(serial: "") }

        let report = try await Engine.memory.store().load(
            LoadText.source(rows), at: Fixture.loadedAt)

        #expect((report.badRows.count, report.badRows.first.count) == (250, 100))
        #expect(report.badRows.first.last?.line == 101)
    }

    @Test("what is no table at all is refused", arguments: Engine.allCases)
    func noTable(engine: Engine) async throws {
        let store = try engine.store()

        await #expect(throws: LoadError.table(.empty)) {
            _ = try await store.load(.bytes([], name: "x"), at: Fixture.loadedAt)
        }
        await #expect(throws: LoadError.table(.unreadable(.init(path: "/no/file", number: 2)))) {
            _ = try await store.load(.file(path: "/no/file"), at: Fixture.loadedAt)
        }
        await #expect(throws: LoadError.self) {
            _ = try await store.load(
                .bytes(Array("a,b\n1,2".utf8), name: "x"), at: Fixture.loadedAt)
        }
    }

    @Test("headers in another order and spelling are understood", arguments: Engine.allCases)
    func header(engine: Engine) async throws {
        let spelled = LoadColumn.allCases.map {
            $0.rawValue.replacing("_", with: " ").uppercased()
        }
        let text = (["Remark"] + spelled).joined(separator: ",") + "\r\nnone," + LoadText.row()

        let report = try await engine.store().load(
            .bytes([0xEF, 0xBB, 0xBF] + Array(text.utf8), name: "x"), at: Fixture.loadedAt)

        #expect(report.added == 1)
    }
}
