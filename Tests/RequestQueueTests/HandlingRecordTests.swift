import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("what is kept of a request that operators handled")
struct HandlingRecordTests {
    let sandbox: Sandbox
    let name = SealedDocument(1).name

    init() throws {
        sandbox = try Sandbox()
    }

    @Test("what is on record of a request says nothing of another document under its name")
    func recordOfAnother() throws {
        try sandbox.queue(SealedDocument(1))
        _ = try act { try $0.hold(name, reason: "ask", at: .noon) }
        _ = try act { try $0.release(name, at: .noon) }

        try sandbox.drop(SealedDocument(1, note: "other").bytes, "\(name.fileName)", in: .incoming)
        #expect(try QueueListing(sandbox.home).read(name)?.claim?.handling == [])
        _ = try act { try $0.hold(name, reason: "again", at: .noon) }

        #expect(try steps() == [.held])
    }

    @Test("a record that is damaged, or of another form, is told of and not written over")
    func damagedRecord() throws {
        try sandbox.queue(SealedDocument(1))
        _ = try act { try $0.hold(name, reason: "ask", at: .noon) }
        _ = try act { try $0.release(name, at: .noon) }
        let path = sandbox.home[.held].appending("\(name.id).json")
        let good = try String(contentsOfFile: path.text, encoding: .utf8)

        for text in ["{", "", good.replacing("handling/1", with: "handling/2")] {
            try sandbox.drop(text.utf8, "\(name.id).json", in: .held)
            var queue = try reader()

            #expect(try queue.claim(upTo: 5, at: .noon).isEmpty)
            #expect(queue.stuck.map(\.why) == [.failed(.handlingUnreadable(path))])
        }
        #expect(
            try act { try $0.hold(name, reason: "again", at: .noon) }
                == .stuck(.handlingUnreadable(path)))
        #expect(try sandbox.names(.incoming) == ["\(name.fileName)"])
    }

    @Test("a disk that fails while a record is read ends the run", arguments: [EIO, EMFILE])
    func failingDisk(code: Int32) throws {
        try sandbox.queue(SealedDocument(1))
        _ = try act { try $0.hold(name, reason: "ask", at: .noon) }
        _ = try act { try $0.release(name, at: .noon) }
        let path = sandbox.home[.held].appending("\(name.id).json")
        let files = Files { operation throws(FileFault) in
            if operation == .open(path) { throw .fails(code) }
        }
        var queue = QueueReader(
            try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)), files: files)

        #expect(throws: QueueError(.open(path), errno: code)) {
            try queue.claim(upTo: 5, at: .noon)
        }
    }

    @Test("a disk that fails while a withdrawal is read ends the run", arguments: [EIO, EMFILE])
    func failingWithdrawal(code: Int32) throws {
        try sandbox.queue(SealedDocument(1))
        let wish = Withdrawal(id: name.id, by: .maria, at: .noon, reason: "a mistake")
        _ = try QueueWriter(sandbox.home).withdraw(wish)
        let path = sandbox.home[.withdrawals].appending("\(name.id).json")
        let files = Files { operation throws(FileFault) in
            if operation == .open(path) { throw .fails(code) }
        }
        var queue = QueueReader(
            try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)), files: files)

        #expect(throws: QueueError(.open(path), errno: code)) {
            try queue.claim(upTo: 5, at: .noon)
        }
    }

    @Test("a release that fails is not on record", arguments: [false, true])
    func failedRelease(isRace: Bool) throws {
        try sandbox.queue(SealedDocument(1))
        _ = try act { try $0.hold(name, reason: "ask", at: .noon) }
        let (sandbox, fileName) = (sandbox, "\(name.fileName)")
        let take = { @Sendable in try sandbox.drop([1], fileName, in: .incoming) }
        let files = Files { operation throws(FileFault) in
            if isRace, case .renameExclusively = operation { try? take() }
        }
        if !isRace { try take() }

        let released = try sandbox.operate(files) { try $0.release(name, at: .noon) }

        #expect(released == .nameTaken)
        #expect(try steps() == [.held])
    }

    private func act<T>(_ body: (inout QueueOperator) throws -> T) throws -> T {
        try sandbox.operate(Files(), body)
    }

    /// What the record says was done with the request.
    private func steps() throws -> [HandlingStep.Action]? {
        try Files().handling(of: name.id, in: sandbox.home)?.steps.map(\.action)
    }

    private func reader() throws -> QueueReader {
        QueueReader(try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon)))
    }
}
