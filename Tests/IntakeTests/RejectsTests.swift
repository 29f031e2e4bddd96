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
                x,y,5,unreadable-row,unreadable-row!

                """)
    }

    @Test("a row that cannot be read is there byte for byte, and is bad until it is corrected")
    func unreadable() async throws {
        let batch = try await Batch()
        let latin = Array(Batch.sam.replacing("Sam", with: "Jos").utf8)
        let name = try #require(latin.firstRange(of: Array("Jos".utf8))).upperBound
        let rows: [[UInt8]] = [
            Array(Batch.header.utf8), latin[..<name] + [0xE9] + latin[name...],
            Array(Batch.kim.replacing("\"", with: "").utf8),
        ]
        func rejects(_ number: Int) async throws -> [UInt8] {
            let path = batch.rejectsPath + "\(number)"
            let findings = try await batch.check(
                try BatchFile(path: batch.path), rejectsPath: path)
            try findings.rejects?.finish()
            #expect(findings.good == 0)
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        }

        try Data(rows.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: batch.path))
        let first = try await rejects(1)
        try Data(first).write(to: URL(fileURLWithPath: batch.path))
        let second = try await rejects(2)

        let header = Array(",rejected_line,rejected_codes,rejected_because\n".utf8)
        let reasons = (2...3).map { Array(",\($0),unreadable-row,unreadable-row!\n".utf8) }
        let expected = rows[0] + header + rows[1] + reasons[0] + rows[2] + reasons[1]
        #expect(first == expected)
        #expect(second == first)
    }

    @Test("a quote that is never closed hides rows, so nothing of the file is queued")
    func unclosedQuote() async throws {
        let batch = try await Batch(
            Batch.sam, Batch.sam.replacing("Sam", with: "\"Sam"), Batch.sam)

        await #expect(throws: BatchError.endsInsideQuote(line: 3)) {
            _ = try await batch.check(
                try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath)
        }
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

    @Test("a link that leads nowhere takes the place: nothing is said to be written that is not")
    func danglingLink() async throws {
        let batch = try await Batch(Batch.bad)
        symlink("/nowhere/at-all", batch.rejectsPath)
        let findings = try await batch.check(
            try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath)

        #expect(throws: BatchError.rejectsExist(path: batch.rejectsPath)) {
            try findings.rejects?.checkPlace()
        }
        #expect(throws: BatchError.rejectsExist(path: batch.rejectsPath)) {
            try findings.rejects?.finish()
        }
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

    @Test("nothing is left of it when the check is stopped")
    func stopped() async throws {
        let batch = try await Batch(Batch.bad)

        await #expect(throws: BatchError.stoppedChecking) {
            _ = try await batch.check(
                try BatchFile(path: batch.path), rejectsPath: batch.rejectsPath
            ) { _ throws(BatchError) in throw .stoppedChecking }
        }

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
