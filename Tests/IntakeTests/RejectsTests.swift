import CoordinatorModel
import Foundation
import Intake
import ModelFixtures
import RequestQueue
import Testing

@Suite("the file of bad rows")
struct RejectsTests {
    @Test("has the rows as they stand, and what is wrong with each in columns of its own")
    func written() async throws {
        let batch = try await Batch(
            Batch.sam + ",x", Batch.bad + ",\"a \"\"b\"\"\nc\"", "x,y",
            header: Batch.header + ",Our Column")
        let findings = try await batch.check(
            try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath)

        try findings.rejects?.finish()

        #expect(
            try text(batch.rejectsPath) == """
                \(Batch.header),Our Column,rejected_line,rejected_codes,rejected_because
                \(Batch.bad),"a ""b""
                c",3,serial-number-not-on-contract missing-name,\
                serial-number-not-on-contract! missing-name!
                ,,,,,,,,,,5,unreadable-row,unreadable-row!

                """)
    }

    @Test("corrected and submitted in turn, its own columns are passed over and written anew")
    func roundTrip() async throws {
        let batch = try await Batch(Batch.bad, Batch.sam, Batch.bad)
        let findings = try await batch.check(
            try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath)
        try findings.rejects?.finish()
        var lines = try text(batch.rejectsPath).split(separator: "\n").map(String.init)
        lines[1] = lines[1].replacing("123-99999999", with: "123-12345678")
            .replacing("lee@example.com,,", with: "lee@example.com,Sam,")
        try batch.write(lines)

        let again = try await batch.check(
            try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath + "2")
        try again.rejects?.finish()

        #expect((again.good, again.bad) == (1, 1))
        #expect(
            try text(batch.rejectsPath + "2") == """
                \(Batch.header),rejected_line,rejected_codes,rejected_because
                \(Batch.bad),3,serial-number-not-on-contract missing-name,\
                serial-number-not-on-contract! missing-name!

                """)
    }

    @Test("never replaces another file; one with the same content is as good")
    func exists() async throws {
        let batch = try await Batch(Batch.bad)
        let file = try BatchFile(path: batch.path)
        func check() async throws -> BatchFindings {
            try await batch.check(file, rejectsPath: batch.rejectsPath)
        }

        try await check().rejects?.finish()
        try await check().rejects?.finish()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: batch.rejectsPath))
        let third = try await check()

        #expect(throws: BatchError.rejectsExist(path: batch.rejectsPath)) {
            try third.rejects?.checkPlace()
        }
        #expect(throws: BatchError.rejectsExist(path: batch.rejectsPath)) {
            try third.rejects?.finish()
        }
        #expect(try text(batch.rejectsPath) == "mine")
    }

    @Test("nothing is left of one that does not come to its end, and none is made without bad rows")
    func leftovers() async throws {
        let batch = try await Batch(Batch.bad)
        _ = try await batch.check(try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath)
        try batch.write([Batch.header, Batch.sam])
        let good = try await batch.check(
            try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath)

        #expect(good.rejects == nil)
        let names = try FileManager.default.contentsOfDirectory(atPath: batch.folder.path)
        #expect(names.sorted() == ["batch.csv", "home"])
    }

    @Test("a place that cannot be written is told before anything is queued")
    func unwritable() async throws {
        let batch = try await Batch(Batch.bad)
        let path = batch.folder.appending("missing/rejected.csv")

        await #expect(throws: BatchError.rejectsUnwritable(path: path, number: ENOENT)) {
            _ = try await batch.check(try BatchFile(path: batch.path), rejectsPath: path)
        }
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
}
