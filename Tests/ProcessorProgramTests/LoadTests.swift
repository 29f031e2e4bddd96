import Foundation
import ProcessingFixtures
import Store
import TestSupport
import Testing

@Suite("coordinator-processor load")
struct LoadTests {
    private let folder: TemporaryDirectory
    private let file: String

    init() throws {
        folder = try TemporaryDirectory()
        file = folder.appending("licenses.csv")
    }

    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    @Test("tells how many rows were new, changed and unchanged")
    func summary() async throws {
        let office = try await Office(serialNumbers: 2)
        try write(
            Office.licenses(3).replacing("2039-12-31", with: "2040-12-31", maxReplacements: 1))

        let result = try processor("load", file, in: office)

        #expect(
            result.standardOutput
                == "Loaded \(file): 3 rows read; 1 added, 1 changed, 1 unchanged.\n")
        #expect(result.standardError == "" && result.status == .exited(0))
    }

    @Test("bad rows are named with line and reason, and stop the load with 65")
    func badRows() async throws {
        let office = try await Office(serialNumbers: 1)
        try write(Office.licenses(3).replacing("123-00000003", with: "12\u{1B}[2J3"))

        let result = try processor("load", file, in: office)

        let lines = result.standardOutput.split(separator: "\n")
        #expect(lines.first == "Read \(file): 3 rows.")
        #expect(lines.dropFirst().first == "1 bad row:")
        #expect(lines.last?.hasPrefix("  line 4: ") == true)
        #expect(!result.standardOutput.contains("\u{1B}"))
        #expect(
            result.standardError == """
                Nothing was loaded, because of bad rows. Correct them, or leave them out with \
                --skip-bad-rows.

                """)
        #expect(result.status == .exited(65))
        #expect(try await office.coordinator(2) == nil)
    }

    @Test("--skip-bad-rows leaves them out and loads the others")
    func skipBadRows() async throws {
        let office = try await Office(serialNumbers: 1)
        try write(Office.licenses(3).replacing("123-00000003", with: "nonsense"))

        let result = try processor(
            "load", file, "--skip-bad-rows", "--format", "json", in: office)

        #expect(result.status == .exited(0))
        let report = try result.json()
        #expect(report["loaded"] as? Bool == true && report["added"] as? Int == 1)
        #expect(report["badRowCount"] as? Int == 1)
        let bad = try #require((report["badRows"] as? [[String: Any]])?.first)
        #expect(bad["line"] as? Int == 4)
        #expect(try await office.coordinator(2) == "lee@example.com")
    }

    @Test("what both sides changed is reported and kept, unless the file is to win")
    func conflicts() async throws {
        let office = try await Office(serialNumbers: 1)
        try office.queue(.init(1))
        _ = try processor("run", in: office)
        try write(Office.licenses(1).replacing("lee@example.com,Lee", with: "kim@example.com,Kim"))

        let kept = try processor("load", file, in: office)
        #expect(kept.status == .exited(0))
        #expect(kept.standardOutput.contains("changed both in the file and here; ours was kept:"))
        #expect(kept.standardOutput.contains("--file-wins takes the file's."))
        #expect(try await office.coordinator() == "sam@example.com")

        let taken = try processor("load", file, "--file-wins", in: office)
        #expect(taken.standardOutput.contains("the file's was taken"))
        #expect(try await office.coordinator() == "kim@example.com")
    }

    @Test("a file that is not there ends with 66, one without the columns with 65")
    func unusableFiles() async throws {
        let office = try await Office(serialNumbers: 1)

        let missing = try processor("load", file, in: office)
        #expect(missing.status == .exited(66) && missing.standardOutput == "")
        #expect(missing.standardError.hasPrefix("\(file) could not be read: No such file"))

        try write("name,number\nPat,1\n")
        let columns = try processor("load", file, in: office)
        #expect(columns.status == .exited(65) && columns.standardOutput == "")
        #expect(columns.standardError.contains("lacks contract_number,"))
    }

    @Test("a load that fails while it writes leaves no progress on the screen")
    func failureErasesProgress() async throws {
        let office = try await Office(serialNumbers: 1)
        try write(Office.licenses(1500))
        try changeStore(
            office.home.store.text,
            """
            CREATE TRIGGER refuse BEFORE INSERT ON licenses WHEN NEW.serial = '123-00001400'
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """)

        let terminal = try processorInTerminal("load", file, in: office)

        #expect(try terminal.waitForExit() == .exited(69))
        let shown = String(decoding: terminal.rawBytes, as: UTF8.self)
        #expect(shown.contains("Writing rows: 1000 of 1500"))
        #expect(shown.contains("\rThe store"))
    }
}
