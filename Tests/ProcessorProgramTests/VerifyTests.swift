import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import TestSupport
import Testing

@Suite("coordinator-processor verify")
struct VerifyTests {
    /// A store in which one request was applied and one rejected, and the digest that the run told.
    private func prepared() async throws -> (Office, digest: String) {
        let office = try await Office(serialNumbers: 2)
        try office.queue(ChangeRequest(1), ChangeRequest(2, from: "kim@example.com"))
        let run = try processor("run", "--format", "json", in: office)
        return (office, try #require(try run.json()["digest"] as? String))
    }

    @Test("says that everything fits, with the digest that the run told")
    func fits() async throws {
        let (office, digest) = try await prepared()

        let result = try processor("verify", in: office)

        #expect(
            result.standardOutput == """
                Everything fits: 6 journal entries, 2 requests and 9 digests of rows.
                Digest: \(digest)

                """)
        #expect(result.standardError == "" && result.status == .exited(0))
        #expect(try processor("verify", "--expect", digest, in: office).status == .exited(0))
    }

    @Test("names what does not fit, first of all the first, and ends with 65")
    func altered() async throws {
        let (office, _) = try await prepared()
        try changeStore(
            office.home.store.text,
            """
            UPDATE journal SET new = 'eve\u{1B}@example.com' WHERE new = 'sam@example.com';
            UPDATE serial_numbers SET coordinator = 'lee@example.com'
            """)

        let result = try processor("verify", in: office)

        let lines = result.standardOutput.split(separator: "\n")
        #expect(
            lines.dropLast() == [
                """
                First of what does not fit: journal entry 6, about \(Office.serial(1)): it is not \
                what was written, or what it is hashed over is not
                """,
                """
                  serial_numbers, row \(Office.serial(1)): it is not what was written, or what it is \
                hashed over is not
                """,
                "Looked at: 6 journal entries, 2 requests and 9 digests of rows.",
            ])
        #expect(result.standardError.contains("2 things do not fit. Nothing was changed."))
        #expect(result.status == .exited(65))
    }

    @Test("--expect tells of another past, also to programs; what is no digest is refused")
    func expected() async throws {
        let (office, _) = try await prepared()
        let other = String(repeating: "ab", count: 32)

        let result = try processor("verify", "--expect", other, "--format", "json", in: office)

        let report = try result.json()
        #expect(report["misfitCount"] as? Int == 1 && result.status == .exited(65))
        let misfit = try #require((report["misfits"] as? [[String: Any]])?.first)
        #expect(misfit["fault"] as? String == "unexpected")
        #expect(misfit["subject"] as? String == other)
        #expect(try processor("verify", "--expect", "abc", in: office).status == .exited(64))
    }

    @Test("reads only, and does without a processor's lock")
    func readsOnly() async throws {
        let (office, _) = try await prepared()
        let lock = try ProcessorLock.acquire(office.home, as: .current(at: .noon))
        let before = FileManager.default.contents(atPath: office.home.store.text)

        let result = try processor("verify", in: office)

        #expect(result.status == .exited(0))
        #expect(FileManager.default.contents(atPath: office.home.store.text) == before)
        withExtendedLifetime(lock) {}
    }
}
