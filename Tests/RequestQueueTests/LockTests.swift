import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("locks")
struct LockTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test("a draft that is open elsewhere is not opened, and it is said by whom")
    func draft() throws {
        let drafts = Drafts(in: sandbox.home, as: .maria, now: { .noon })
        let open = try drafts.create(kind: "any")
        try open.save(.typed("typed"))
        let maria = Holder(user: "maria", host: "desk-4", process: getpid(), since: .noon)

        #expect(throws: QueueError.draftLocked(open.id, by: maria)) { try drafts.open(open.id) }
        #expect(throws: QueueError.draftLocked(open.id, by: maria)) { try drafts.discard(open.id) }
        #expect(try drafts.list().map(\.lock) == [.held(by: maria)])

        open.close()
        #expect(try drafts.list().map(\.lock) == [.free])
        try drafts.open(open.id).discard()
        #expect(try sandbox.names(.drafts).isEmpty)
        #expect(throws: QueueError.noSuchDraft(open.id)) { try drafts.open(open.id) }
    }

    @Test("the lock of a killed process is no lock")
    func killed() throws {
        let drafts = sandbox.drafts()
        let open = try drafts.create(kind: "any")
        try open.save(.typed("typed"))
        open.close()
        let other = Holder(user: "lee", host: "desk-5", process: 1, since: .noon)
        let child = try Child(locking: drafts.lockPath(open.id), as: other)
        #expect(throws: QueueError.draftLocked(open.id, by: other)) { try drafts.open(open.id) }

        child.kill()

        #expect(try drafts.list().map(\.lock) == [.free])
        #expect(try drafts.open(open.id).draft.sheet == .typed("typed"))
        #expect(try sandbox.names(.drafts) == ["\(open.id).json"])
    }

    @Test("a lock file that was removed while somebody waited for it is not the lock any more")
    func unlinkRace() throws {
        let path = sandbox.home[.drafts].appending("K7M-4QX.lock")
        let holder = Holder.current(at: .noon)
        let files = Files { operation throws(FileFault) in
            // Between opening and locking: the holder leaves, somebody else comes.
            guard case .lock = operation, FileManager.default.fileExists(atPath: path.text) else {
                return
            }
            if (try? Data(contentsOf: URL(fileURLWithPath: path.text)))?.isEmpty == true {
                unlink(path.text)
                try? Data("{}".utf8).write(to: URL(fileURLWithPath: path.text))
            }
        }
        try Data().write(to: URL(fileURLWithPath: path.text))

        guard
            case .acquired(let lock) = try LockFile.acquire(
                path, as: holder, mode: 0o600, ending: .removed, files: files)
        else {
            Issue.record("not acquired")
            return
        }

        guard
            case .held(let found) = try LockFile.acquire(
                path, as: holder, mode: 0o600, ending: .removed, files: Files())
        else {
            Issue.record("two hold one lock")
            return
        }
        #expect(found == holder)
        withExtendedLifetime(lock) {}
    }

    @Test("a second processor is told who is at work, or waits")
    func processor() async throws {
        let holder = Holder(user: "operator", host: "server", process: 7, since: .noon)
        var first: ProcessorLock? = try ProcessorLock.acquire(sandbox.home, as: holder)
        #expect(throws: QueueError.processorAtWork(holder)) {
            try ProcessorLock.acquire(sandbox.home, as: holder)
        }

        var seen: [Holder?] = []
        let second = try await ProcessorLock.acquire(
            sandbox.home, as: .current(at: .noon), lookingEvery: .milliseconds(1)
        ) { holder in
            seen.append(holder)
            first = nil
            return true
        }

        #expect(seen == [holder])
        #expect(first == nil)
        #expect(try sandbox.mode(sandbox.home.processorLock) == 0o600)
        await #expect(throws: QueueError.self) {
            try await ProcessorLock.acquire(sandbox.home, as: holder) { _ in false }
        }
        withExtendedLifetime(second) {}
    }

    @Test("a processor that was killed is followed by another")
    func killedProcessor() throws {
        let holder = Holder(user: "operator", host: "server", process: 7, since: .noon)
        let child = try Child(locking: sandbox.home.processorLock, as: holder)
        #expect(throws: QueueError.processorAtWork(holder)) {
            try ProcessorLock.acquire(sandbox.home, as: holder)
        }

        child.kill()

        _ = try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon))
    }
}

/// Another process that holds a lock until it is killed.
private struct Child {
    private let process = Process()

    init(locking path: Path, as holder: Holder) throws {
        try JSONEncoder().encode(holder).write(to: URL(fileURLWithPath: path.text))
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        process.arguments = [
            "--no-fork", path.text, "/bin/sh", "-c", "echo held; exec sleep 600",
        ]
        process.standardOutput = output
        try process.run()
        _ = try output.fileHandleForReading.read(upToCount: 5)
    }

    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
