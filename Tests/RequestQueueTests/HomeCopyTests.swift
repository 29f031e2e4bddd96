import CoordinatorModel
import Foundation
import Synchronization
import Testing

@testable import RequestQueue

@Suite("Copying a home")
struct HomeCopyTests {
    private let sandbox: Sandbox
    private let place: Path

    init() throws {
        sandbox = try Sandbox()
        place = sandbox.folder.appending("backups/monday")
    }

    /// One of everything that a home can hold.
    private func fill() throws {
        let home = sandbox.home
        let draft = try sandbox.drafts().create(kind: "any")
        try draft.save(.typed("pat@"))
        try sandbox.queue(
            SealedDocument(1), SealedDocument(2), SealedDocument(3, serial: "123-00000003"))
        _ = try QueueWriter(home).withdraw(
            Withdrawal(id: RequestID(2), by: .maria, at: .noon, reason: "wrong"))
        let lock = try ProcessorLock.acquire(home, as: .current(at: .noon))
        _ = try QueueOperator(lock, by: .maria).hold(
            SealedDocument(3, serial: "123-00000003").name, reason: "ask", at: .noon)
        for (text, name) in [
            ("{", "queue/corrupt/000001"), ("{}", "queue/corrupt/000001.json"),
            ("x", "templates/stages/1.mustache"), ("{}", "receipts/abc.json"),
            ("{}", "queue/last-run.json"), ("Made-up", "practice"), ("s", "store.sqlite"),
            ("w", "store.sqlite-wal"), ("t", "drafts/half.json.tmp"),
        ] {
            let path = home.root.appending(name)
            try FileManager.default.createDirectory(
                atPath: path.folder!.text, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path.text))
        }
        _ = try Files().makeFolder(home[.corrupt].appending("000002"), mode: 0o700)
        try sandbox.drop([1], "000002/inside.lock", in: .corrupt)
        withExtendedLifetime((draft, lock)) {}
    }

    private func copy(_ files: Files = Files()) throws -> HomeCopy {
        var copy = try HomeCopy(of: sandbox.home, at: place, files: files)
        try copy.copyQueue(at: .noon)
        try copy.copyReceipts()
        try copy.complete()
        return copy
    }

    private func tree(_ root: Path) throws -> Set<String> {
        Set(try FileManager.default.subpathsOfDirectory(atPath: root.text))
    }

    @Test("everything is in it but locks, what is just being written, and the store")
    func everything() throws {
        try fill()

        let copy = try copy()

        let left = try tree(sandbox.home.root).subtracting(try tree(place))
        #expect(
            Set(left.filter { !$0.hasSuffix(".lock") }) == [
                "store.sqlite", "store.sqlite-wal", "drafts/half.json.tmp",
            ])
        #expect(try tree(place).isSubset(of: try tree(sandbox.home.root)))
        #expect(try tree(place).contains("queue/corrupt/000002/inside.lock"))
        #expect(copy.leftOut == [] && copy.count > 8)
        for name in try tree(place) {
            let (old, new) = (sandbox.home.root.appending(name), place.appending(name))
            let (before, after) = (try Files().status(old), try Files().status(new))
            #expect(before?.mode == after?.mode, "\(name)")
            #expect(before?.ownerID == after?.ownerID, "\(name)")
            if before?.kind == .file {
                #expect(before?.modifiedAt == after?.modifiedAt, "\(name)")
                #expect(
                    FileManager.default.contents(atPath: old.text)
                        == FileManager.default.contents(atPath: new.text))
            }
        }
        try Home(place).checkForProcessor()
    }

    @Test("nothing is made where something is, nor within the home, by whatever name")
    func refusals() throws {
        let (home, folder) = (sandbox.home, sandbox.folder)
        func refused(_ place: Path) throws -> QueueError? {
            do throws(QueueError) {
                _ = try HomeCopy(of: home, at: place)
                return nil
            } catch {
                return error
            }
        }
        let before = try tree(folder)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending("link").text, withDestinationPath: home.root.text)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending("queue").text, withDestinationPath: home[.queue].text)
        let inside = [
            home.root, home[.queue].appending("new"), folder.appending("link/new/deep"),
            folder.appending("queue/new"),
        ]

        for place in inside { #expect(try refused(place) == .backupWithinHome(place)) }
        #expect(try refused(folder) == .backupPlaceTaken(folder))
        #expect(try tree(folder) == before.union(["link", "queue"]))
        _ = try HomeCopy(of: home, at: place)
        #expect(try refused(place) == .backupIncomplete(place.ending(in: ".incomplete")))
    }

    @Test("an empty folder becomes the backup")
    func emptyFolder() throws {
        try FileManager.default.createDirectory(
            atPath: place.text, withIntermediateDirectories: true)

        _ = try copy()

        #expect(try tree(place).contains("queue/incoming"))
    }

    @Test("a crash at any moment leaves no backup, or a whole one")
    func crash() throws {
        try fill()
        var stop = 0
        while true {
            let crash = Crash(before: stop)
            _ = try? copy(crash.files)
            if !crash.hasHappened { break }
            // Once it has its name, only the name is not sure to survive.
            if try Files().status(place) != nil {
                #expect(try tree(place).contains("receipts/abc.json"))
                try FileManager.default.removeItem(atPath: place.text)
            }
            try? FileManager.default.removeItem(atPath: place.ending(in: ".incomplete").text)
            stop += 1
        }
        #expect(stop > 30)
    }

    @Test("what is no request in the queue is left out and told, and nothing waits for it")
    func hostile() throws {
        let incoming = sandbox.home[.incoming]
        #expect(mkfifo(incoming.appending("fifo").text, 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: incoming.appending("link").text, withDestinationPath: "/etc/passwd")
        _ = try Files().makeFolder(incoming.appending("folder"), mode: 0o700)
        try sandbox.drop(Data(count: SubmittedRequest.greatestSize + 1), "large", in: .incoming)
        let document = SealedDocument(1)
        try sandbox.queue(document)

        let copy = try copy()

        let told = Dictionary(
            uniqueKeysWithValues: copy.leftOut.map { ($0.path.name.description, $0.why) })
        #expect(
            told == [
                "fifo": .notAFile, "link": .notAFile, "folder": .notAFile, "large": .tooLarge,
            ])
        #expect(try Files().names(in: Home(place)[.incoming]) == [document.name.fileName])
    }

    @Test("where files cannot be given away, the owner of a waiting request is on record")
    func owners() throws {
        let document = SealedDocument(1)
        try sandbox.queue(document)
        let path = sandbox.home[.incoming].appending(document.name.fileName)
        // As root, the file is a colleague's.
        _ = path.withCString { lchown($0, 1, gid_t.max) }
        let before = try #require(try Files().status(path))

        _ = try copy(
            Files { operation throws(FileFault) in
                if case .setOwner = operation { throw .fails(EPERM) }
            })

        let record = try #require(try Files().handling(of: document.name.id, in: Home(place)))
        #expect((record.owner, record.queuedAt) == (before.owner, before.modifiedAt))
        let file = try #require(try QueueListing(Home(place)).read(document.name))
        guard case .request(let claim) = file.content else {
            Issue.record("not a request")
            return
        }
        #expect(claim.owner == before.owner && claim.handling == [])
    }

    @Test("operators' moves wait while the queue is copied")
    func operatorsWait() throws {
        try sandbox.queue(SealedDocument(1))
        let home = sandbox.home
        let right = Mutex<OperatorLock?>(
            try OperatorLock.acquire(home, at: .noon, files: Files()))
        let tries = Mutex(0)
        let files = Files { operation throws(FileFault) in
            guard case .lock = operation else { return }
            let count = tries.withLock { count in
                count += 1
                return count
            }
            if count == 8 { right.withLock { $0 = nil } }
        }
        let lock = try ProcessorLock.acquire(home, as: .current(at: .noon))

        let held = try QueueOperator(lock, by: .maria, files: files).hold(
            SealedDocument(1).name, reason: "ask", at: .noon)

        #expect(held == .held && tries.withLock { $0 } == 8)
    }

    @Test("a request that operators move to and fro is in every copy")
    func moving() async throws {
        let names = (1...40 as ClosedRange<UInt32>).map { SealedDocument($0).name }
        for number in 1...40 { try sandbox.queue(SealedDocument(UInt32(number))) }
        let isOver = Mutex(false)
        let moved = Mutex(0)
        let lock = try ProcessorLock.acquire(sandbox.home, as: .current(at: .noon))
        async let moves: Void = {
            let queue = QueueOperator(lock, by: .maria)
            var count = 0
            while !isOver.withLock({ $0 }) {
                let name = names[count / 2 % names.count]
                if count.isMultiple(of: 2) {
                    _ = try queue.hold(name, reason: "ask", at: .noon)
                } else {
                    _ = try queue.release(name, at: .noon)
                }
                count += 1
                moved.withLock { $0 = count }
            }
        }()

        for number in 1...20 {
            // Some are moved between any two copies.
            while moved.withLock({ $0 < 3 * number }) { await Task.yield() }
            let place = sandbox.folder.appending("copy-\(number)")
            var copy = try HomeCopy(of: sandbox.home, at: place)
            try copy.copyQueue(at: .noon)
            let listing = QueueListing(Home(place.ending(in: ".incomplete")))
            let found = try listing.names() + listing.names(in: .held)
            #expect(Set(found.map(\.id)) == Set(names.map(\.id)))
        }
        isOver.withLock { $0 = true }
        try await moves
    }
}
