import CoordinatorModel
import Foundation

@testable import RequestQueue

extension Sandbox {
    func operate<T>(
        _ files: Files = Files(), _ body: (inout QueueOperator) throws -> T
    ) throws -> T {
        let lock = try ProcessorLock.acquire(home, as: .current(at: .noon), files: files)
        var queue = QueueOperator(lock, by: .maria, files: files)
        return try body(&queue)
    }

    /// Puts something into the queue, and lets a run set it aside.
    func putAside(
        _ content: Data, as name: String, in folder: Home.Folder = .incoming,
        _ files: Files = Files()
    ) throws {
        try drop(content, name, in: folder)
        try putAside(files)
    }

    /// Lets a run put aside what is corrupt, and withdrawals of what does not wait.
    func putAside(_ files: Files = Files()) throws {
        var queue = QueueReader(
            try ProcessorLock.acquire(home, as: .current(at: .noon)), files: files)
        for file in try queue.claim(upTo: 500, at: .noon) + queue.claimLateWithdrawals(upTo: 500) {
            switch file.content {
            case .corrupt(let reason): try queue.settle([.corrupt(file, reason)], at: .noon)
            case .withdrawal: try queue.settle([.corrupt(file, .nothingToWithdraw)], at: .noon)
            case .request: continue
            }
        }
    }
}
