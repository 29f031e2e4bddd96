import ArgumentParser
import CoordinatorModel
import Foundation
import RequestQueue
import Terminal

extension Failure {
    /// The words for what went wrong with the home, its drafts and its queue.
    public init(_ error: QueueError) { self.init(error, at: .now) }

    /// The same, with ages as they are at that moment.
    init(_ error: QueueError, at now: Timestamp) {
        switch error {
        case .homeUnknown:
            self.init(
                """
                It cannot be told where the home is: neither --home nor COORDINATOR_HOME nor HOME \
                says so. Nothing was done. Name the folder with --home.
                """, .setUpNeeded)
        case .homeMissing(let path):
            self.init(
                """
                The folder \(shown(path)) does not exist. Nothing was done. Run \
                'coordinator-processor setup\(home(of: path))', or ask your administrator to.
                """, .setUpNeeded)
        case .notAFolder(let path):
            self.init(
                """
                \(shown(path)) should be a folder and is something else. Nothing was done. Move it \
                away, or name another home with --home.
                """, .setUpNeeded)
        case .notAHome(let path):
            self.init(
                """
                \(shown(path)) has other things in it and is no home. It was not touched. Name a \
                new or an empty folder with --home.
                """, .setUpNeeded)
        case .team(let error):
            self.init(error)
        case .unsuitableFileSystem(let path, let kind):
            self.init(
                """
                \(shown(path)) is on a \(kind) file system, where locks and renames cannot be \
                relied upon. Nothing was done. Name a folder on a local disk with --home.
                """, .setUpNeeded)
        case .diskFull, .noPermission, .readOnlyFileSystem, .inputOutput, .missing, .failed:
            self.init(ofOperation: error)
        case .noSuchDraft, .draft, .draftLocked, .draftSealed, .draftNotSealed, .notQueueable:
            self.init(ofDraft: error, at: now)
        case .receiptLocked(let holder):
            self.init(
                """
                The same file is being submitted elsewhere\(named(holder, at: now)). Nothing was done. Try \
                again when that has ended.
                """, .tryLater)
        case .receipt(let path, let reason):
            self.init(
                """
                The receipt \(shown(path)) cannot be used: \(printable("\(reason)")). It was left \
                as it is, and nothing was queued. It says under which IDs the file was submitted \
                before: ask your administrator to put it back from a backup.
                """, .unavailable)
        case .handlingUnreadable(let path):
            self.init(
                """
                \(shown(path)) says who submitted a request and what operators did with it, and cannot \
                be read. The request stays where it is. Ask your administrator to put that file back \
                from a backup; without it, the request counts as the processor's own.
                """, .unavailable)
        case .processorAtWork(let holder):
            self.init(
                """
                Another processor is at work\(named(holder, at: now)). Nothing was done. Try again when it \
                has ended.
                """, .tryLater)
        case .queueBeingMoved, .backupPlaceTaken, .backupWithinHome, .backupIncomplete:
            self.init(ofBackup: error, at: now)
        }
    }

    private init(ofBackup error: QueueError, at now: Timestamp) {
        switch error {
        case .queueBeingMoved(let holder):
            self.init(
                """
                Somebody else moves requests by hand, or copies the queue\(named(holder, at: now)). This step \
                was not done. Try again when that has ended.
                """, .tryLater)
        case .backupPlaceTaken(let path):
            self.init(
                """
                \(shown(path)) is there and is not an empty folder. It was not touched, and nothing \
                was backed up. Name a new folder.
                """, .cannotWrite)
        case .backupWithinHome(let path):
            self.init(
                """
                \(shown(path)) is the home itself or lies within it, and would be lost with it. \
                Nothing was backed up. Name a folder elsewhere, on another disk if you can.
                """, .usage)
        case .backupIncomplete(let path):
            self.init(
                """
                \(shown(path)) is there: a backup that is being made, or was interrupted. It was not \
                touched, and nothing was backed up. If nobody is at it, remove it.
                """, .cannotWrite)
        default: preconditionFailure("not about a backup")
        }
    }

    private init(ofDraft error: QueueError, at now: Timestamp) {
        switch error {
        case .noSuchDraft(let id):
            self.init(
                """
                There is no draft \(id). Nothing was changed. 'coordinator drafts' lists those that \
                there are.
                """, .notFound)
        case .draft(let id, let reason):
            self.init(
                """
                Draft \(id) cannot be used: \(printable("\(reason)")). Its file was left as it is. \
                Ask your administrator to look at it, or give it up with 'coordinator drafts \
                discard \(id)'.
                """, .badData)
        case .draftLocked(let id, let holder):
            self.init(
                """
                Draft \(id) is open elsewhere\(named(holder, at: now)). Nothing was changed. Leave it \
                there with :quit, or try again later.
                """, .tryLater)
        case .draftSealed(let id):
            self.init(
                """
                Draft \(id) is confirmed, and only its submit is left to do. It was not changed. \
                'coordinator resume \(id)' finishes it.
                """, .badData)
        case .draftNotSealed(let id):
            self.init(
                """
                Draft \(id) is not confirmed yet. Nothing was submitted. 'coordinator resume \(id)' \
                goes on with it.
                """, .badData)
        case .notQueueable(let reason):
            self.init(
                """
                The queue would not take the document for a request: \(printable("\(reason)")). It \
                was not queued. Please report this, with what was typed.
                """, .badData)
        default:
            self.init(ofOperation: error)
        }
    }

    private init(ofOperation error: QueueError) {
        switch error {
        case .diskFull(let operation):
            let kept = operation.followsTheChange ? "" : ", and what was there before is kept"
            self.init(
                """
                \(what(operation)): the disk is full. \(state(after: operation))\(kept). Make \
                room, then try again.
                """, .cannotWrite)
        case .noPermission(let operation):
            self.init(
                """
                \(what(operation)): this account may not do that. \(state(after: operation)). Use \
                the account that the home belongs to, or ask your administrator.
                """, .noPermission)
        case .readOnlyFileSystem(let operation):
            self.init(
                """
                \(what(operation)): its file system may only be read. \(state(after: operation)). \
                Ask your administrator.
                """, .cannotWrite)
        case .inputOutput(let operation):
            self.init(
                """
                \(what(operation)): the disk failed. \(state(after: operation)). Ask your \
                administrator to check the disk before anything else is tried.
                """, .unavailable)
        case .missing(.makeFolder(let path)):
            self.init(
                """
                \(shown(path)) could not be created: no folder can be made there. This step was not \
                done. Name another home with --home.
                """, .cannotWrite)
        case .missing(let operation):
            self.init(
                """
                \(what(operation)): it is not there any more. \(state(after: operation)). Run the \
                same command again; 'coordinator-processor setup' makes what is missing of a home.
                """, .unavailable)
        case .failed(let operation, let code):
            self.init(
                """
                \(what(operation)): \(String(cString: strerror(code))). \(state(after: operation)). \
                Ask your administrator.
                """, .unavailable)
        default:
            self.init(printable("\(error)"), .unavailable)
        }
    }
}

private func what(_ operation: FileOperation) -> String {
    "\(shown(operation.path)) could not be \(operation.participle)"
}

private func state(after operation: FileOperation) -> String {
    operation.followsTheChange
        ? "What was changed in it stands, but a loss of power may undo that"
        : "This step was not done"
}

private func shown(_ path: Path) -> String { printable(path.text) }

private func named(_ holder: Holder?, at now: Timestamp) -> String {
    holder.map { ": \(printable($0.words(at: now)))" } ?? ""
}

/// The option that names the home of a folder that is missing, the home itself or one in it, with a
/// space before it.
private func home(of path: Path) -> String {
    let parts = Home.Folder.allCases.filter { $0 != .queue }.map { "/\($0.rawValue)" }
    let part = parts.first(where: path.text.hasSuffix) ?? ""
    let root = path.text.dropLast(part.count)
    return " --home \(shellQuoted(printable(String(root))))"
}
