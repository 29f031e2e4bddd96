import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import Store
import TestSupport
import Testing

@Suite("coordinator-processor hold, release, corrupt, status")
struct OperatorTests {
    @Test("hold and release say what became of each request")
    func holdAndRelease() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let ending = String("\(RequestID(1))".suffix(6))

        let held = try processor("hold", ending, "--reason", "ask first", in: office)
        #expect(held.standardOutput == "\(RequestID(1)) is on hold.\n")
        #expect(try processor("run", in: office).standardOutput.hasPrefix("Nothing waited"))
        let released = try processor("release", ending, in: office)
        #expect(released.standardOutput == "\(RequestID(1)) waits again.\n")
        #expect(try processor("release", ending, in: office).status == .exited(66))

        #expect(try processor("run", in: office).standardOutput.hasPrefix("1 applied"))
    }

    @Test("no request is put on hold without a reason", arguments: [[], ["--reason", "  "]])
    func noReason(options: [String]) async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))

        let result = try Program.run(
            "coordinator-processor",
            ["hold", "\(RequestID(1))", "--home", office.home.root.text] + options)

        #expect(result.status == .exited(64))
        #expect(try office.names(.held) == [])
    }

    @Test("several are only touched with --yes, or where somebody says so")
    func several() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2), ChangeRequest(3, serial: 2))

        let refused = try processor(
            "hold", "--serial", Office.serial(1), "--reason", "why", in: office)
        #expect(refused.status == .exited(64))
        #expect(
            refused.standardError
                == "2 requests would be put on hold. Nothing was done. If that is meant, give "
                + "--yes.\n")
        #expect(try office.names(.held) == [])

        let terminal = try processorInTerminal(
            "hold", "--older-than", "0m", "--reason", "why", in: office)
        try terminal.wait(for: "3 requests will be put on hold. Type yes to go on: ")
        try terminal.send("no\r")
        try terminal.wait(for: "Nothing was done.")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(try office.names(.held) == [])

        let held = try processor(
            "hold", "--serial", Office.serial(1), "--reason", "why", "--yes", in: office)
        #expect(held.status == .exited(0))
        #expect(try office.names(.incoming).count == 1)
    }

    @Test(
        "interrupted while it asks, the terminal is as it was and nothing is done",
        arguments: [[:], ["TERM": "dumb"], ["ACCESSIBLE": "1"]])
    func interrupted(environment: [String: String]) async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2))
        let terminal = try PseudoTerminal(
            "coordinator-processor",
            [
                "hold", "--older-than", "0m", "--reason", "why", "--home", office.home.root.text,
            ], environment: environment)

        try terminal.wait(for: "Type yes to go on: ")
        try terminal.send("\u{3}")

        #expect(try terminal.waitForExit() == .exited(130))
        #expect(terminal.hasFormerModes)
        #expect(try office.names(.held) == [])
        if !environment.isEmpty { #expect(!terminal.rawBytes.contains(0x1B)) }
    }

    @Test(
        "nothing on standard input is no number and no ID",
        arguments: [
            ["corrupt", "discard", "-", "--reason", "junk"], ["hold", "-", "--reason", "why"],
        ])
    func emptyInput(arguments: [String]) async throws {
        let office = try await Office()

        let result = try Program.run(
            "coordinator-processor", arguments + ["--home", office.home.root.text],
            input: .text(""))

        #expect(result.status == .exited(64))
        #expect(result.standardError.contains(" was given. Nothing was done."))
    }

    @Test("thousands of IDs are looked for in one pass")
    func manyIDs() async throws {
        let office = try await Office()
        let requests = (1...3000 as ClosedRange<UInt32>).map { ChangeRequest($0) }
        try office.queueMany(requests)
        let unknown = RequestID(999_999)

        let start = ContinuousClock.now
        let result = try Program.run(
            "coordinator-processor",
            ["hold", "-", "--reason", "why", "--yes", "--home", office.home.root.text],
            input: .text((requests.map(\.id) + [unknown]).map { "\($0)\n" }.joined()))

        #expect(result.standardError.hasPrefix("No request \(unknown) is waiting."))
        #expect(result.status == .exited(66))
        // Pairs of an ID and a request took half a minute.
        #expect(start.duration(to: .now) < .seconds(20))
    }

    @Test("IDs come from standard input too")
    func standardInput() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2))

        let result = try Program.run(
            "coordinator-processor",
            ["hold", "-", "--reason", "why", "--yes", "--home", office.home.root.text],
            input: .text("\(RequestID(1))\n\(RequestID(2))\n"))

        #expect(result.status == .exited(0))
        #expect(try office.names(.incoming) == [])
    }

    @Test("what is corrupt is listed, shown, requeued and discarded by its number")
    func corrupt() async throws {
        let office = try await Office()
        try office.drop(ChangeRequest(1).document, "misnamed.json")
        try office.drop("\u{1B}[2Jjunk".utf8, "junk")
        _ = try processor("run", in: office)
        let names = try office.corruptFiles()
        #expect(names.count == 2)

        let list = try processor("corrupt", "list", in: office)
        #expect(list.standardOutput.contains("misnamed.json"))
        for number in ["1", "2"] {
            let shown = try processor("corrupt", "show", number, in: office)
            #expect(!shown.standardOutput.contains("\u{1B}"))
        }
        let requeued = try processor(
            "corrupt", "requeue", "--older-than", "0m", "--yes", in: office)
        #expect(requeued.status == .exited(65))
        #expect(requeued.standardOutput.contains("waits as \(RequestID(1))"))
        #expect(requeued.standardOutput.contains("is still no request"))
        let left = requeued.standardOutput.contains("file 1 waits") ? "2" : "1"
        let discarded = try processor("corrupt", "discard", left, "--reason", "junk", in: office)
        #expect(discarded.standardOutput == "Corrupt file \(left) is discarded.\n")

        #expect(
            try processor("corrupt", "list", in: office).standardError == "Nothing is corrupt.\n")
        #expect(try processor("corrupt", "show", "9", in: office).status == .exited(66))
        #expect(try processor("run", in: office).standardOutput.hasPrefix("1 applied"))
    }

    @Test("status tells what waits and how old it is, who is at work, and of the last run")
    func status() async throws {
        let office = try await Office()
        let before = try processor("status", in: office).standardOutput
        #expect(before.contains("At work: nobody.\nLast run: none yet."))
        try office.queue(ChangeRequest(1))
        _ = try processor("run", in: office)
        try office.queue(ChangeRequest(2, serial: 2), ChangeRequest(3, serial: 3))
        let lock = try ProcessorLock.acquire(
            office.home,
            as: Holder(user: "olga", host: "desk-1", process: 7, since: .noon))

        let text = try processor("status", in: office).standardOutput
        let json = try processor("status", "--format", "json", in: office).json()

        withExtendedLifetime(lock) {}
        let begun = #/At work: olga on desk-1, process 7, begun \d+ (min|h|d) ago\./#
        #expect(text.contains(begun))
        #expect(text.contains("Last run: just now, by "))
        #expect(text.contains("drained: 1 applied."))
        #expect(text.contains("Oldest waiting: \(RequestID(2)) for \(Office.serial(2))"))
        #expect(json["isProcessorAtWork"] as? Bool == true)
        try office.drop("{".utf8, "000009.json", in: .corrupt)
        #expect(
            try processor("status", in: office).standardOutput
                .contains("Corrupt, with a record that cannot be read: 1 file."))
        #expect((json["lastRun"] as? [String: Any])?["applied"] as? Int == 1)
    }

    @Test(
        "status tells what is wrong with the store, after the rest, and ends as that",
        arguments: [
            ("missing", "does not exist", Int32(78)), ("not a store", "is not a store", 69),
            ("empty", "holds no licenses", 78), ("ok", "", 0),
        ])
    func storeState(state: String, words: String, status: Int32) async throws {
        let office = try await Office()
        let path = office.home.store.text
        if state == "missing" || state == "empty" {
            for ending in ["", "-wal", "-shm"] {
                try FileManager.default.removeItem(atPath: path + ending)
            }
        }
        if state == "empty" { _ = try SQLiteStore.create(at: path) }
        if state == "not a store" {
            try Data("letters\n".utf8).write(to: URL(fileURLWithPath: path))
        }

        let text = try processor("status", in: office)
        let json = try processor("status", "--format", "json", in: office)

        #expect(text.standardOutput.hasSuffix("\nStore: \(state).\n"))
        #expect(try json.json()["store"] as? String == state)
        #expect(state == "ok" ? text.standardError == "" : text.standardError.contains(words))
        #expect(json.standardError == text.standardError)
        #expect(text.status == .exited(status) && json.status == .exited(status))
    }

    @Test(
        "status of a home that lacks a folder tells what makes it",
        arguments: ["queue", "queue/held"])
    func statusWithoutFolder(name: String) async throws {
        let office = try await Office()
        try FileManager.default.removeItem(atPath: office.home.root.appending(name).text)

        let result = try processor("status", in: office)

        #expect(result.standardError.contains("does not exist. Nothing was done. Run 'coord"))
        #expect(result.status == .exited(78))
    }

    @Test("a run adds a line of JSON for each document to its report")
    func report() async throws {
        let office = try await Office()
        try office.queue(
            ChangeRequest(1), ChangeRequest(2, serial: 2, from: "kim@example.com"))
        try office.drop("{".utf8, "junk")
        let file = office.home.root.appending("report.jsonl").text

        let result = try processor("run", "--report", file, in: office)

        #expect(result.status == .exited(0))
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        let values = try lines.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        #expect(
            Set(values.compactMap { $0["verdict"] as? String }) == [
                "applied", "rejected", "corrupt",
            ])
        #expect(values.allSatisfy { ($0["waitedSeconds"] as? Double).map { $0 >= 0 } ?? false })
        let problems = values.first { $0["verdict"] as? String == "rejected" }?["problems"]
        #expect(
            (problems as? [[String: Any]])?.first?["code"] as? String
                == "current-coordinator-mismatch")
        let refused = try processor("run", "--report", "/nowhere/report", in: office)
        #expect(refused.status == .exited(73))
        let pipe = office.home.root.appending("pipe").text
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try processor("run", "--report", pipe, in: office).status == .exited(73))
    }

    @Test("the home's configuration sets how long requests cool off; a slip in it is told")
    func configuration() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let file = office.home.configuration.text
        try Data(#"{ "coolingOff": "24h" }"#.utf8).write(to: URL(fileURLWithPath: file))

        #expect(
            try processor("run", in: office).standardOutput.contains(
                "1 request waits to cool off.\n"))
        #expect(try processor("plan", in: office).standardOutput.contains("cooling"))
        #expect(
            try processor("run", "--cooling-off", "0m", in: office).standardOutput
                .hasPrefix("1 applied"))
        try Data(#"{ "coolingoff": "24h" }"#.utf8).write(to: URL(fileURLWithPath: file))
        let result = try processor("run", in: office)
        #expect(result.status == .exited(78))
        #expect(result.standardError.contains("unknown keys: coolingoff"))
        #expect(try processor("status", in: office).status == .exited(78))
    }
}
