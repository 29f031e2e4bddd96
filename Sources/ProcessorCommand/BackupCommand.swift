import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Store
import Terminal

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the whole home while it is in use: first the queue, then the store.",
        discussion: """
            The copy is a home: use it with --home, or put it in the place of the one that was lost. \
            Nothing that was accepted before the backup began is missing in it. Until it is complete \
            it is called FOLDER.incomplete.
            """)

    @Argument(help: "The folder to make. It may be there if it is empty.")
    var folder: String

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let place = try Workplace(lookingAt: homeOptions)
        try place.home.checkForProcessor()
        let store = try place.store()
        let target = try Home.locate(option: folder, environment: [:]).root
        var copy = try HomeCopy(of: place.home, at: target)
        do {
            try copy.copyQueue(at: .now)
            try await store.backup(to: copy.store.text)
            try copy.copyReceipts()
            try copy.complete()
        } catch {
            guard let failure = Failure(error) else { throw error }
            throw failure.adding(
                """
                The backup is not complete. Remove what there is of it: \
                \(printable(copy.store.folder?.text ?? folder))
                """)
        }
        let words = BackupWords(
            copy, at: target,
            digest: try await SQLiteDirectory(path: Home(target).store.text).digest())
        switch formatOptions.format {
        case .json: try printJSON(words)
        case .text: try printResult(words.text)
        }
        if let failure = words.failure { throw failure }
    }
}

/// What a backup holds, for people and for programs.
private struct BackupWords: Encodable {
    struct LeftOut: Encodable {
        let path: String
        let reason: String
    }

    let backup: String
    /// Without the store.
    let files: Int
    let digest: String
    let leftOut: [LeftOut]

    init(_ copy: HomeCopy, at place: Path, digest: Digest) {
        (backup, files, self.digest) = (place.text, copy.count, digest.description)
        leftOut = copy.leftOut.map { LeftOut(path: $0.path.text, reason: $0.why.words) }
    }

    var text: String {
        var lines = ["Backed up to \(printable(backup)): the store, and \(counted(files, "file"))."]
        if !leftOut.isEmpty {
            lines.append("Left out:")
            lines += leftOut.prefix(20).map { "  \(printable($0.path)): \(printable($0.reason))" }
            if leftOut.count > 20 { lines.append("  and \(leftOut.count - 20) more") }
        }
        return (lines + ["Digest of the store: \(digest)"]).joined(separator: "\n")
    }

    /// Nil where nothing was left out.
    var failure: Failure? {
        if leftOut.isEmpty { return nil }
        return Failure(
            """
            \(counted(leftOut.count, "file")) could not be copied. Everything else was: the backup is \
            complete but for what is listed.
            """, .badData)
    }
}

extension HomeCopy.LeftOut.Reason {
    fileprivate var words: String {
        switch self {
        case .notAFile: "not a regular file"
        case .tooLarge: "larger than anything that belongs there"
        case .failed(let error): "\(error)"
        }
    }
}
