import CoordinatorModel
import Foundation
import Store

/// A store with a history, and copies of it that somebody edits with the sqlite3 program.
struct Tampering {
    let folder: TemporaryFolder
    /// The digest after the first two requests were decided, and at the end.
    let earlier: Digest
    let digest: Digest

    init() async throws {
        folder = try TemporaryFolder()
        let store = try SQLiteStore.create(at: folder.path("store.sqlite"))
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixture.practicePath)))
        _ = try await store.load(.bytes(bytes, name: "practice"), at: Fixture.loadedAt)
        _ = try await store.decide(
            Fixture.request(1, phone: "+1 503 555 0100", caseReference: "77"),
            Fixture.request(2, from: "old@example.com"))
        earlier = try await store.digest()
        _ = try await store.decide(
            [
                Fixture.claim(Fixture.request(3), withdrawal: Fixture.withdrawal(3)),
                Fixture.claim(Fixture.request(4, from: "sam@example.com", to: "kim@example.com")),
                Fixture.claim(Fixture.request(5, from: "nobody@example.com")),
            ], rules: Fixture.rules, at: Fixture.decidedAt)
        _ = try await store.noteLate([Fixture.withdrawal(1)], at: Fixture.decidedAt)
        digest = try await store.digest()
        // One file is the whole store then.
        try Self.run("PRAGMA wal_checkpoint(TRUNCATE)", on: folder.path("store.sqlite"))
    }

    /// What verification makes of a copy after these statements.
    func verify(
        after sql: String, expecting expected: Digest? = nil
    ) async throws -> Verification {
        let name = "\(UUID().uuidString).sqlite"
        try folder.write(try folder.content("store.sqlite"), name)
        try Self.run("PRAGMA ignore_check_constraints = ON; \(sql)", on: folder.path(name))
        return try await SQLiteDirectory(path: folder.path(name)).verify(expecting: expected)
    }

    /// What the sqlite3 program answers.
    @discardableResult
    func query(_ sql: String) throws -> [String] {
        try Self.run(sql, on: folder.path("store.sqlite"))
    }

    @discardableResult
    private static func run(_ sql: String, on path: String) throws -> [String] {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = ["-batch", "-bail", path, sql]
        process.standardOutput = output
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failed(sql: sql) }
        return String(decoding: answer, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    struct Failed: Error {
        let sql: String
    }
}
