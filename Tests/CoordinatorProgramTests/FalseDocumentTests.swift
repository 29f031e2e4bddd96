import Foundation
import TestSupport
import Testing

/// A real user of a team's group puts documents into the queue that are not what they claim.
@Suite(
    "Documents that staff make by hand",
    .enabled(if: OtherUser.isPossible, "only root can take on other users' IDs"))
struct FalseDocumentTests {
    private static let (maria, omar) = (SharedHome.maria, SharedHome.omar)

    @Test("whose file it was is shown beside who it says prepared it, waiting, held and applied")
    func preparedBy() throws {
        let home = try SharedHome()
        let (id, document) = try Self.submitted(in: home)
        let forged = Self.successor(of: id)
        try Self.put(document.replacing(id, with: forged), as: forged, in: home)
        try home.shell(as: Self.maria, "rm queue/incoming/\(id).*")

        func expectBoth(_ state: String) throws {
            let shown = try home.run(as: Self.maria, "show", forged).standardOutput
            #expect(shown.hasPrefix("\(forged)  \(state)"))
            #expect(shown.contains("Prepared by: \(Self.maria.id) on "))
            #expect(shown.contains("File owned by: \(Self.omar.id)\n"))
        }
        try expectBoth("queued")
        try home.process("hold", forged, "--reason", "whose is it?")
        try expectBoth("held")
        try home.process("release", forged)
        try expectBoth("queued")
        try home.process("run")
        try expectBoth("applied")
        let history = try home.run(as: Self.maria, "history", forged).standardOutput
        #expect(history.contains(#/done by 47111@\S+ \(file of 47112\), request/#))
    }

    @Test("whose file a withdrawal was is shown beside who it says asked, waiting and withdrawn")
    func withdrawal() throws {
        let home = try SharedHome()
        let (id, _) = try Self.submitted(in: home)
        try Self.put(
            """
            {"schema":"withdrawal/1","id":"\(id)","by":{"user":"\(Self.maria.id)","host":"desk"},\
            "at":"2026-11-23T17:20:31.123Z","reason":"so it says"}
            """, at: "queue/withdrawals/\(id).json", in: home)

        func expectBoth() throws {
            let shown = try home.run(as: Self.maria, "show", id).standardOutput
            #expect(shown.contains(" by: \(Self.maria.id), 2026-11-23T17:20:31.123Z: so it says\n"))
            #expect(shown.contains("Withdrawal's file owned by: \(Self.omar.id)\n"))
        }
        try expectBoth()
        let again = try home.run(as: Self.maria, "withdraw", id, "--reason", "truly")
        #expect(again.standardOutput.contains("asked for before by 47111 (file of 47112) at "))
        try home.process("run")
        try expectBoth()
    }

    @Test("an ID that is used already is applied once, and the other document put aside")
    func sameID() throws {
        let home = try SharedHome()
        let (id, document) = try Self.submitted(in: home)
        try Self.put(
            document.replacing("123-12345678", with: "123-12345679"), as: id,
            serial: "123-12345679", in: home)

        #expect(try home.process("run").standardOutput.hasPrefix("1 applied, 1 corrupt, in "))
        #expect(try home.run(as: Self.maria, "show", id).standardOutput.contains("  applied at "))

        try Self.put(document.replacing("Sam", with: "Pam"), as: id, in: home)
        let after = try home.process("run")
        #expect(after.standardOutput.hasPrefix("1 corrupt, in "))
        #expect(after.standardOutput.contains("id-already-used"))
    }

    @Test("nobody releases what is on hold, or puts other words under its ID")
    func held() throws {
        let home = try SharedHome()
        let (id, document) = try Self.submitted(in: home)
        try home.process("hold", id, "--reason", "the caller is being asked")

        for text in [document, document.replacing("Sam", with: "Pam")] {
            try Self.put(text, as: id, in: home)
            try Self.put("{}", at: "queue/incoming/\(id).json", in: home)
            let run = try home.process("run")

            #expect(!run.standardOutput.contains("applied"))
            #expect(try home.names(in: "queue/incoming").isEmpty)
            #expect(try home.names(in: "queue/held").contains("\(id).123-12345678.json"))
        }
        try home.process("release", id)
        #expect(try home.owner(of: "queue/incoming/\(id).123-12345678.json") == 47100)
        let replaced = try home.shell(
            as: Self.omar,
            "echo x > queue/tmp/x; mv -f queue/tmp/x queue/incoming/\(id).123-12345678.json")
        #expect(replaced.standardError.contains("Operation not permitted"))
        #expect(try home.process("run").standardOutput.hasPrefix("1 applied, "))
    }

    @Test("a document for other people's contract, or past the wizard, is judged by the rules")
    func rules() throws {
        let home = try SharedHome()
        let (id, document) = try Self.submitted(in: home)
        let changes = [
            ("pat@example.com", "kai@example.net", "serial-number-not-on-contract"),
            ("lee@example.com", "kim@example.com", "current-coordinator-mismatch"),
            ("sam@example.com", "lee@example.com", "coordinator-unchanged"),
            ("called-back", "", "verification-missing"),
        ]
        var forged = id
        for (text, other, _) in changes {
            forged = Self.successor(of: forged)
            try Self.put(
                document.replacing(id, with: forged).replacing(text, with: other), as: forged,
                in: home)
        }

        let run = try home.process("run")

        #expect(run.standardOutput.hasPrefix("1 applied, 4 rejected, in "))
        for (_, _, code) in changes { #expect(run.standardOutput.contains("    \(code): ")) }
    }

    /// A request of Maria's that waits.
    private static func submitted(in home: SharedHome) throws -> (id: String, document: String) {
        let id = try home.submit(as: maria)
        let name = try #require(try home.office.queued().first)
        return (
            id, String(decoding: try home.office.content("queue/incoming/\(name)"), as: UTF8.self)
        )
    }

    /// Another ID, each time another.
    private static func successor(of id: String) -> String {
        let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let place = digits.firstIndex(of: id.last!)!
        return id.dropLast() + String(digits[(place + 1) % digits.count])
    }

    private static func put(
        _ text: String, as id: String, serial: String = "123-12345678", in home: SharedHome
    ) throws {
        try put(text, at: "queue/incoming/\(id).\(serial).json", in: home)
    }

    /// Puts a file of Omar's.
    private static func put(_ text: String, at path: String, in home: SharedHome) throws {
        let encoded = Data(text.utf8).base64EncodedString()
        let result = try home.shell(as: omar, "echo \(encoded) | base64 -d > '\(path)'")
        try #require(result.status == .exited(0), "\(result.standardError)")
    }
}
