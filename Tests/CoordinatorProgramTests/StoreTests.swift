import Foundation
import GRDB
import TestSupport
import Testing

@Suite("A store that cannot be used")
struct StoreTests {
    @Test("is told by every command that needs it", arguments: Fault.allCases)
    func commands(fault: Fault) throws {
        let office = try Office()
        try fault.happen(in: office)

        for arguments in [
            ["licenses", "pat@example.com"], ["requests"], ["history", "123-12345678"],
        ] {
            let result = try Program.run(
                "coordinator", arguments + ["--home", office.home],
                environment: office.environment)
            #expect(result.status == .exited(fault.status))
            #expect(result.standardOutput == "")
            #expect(result.standardError.contains("\(office.home)/store.sqlite"))
            #expect(result.standardError.count < 400)
        }
    }

    @Test(
        "in the middle of a request: the draft is kept, and resumed once it is back",
        arguments: Fault.allCases)
    func conversation(fault: Fault) throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .serialNumber)
        let aside = office.path("aside.sqlite")
        try FileManager.default.copyItem(atPath: office.path("store.sqlite"), toPath: aside)
        try fault.happen(in: office)

        try terminal.send("123-12345678\r")

        try terminal.wait(for: "Your request was not submitted. Draft ")
        try terminal.wait(for: "    coordinator resume ")
        #expect(try terminal.waitForExit() == .exited(fault.status))
        #expect(terminal.hasFormerModes)
        try Fault.removeStore(in: office)
        try FileManager.default.moveItem(atPath: aside, toPath: office.path("store.sqlite"))
        let resumed = try office.sitDown("resume", try office.draft().id)
        try resumed.wait(for: Question.otherSerialNumbers.prompt)
    }

    @Test("one that is locked is waited for, and then told")
    func locked() throws {
        let office = try Office()
        let database = try DatabaseQueue(path: office.path("store.sqlite"))
        let result = try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try db.execute(sql: "BEGIN EXCLUSIVE")
            defer { try? db.execute(sql: "ROLLBACK") }
            return try office.run("licenses", "pat@example.com")
        }

        #expect(result.status == .exited(75))
        #expect(result.standardError.contains("is locked by another program"))
    }

    @Test("one that may only be read is read")
    func readOnly() throws {
        let office = try Office()
        for name in try FileManager.default.contentsOfDirectory(atPath: office.home)
        where name.hasPrefix("store.sqlite") {
            chmod(office.path(name), 0o444)
        }

        #expect(try office.run("licenses", "pat@example.com").status == .exited(0))
        #expect(try office.submit().hasPrefix("CC-"))
    }

    enum Fault: CaseIterable, Sendable {
        case missing, empty, noDatabase, folder, newer

        var status: Int32 {
            switch self {
            case .missing: 78
            case .empty, .noDatabase, .folder, .newer: 69
            }
        }

        func happen(in office: Office) throws {
            let path = office.path("store.sqlite")
            guard self != .newer else {
                let database = try DatabaseQueue(path: path)
                try database.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA user_version = 999")
                    try db.checkpoint(.truncate)
                }
                return try database.close()
            }
            try Self.removeStore(in: office)
            switch self {
            case .missing, .newer: break
            case .empty: try office.write("", to: "store.sqlite")
            case .noDatabase: try office.write("This is no database.", to: "store.sqlite")
            case .folder:
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: false)
            }
        }

        static func removeStore(in office: Office) throws {
            for name in try FileManager.default.contentsOfDirectory(atPath: office.home)
            where name.hasPrefix("store.sqlite") {
                try FileManager.default.removeItem(atPath: office.path(name))
            }
        }
    }
}
