import CoordinatorModel
import Foundation
import Synchronization
import Testing

@testable import RequestQueue

/// Makes one file operation go wrong, once.
final class Glitch: Sendable {
    private let state = Mutex(0)
    private let place: Int
    private let fault: FileFault

    init(at place: Int, _ fault: FileFault) {
        (self.place, self.fault) = (place, fault)
    }

    var hasHappened: Bool { state.withLock { $0 > place } }

    var files: Files {
        Files { [self] _ throws(FileFault) in
            let here = state.withLock { seen in
                seen += 1
                return seen - 1
            }
            if here == place { throw fault }
        }
    }
}

@Suite("a file operation goes wrong, every one in turn")
struct FaultTests {
    @Test(
        "a submit that fails keeps the draft or has queued it, and can be repeated",
        arguments: [ENOSPC, EIO, EACCES, EROFS])
    func submit(code: Int32) throws {
        for place in 0... {
            let sandbox = try Sandbox()
            try sandbox.drafts().create(kind: "any").save(.typed("typed"))
            let glitch = Glitch(at: place, .fails(code))
            var failure: QueueError?
            do throws(QueueError) {
                try submit(sandbox, glitch.files)
            } catch {
                failure = error
            }
            if !glitch.hasHappened { break }

            if failure != nil, try !sandbox.drafts().list().isEmpty {
                try submit(sandbox, Files())
            }

            #expect(try sandbox.names(.incoming) == ["\(SealedDocument(1).name.fileName)"])
            #expect(try sandbox.drafts().list().isEmpty)
            switch (failure, code) {
            case (nil, _), (.diskFull, ENOSPC), (.inputOutput, EIO), (.noPermission, EACCES),
                (.readOnlyFileSystem, EROFS):
                break
            default: Issue.record("\(String(describing: failure)) for errno \(code)")
            }
        }
    }

    @Test(
        "interrupted and short calls are carried on",
        arguments: [FileFault.fails(EINTR), .isShort(1)])
    func carriedOn(fault: FileFault) throws {
        for place in 0... {
            let sandbox = try Sandbox()
            try sandbox.drafts().create(kind: "any").save(.typed("typed"))
            let glitch = Glitch(at: place, fault)

            try submit(sandbox, glitch.files)

            let name = SealedDocument(1).name
            let file = try #require(try QueueListing(sandbox.home, files: glitch.files).read(name))
            #expect(file.bytes == SealedDocument(1).bytes)
            #expect(try sandbox.drafts().list().isEmpty)
            if !glitch.hasHappened { break }
        }
    }

    @Test(
        "a failing disk ends the run with every file in one place",
        arguments: [ENOSPC, EIO, EACCES, EROFS])
    func settle(code: Int32) throws {
        for place in 0... {
            let sandbox = try Sandbox()
            try sandbox.queue(SealedDocument(1))
            try sandbox.drop([0], "junk", in: .incoming)
            let glitch = Glitch(at: place, .fails(code))
            _ = try? settleAll(sandbox, glitch.files)
            if !glitch.hasHappened { break }

            #expect(try settleAll(sandbox, Files()).isEmpty)

            #expect(try sandbox.names(.incoming).isEmpty)
            #expect(try QueueListing(sandbox.home).counts() == .init())
            #expect(try QueueListing(sandbox.home).corruptRecords().count == 1)
        }
    }

    @Test("the disk is full, and the error says where and what was being done")
    func words() throws {
        let sandbox = try Sandbox()
        let files = Files { operation throws(FileFault) in
            if case .write = operation { throw .fails(ENOSPC) }
        }

        #expect {
            try QueueWriter(sandbox.home, files: files).put(SealedDocument(1))
        } throws: { error in
            guard case .diskFull(.write(let path))? = error as? QueueError else { return false }
            return path.folder == sandbox.home[.temporary]
        }
        #expect(try sandbox.names(.temporary).isEmpty)
    }

    private func submit(_ sandbox: Sandbox, _ files: Files) throws(QueueError) {
        guard let id = try sandbox.drafts().list().first?.id else { return }
        let draft = try sandbox.drafts(files).open(id)
        let submitted = try QueueWriter(sandbox.home, files: files)
            .submit(draft, sealing: [SealedDocument(1)])
        #expect(submitted.documents == [SealedDocument(1)])
        if let leftover = submitted.leftover { throw leftover }
    }

    /// Settles everything, the good as recorded; returns what was stuck.
    private func settleAll(_ sandbox: Sandbox, _ files: Files) throws(QueueError) -> [StuckFile] {
        let lock = try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon), files: files)
        var queue = QueueReader(lock, files: files)
        while case let claimed = try queue.claim(upTo: 10, at: .noon), !claimed.isEmpty {
            try queue.settle(claimed.map(\.obvious), at: .noon)
        }
        return queue.stuck
    }
}

extension Files {
    /// Every operation of that kind fails as on a broken disk.
    static func failing(_ fails: @escaping @Sendable (FileOperation) -> Bool) -> Files {
        Files { operation throws(FileFault) in
            if fails(operation) { throw .fails(EIO) }
        }
    }
}

extension ClaimedFile {
    /// What is no request is corrupt, everything else is recorded.
    var obvious: Settlement {
        if case .corrupt(let reason) = content { .corrupt(self, reason) } else { .recorded(self) }
    }
}
