import Foundation
import Synchronization

@testable import RequestQueue

/// Stops a program before one of its file operations: that one and all after it fail.
final class Crash: Sendable {
    private let state: Mutex<(seen: [FileOperation], hasStopped: Bool)> = .init(([], false))
    private let stop: Int
    private let disk: Disk?

    init(before stop: Int, disk: Disk? = nil) {
        (self.stop, self.disk) = (stop, disk)
    }

    var hasHappened: Bool { state.withLock(\.hasStopped) }

    var files: Files {
        Files { [self] operation throws(FileFault) in
            let stops = state.withLock { state in
                if !operation.changesSomething { return state.hasStopped }
                if state.seen.count == stop { state.hasStopped = true }
                if !state.hasStopped { state.seen.append(operation) }
                return state.hasStopped
            }
            if stops { throw .fails(EIO) }
            disk?.note(operation)
        }
    }
}

/// What is durable: what a loss of power would leave at the worst, nothing unsynced surviving.
final class Disk: Sendable {
    private struct Entry {
        var content: Data
        var mode: UInt32
    }

    private struct State {
        var folders: [Path: [FileName: Entry]] = [:]
        var synced: [UInt64: Data] = [:]
    }

    private let state = Mutex(State())
    private let home: Home

    /// All that is there now is durable.
    init(_ home: Home) throws {
        self.home = home
        for place in Home.Folder.allCases {
            for name in try Files().names(in: home[place]) {
                noteContent(home[place].appending(name))
            }
            noteFolder(home[place])
        }
    }

    func note(_ operation: FileOperation) {
        switch operation {
        case .sync(let path): noteContent(path)
        case .syncFolder(let path): noteFolder(path)
        case .syncFileSystem:
            let folders = state.withLock { Array($0.folders.keys) }
            for folder in folders {
                for name in (try? Files().names(in: folder)) ?? [] {
                    noteContent(folder.appending(name))
                }
                noteFolder(folder)
            }
        default: break
        }
    }

    /// Makes the disk hold what is durable, and nothing else.
    func losePower() throws {
        for (folder, entries) in state.withLock(\.folders) {
            for name in try Files().names(in: folder) where entries[name] == nil {
                if try Files().status(folder.appending(name))?.kind == .file {
                    try Files().remove(folder.appending(name))
                }
            }
            for (name, entry) in entries {
                let path = folder.appending(name)
                try Files().remove(path)
                try Files().create(path, content: entry.content, mode: entry.mode)
            }
        }
    }

    private func noteContent(_ path: Path) {
        guard case .file(let content, let status)? = try? Files().read(path, atMost: 1 << 24) else {
            return
        }
        state.withLock { $0.synced[status.identity.number] = content }
    }

    private func noteFolder(_ folder: Path) {
        var entries: [FileName: Entry] = [:]
        for name in (try? Files().names(in: folder)) ?? [] {
            guard let status = try? Files().status(folder.appending(name)), status.kind == .file
            else { continue }
            let content = state.withLock { $0.synced[status.identity.number] } ?? Data()
            entries[name] = Entry(content: content, mode: status.mode)
        }
        state.withLock { $0.folders[folder] = entries }
    }
}

/// Runs `act` again and again in a fresh home, stopped before its first file operation, its second,
/// and so on, each time once as it is and once with everything lost that was not synced; `check`
/// recovers and looks. Returns the number of crashes.
func afterEveryCrash(
    isSetUp: Bool = true,
    prepare: (Sandbox) throws -> Void = { _ in },
    act: (Sandbox, Files) throws -> Void,
    check: (Sandbox, _ finished: Bool) throws -> Void
) throws -> Int {
    var crashes = 0
    for losesPower in isSetUp ? [false, true] : [false] {
        for stop in 0... {
            let sandbox = try Sandbox(isSetUp: isSetUp)
            try prepare(sandbox)
            let disk = losesPower ? try Disk(sandbox.home) : nil
            let crash = Crash(before: stop, disk: disk)
            do {
                try act(sandbox, crash.files)
            } catch  where crash.hasHappened {
            }
            try disk?.losePower()
            try check(sandbox, !crash.hasHappened)
            if !crash.hasHappened { break }
            crashes += 1
        }
    }
    return crashes
}
