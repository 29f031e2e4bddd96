import CoordinatorModel
import Foundation
import TestSupport
import Testing

@Suite("coordinator submit")
struct SubmitTests {
    @Test("queues the good rows, writes the bad ones to a file of their own, and ends with 65")
    func submit() throws {
        let desk = try Desk(Desk.sam, Desk.bad, Desk.kim)
        let digest = try desk.digest()

        let result = try desk.coordinator("submit", "batch.csv", "--authorized", digest)

        #expect(
            result.standardOutput == """
                batch.csv: 3 rows read.
                2 requests queued.
                1 bad row, written to batch.rejected.csv:
                  line 3: serial-number-not-on-contract: serial_number: 123-99999999 is on none of pat@example.com's \
                contracts. Check the number with the caller. If it is right, the caller is not its \
                contract manager and cannot ask for this.

                """)
        #expect(
            result.standardError == """
                1 row was not queued. To submit what is in batch.rejected.csv, correct it there:
                    coordinator submit batch.rejected.csv --practice --home \(desk.home)

                """)
        #expect(result.status == .exited(65))
        #expect(desk.names(in: "home/queue/incoming").count == 2)
        #expect(desk.names(in: "home/receipts") == ["\(digest).json"])
        #expect(
            try desk.text("batch.rejected.csv").split(separator: "\n").map(String.init)[0]
                == "\(Desk.header),rejected_line,rejected_codes,rejected_because")
    }

    @Test("what is wrong is said with its column, as several hold the same kind of thing")
    func columns() throws {
        let desk = try Desk(Desk.sam.replacing("lee@", with: "lee@@").replacing("Ito", with: ""))
        let words = [
            "current_coordinator: \"lee@@example.com\" has more than one @.",
            "last_name: A name is needed here.",
        ]

        let report = try desk.coordinator("submit", "batch.csv", "--dry-run")
        _ = try desk.coordinator("submit", "batch.csv")

        let rejected = try desk.text("batch.rejected.csv").replacing("\"\"", with: "\"")
        for words in words {
            #expect(report.standardOutput.contains(": \(words)"))
            #expect(rejected.contains(words))
        }
    }

    @Test("the documents have one group, the words confirmed, and IDs that follow each other")
    func documents() throws {
        let desk = try Desk(Desk.sam, Desk.kim)
        let digest = try desk.digest()

        let result = try desk.coordinator("submit", "batch.csv", "--authorized", digest)

        #expect(result.status == .exited(0))
        let requests = try desk.names(in: "home/queue/incoming").map { name in
            let document = Data(try desk.text("home/queue/incoming/\(name)").utf8)
            return try JSONDecoder().decode(ChangeRequest.self, from: document)
        }
        #expect(requests.map(\.group) == [digest, digest])
        #expect(requests.map(\.newCoordinator.firstName) == ["Sam", "Kim"])
        #expect(requests[1].id == requests[0].id.successor)
        #expect(
            Set(requests.map(\.authorization.statement)) == [
                """
                The file batch.csv (SHA-256 \(digest)) has 2 rows. Each change of a software \
                coordinator that is requested from it was asked for by the contract manager named \
                in its row, who is authorized to make it, and that caller was verified in the way \
                recorded there.
                """
            ])
    }

    @Test("the processor applies them, and to submit the file again queues nothing")
    func applied() throws {
        let desk = try Desk(Desk.sam, Desk.kim)
        let digest = try desk.digest()
        _ = try desk.coordinator("submit", "batch.csv", "--authorized", digest)

        let waiting = try desk.coordinator("submit", "batch.csv")
        let run = try desk.processor("run")
        let applied = try desk.coordinator("submit", "batch.csv")

        #expect(waiting.standardOutput.contains("2 rows done before (2 waiting)."))
        #expect(
            waiting.standardOutput.contains(#/The file was confirmed by \S+, just now\.\n/#))
        #expect(run.standardOutput.hasPrefix("2 applied"))
        #expect(applied.standardOutput.contains("2 rows done before (2 applied)."))
        #expect(applied.status == .exited(0))
        #expect(desk.names(in: "home/queue/incoming").isEmpty)
    }

    @Test("a rehearsal writes nothing, and shows the statement that is to be confirmed")
    func dryRun() throws {
        let desk = try Desk(Desk.sam, Desk.bad)
        _ = try desk.coordinator("licenses", "pat@example.com")
        let before = desk.names(in: ".")

        let result = try desk.coordinator("submit", "batch.csv", "--dry-run")

        #expect(result.standardOutput.contains("1 request would be queued."))
        #expect(result.standardOutput.contains("with --authorized "))
        #expect(result.standardError == "1 row is bad.\n")
        #expect(result.status == .exited(65))
        #expect(desk.names(in: ".") == before)
        #expect(desk.names(in: "home/receipts").isEmpty)
        #expect(desk.names(in: "home/queue/incoming").isEmpty)
    }

    @Test(
        "without a terminal the statement is not confirmed by silence, nor by another file's digest"
    )
    func unconfirmed() throws {
        let desk = try Desk(Desk.sam)
        let other = String(repeating: "0", count: 64)

        let silent = try desk.coordinator("submit", "batch.csv", input: .text("yes\n"))
        let wrong = try desk.coordinator("submit", "batch.csv", "--authorized", other)
        let short = try desk.coordinator("submit", "batch.csv", "--authorized", "yes")

        #expect(silent.status == .exited(64))
        #expect(silent.standardError.contains("give --authorized \(try desk.digest()):"))
        #expect(wrong.status == .exited(65))
        #expect(short.status == .exited(64))
        #expect(desk.names(in: "home/queue/incoming").isEmpty)
        #expect(desk.names(in: "home/receipts").isEmpty)
    }

    @Test("the digest of another file is refused for a file that was confirmed before, too")
    func wrongDigestAgain() throws {
        let desk = try Desk(Desk.sam)
        _ = try desk.coordinator("submit", "batch.csv", "--authorized", try desk.digest())
        let other = String(repeating: "0", count: 64)

        let result = try desk.coordinator("submit", "batch.csv", "--authorized", other)
        let rehearsal = try desk.coordinator(
            "submit", "batch.csv", "--authorized", other, "--dry-run")

        #expect(result.standardError.hasPrefix("--authorized names another file: "))
        #expect(result.status == .exited(65))
        #expect(rehearsal.status == .exited(65))
    }

    @Test("in a terminal the statement is shown, and yes has to be typed in full")
    func asked() throws {
        let desk = try Desk(Desk.sam, Desk.kim)
        let terminal = try PseudoTerminal(
            "coordinator", ["submit", "batch.csv", "--practice", "--home", desk.home],
            directory: desk.folder.path)

        _ = try terminal.wait(for: "Type yes to confirm: ")
        try terminal.send("y\r")
        _ = try terminal.wait(for: "Error: Type yes in full")
        _ = try terminal.wait(for: "Type yes to confirm: ")
        #expect(desk.names(in: "home/queue/incoming").isEmpty)
        try terminal.send("yes\r")

        #expect(try terminal.waitForExit() == .exited(0))
        #expect(desk.names(in: "home/queue/incoming").count == 2)
    }

    @Test(
        "in the linear mode nothing is drawn again, no progress either",
        arguments: [["--plain"], []])
    func linear(options: [String]) throws {
        let desk = try Desk()
        try desk.write([Desk.header, Desk.sam] + Array(repeating: Desk.bad, count: 4000))
        let terminal = try PseudoTerminal(
            "coordinator", ["submit", "batch.csv", "--practice", "--home", desk.home] + options,
            environment: options.isEmpty ? ["TERM": "dumb"] : [:], directory: desk.folder.path)

        _ = try terminal.wait(for: "Type yes to confirm: ")
        try terminal.send("yes\r")

        #expect(try terminal.waitForExit() == .exited(65))
        let shown = terminal.rawBytes
        #expect(!shown.contains(0x1B) && !shown.contains(0x08))
        #expect(zip(shown, shown.dropFirst()).allSatisfy { $0 != 0x0D || $1 == 0x0A || $1 == 0x0D })
    }

    @Test("in a narrow window the report breaks no word")
    func narrow() throws {
        let desk = try Desk(Desk.sam, Desk.bad)
        let terminal = try PseudoTerminal(
            "coordinator",
            ["submit", "batch.csv", "--dry-run", "--plain", "--practice", "--home", desk.home],
            directory: desk.folder.path, columns: 40)

        #expect(try terminal.waitForExit() == .exited(65))
        let lines = terminal.transcript.split(separator: "\n")
        #expect(lines.count > 8)
        #expect(lines.allSatisfy { $0.count <= 40 || !$0.trimmed.contains(" ") })
    }

    @Test("Ctrl-C at the statement queues nothing and leaves no receipt")
    func interrupted() throws {
        let desk = try Desk(Desk.sam, Desk.bad)
        let terminal = try PseudoTerminal(
            "coordinator", ["submit", "batch.csv", "--practice", "--home", desk.home],
            directory: desk.folder.path)

        _ = try terminal.wait(for: "Type yes to confirm: ")
        try terminal.send("\u{03}")

        #expect(try terminal.waitForExit() == .exited(130))
        #expect(desk.names(in: "home/queue/incoming").isEmpty)
        #expect(desk.names(in: "home/receipts").isEmpty)
        #expect(desk.names(in: ".") == ["batch.csv", "home"])
    }

    @Test("ended while it works, with nobody asked, it says so and leaves nothing half written")
    func ended() throws {
        let desk = try Desk()
        try desk.write([Desk.header] + Array(repeating: Desk.bad, count: 100_000))
        _ = try desk.coordinator("licenses", "pat@example.com")
        let terminal = try PseudoTerminal(
            "coordinator",
            [
                "submit", "batch.csv", "--no-input", "--practice", "--home", desk.home,
            ], directory: desk.folder.path)

        _ = try terminal.wait(for: "Checking [")
        terminal.signal(SIGTERM)
        _ = try terminal.wait(for: "Interrupted. This time nothing was queued.")

        #expect(try terminal.waitForExit() == .exited(130))
        #expect(desk.names(in: ".") == ["batch.csv", "home"])
    }

    @Test("a file of bad rows that is there is kept, and nothing is queued")
    func rejectsExist() throws {
        let desk = try Desk(Desk.sam, Desk.bad)
        try desk.write(["mine"], to: "batch.rejected.csv")
        let digest = try desk.digest()

        let refused = try desk.coordinator("submit", "batch.csv", "--authorized", digest)
        let named = try desk.coordinator(
            "submit", "batch.csv", "--authorized", digest, "--rejects", "other.csv")

        #expect(refused.status == .exited(73))
        #expect(try desk.text("batch.rejected.csv") == "mine\n")
        #expect(named.standardOutput.contains("1 bad row, written to other.csv:"))
        #expect(desk.names(in: "home/queue/incoming").count == 1)
    }

    @Test("submitted again, a file that is there is never said to have the bad rows")
    func rejectsLeftAlone() throws {
        let desk = try Desk(Desk.sam, Desk.bad)
        let digest = try desk.digest()
        _ = try desk.coordinator("submit", "batch.csv", "--authorized", digest)
        try desk.write(["mine"], to: "notes.txt")

        let other = try desk.coordinator("submit", "batch.csv", "--rejects", "notes.txt")
        let itself = try desk.coordinator("submit", "batch.csv", "--rejects", "batch.csv")
        let same = try desk.coordinator("submit", "batch.csv")

        #expect(
            other.standardOutput.contains(
                "1 bad row; notes.txt was there already and was not touched:"))
        #expect(
            other.standardError == """
                1 row was not queued, and notes.txt, which was there already, was not touched. If an \
                earlier submit wrote the bad row to it, correct it there and submit that file; else \
                name one that is not there yet:
                    coordinator submit batch.csv --rejects NEW-FILE --practice --home \(desk.home)

                """)
        #expect(other.status == .exited(65))
        #expect(try desk.text("notes.txt") == "mine\n")
        #expect(itself.standardError.hasPrefix("batch.csv, where the bad rows would go, is there"))
        #expect(itself.status == .exited(73))
        #expect(same.standardOutput.contains("1 bad row, written to batch.rejected.csv:"))
    }

    @Test("of two rows for one serial number the second names the line of the first")
    func rowBefore() throws {
        let desk = try Desk(Desk.kim, Desk.kim)

        let result = try desk.coordinator("submit", "batch.csv", "--dry-run")

        #expect(
            result.standardOutput.contains(
                """
                  line 3: request-waiting: serial_number: The row on line 2 of the same file changes \
                this serial number too.
                """))
        #expect(!result.standardOutput.contains("CC-"))
        let warned = try desk.coordinator(
            "submit", "batch.csv", "--dry-run", "--accept-warnings", "request-waiting")
        #expect(warned.standardOutput.contains("2 requests would be queued."))
    }

    @Test("the command to go on with can be copied, whatever the file is called")
    func quoted() throws {
        let desk = try Desk()
        try desk.write([Desk.header, Desk.bad], to: "it's one.csv")

        let result = try desk.coordinator("submit", "it's one.csv")

        #expect(
            result.standardError.contains(
                "    coordinator submit 'it'\\''s one.rejected.csv' --practice"))
    }

    @Test("the report for programs says what became of the file, and what is wrong with each row")
    func json() throws {
        struct Report: Decodable {
            let rows: Int, queued: Int, bad: Int
            let doneBefore: [String: Int]
            let group: String, firstID: RequestID, rejects: String
            let badRows: [Row]

            struct Row: Decodable {
                let line: Int
                let problems: [Fault]
            }

            struct Fault: Decodable {
                let code: String, question: String, isWarning: Bool
            }
        }
        let desk = try Desk(Desk.sam, Desk.bad.replacing("sam@example.com", with: "sam@other.com"))
        let digest = try desk.digest()

        let result = try desk.coordinator(
            "submit", "batch.csv", "--authorized", digest, "--format", "json")

        let report = try JSONDecoder().decode(Report.self, from: Data(result.standardOutput.utf8))
        #expect((report.rows, report.queued, report.bad) == (2, 1, 1))
        #expect(report.group == digest)
        #expect(report.rejects == "batch.rejected.csv")
        #expect(report.badRows.map(\.line) == [3])
        #expect(
            report.badRows[0].problems.map(\.code)
                == ["serial-number-not-on-contract", "other-domain"])
        #expect(report.badRows[0].problems.map(\.isWarning) == [false, true])
        #expect(desk.names(in: "home/queue/incoming")[0].hasPrefix("\(report.firstID)."))
    }

    @Test(
        "a file that is no table of requests is refused in words",
        arguments: [
            ("", "There is nothing in", 65),
            ("a,b\n1,2\n", "lacks case_reference, contract_manager", 65),
            (Desk.header + "\n", "has no rows", 65),
            (Desk.header.replacing(",", with: ";"), "are parted by semicolons", 65),
            (Desk.header.replacing(",", with: "\t"), "are parted by tabs", 65),
            ("c\0a\0s\0e\0", "is not UTF-8 text", 65),
            (Desk.header + "\n" + Desk.sam + "\n1,\"pat\n" + Desk.kim, "on line 3", 65),
        ])
    func noTable(content: String, words: String, status: Int32) throws {
        let desk = try Desk()
        try Data(content.utf8).write(
            to: URL(fileURLWithPath: desk.folder.appending("batch.csv")))

        let result = try desk.coordinator("submit", "batch.csv")

        #expect(result.standardError.contains(words))
        #expect(result.standardError.contains("Nothing was queued."))
        #expect(result.status == .exited(status))
    }

    @Test("a file that is not there is told, with 66")
    func missing() throws {
        let desk = try Desk()

        #expect(try desk.coordinator("submit", "none.csv").status == .exited(66))
        #expect(try desk.coordinator("submit", "home").status == .exited(65))
    }
}

extension Substring {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
