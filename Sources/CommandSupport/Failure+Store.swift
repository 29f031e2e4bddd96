import ArgumentParser
import CoordinatorModel
import Glibc
import Store
import Terminal

extension Failure {
    /// The words for what went wrong with the store.
    public init(_ error: StoreError) {
        let store = "The store \(printable(error.path))"
        switch error {
        case .missing(let path):
            self.init(
                """
                \(store) does not exist. Nothing was done. Run 'coordinator-processor \
                setup\(home(ofStore: path))', or ask your administrator to.
                """, .setUpNeeded)
        case .notAStore(let path):
            self.init(
                """
                \(printable(path)) is not a store of this program. It was not touched. Put the \
                right file back from a backup, or ask your administrator to.
                """, .unavailable)
        case .newerVersion(_, let found, let known):
            self.init(
                """
                \(store) was written by a newer release (its form is \(found), this release knows \
                \(known)). It was not touched. Install the newer release.
                """, .unavailable)
        case .olderVersion(_, let found, let known):
            self.init(
                """
                \(store) was written by an older release (its form is \(found), this release needs \
                \(known)). It was not touched. 'coordinator-processor run' brings it up to date; ask \
                your administrator to.
                """, .setUpNeeded)
        case .busy:
            self.init(
                "\(store) is locked by another program. This step was not done. Try again later.",
                .tryLater)
        case .readOnly:
            self.init(
                """
                \(store) may only be read. Nothing was written to it. Use the account that it \
                belongs to, or ask your administrator.
                """, .cannotWrite)
        case .notPermitted:
            self.init(
                """
                \(store) may not be opened by this account. This step was not done. Use the account \
                that it belongs to, or ask your administrator.
                """, .noPermission)
        case .diskFull:
            self.init(
                """
                \(store) could not be written: the disk is full. This step was not done, and what \
                was there before is kept. Make room, then run the same command again.
                """, .cannotWrite)
        case .damaged(_, let message):
            self.init(
                """
                \(store) is damaged (\(printable(message))). This step was not done. Do not go on \
                with it: ask your administrator to put a backup back.
                """, .unavailable)
        case .needsProcessor:
            self.init(
                """
                \(store) cannot be read now: its log was left without its index. Nothing was done. \
                The next 'coordinator-processor run' mends it; ask your administrator to start it.
                """, .tryLater)
        case .failed(_, let message):
            self.init(
                """
                \(store) cannot be used: \(printable(message)). This step was not done. Ask your \
                administrator.
                """, .unavailable)
        }
    }

    /// The words for why a file of licenses could not be loaded.
    public init(_ error: LoadError) {
        switch error {
        case .store(let error):
            self.init(error)
        case .unreadable(let error):
            self.init(readingFailedAt: error.path, error.number)
        case .table(.unreadable(let error)):
            self.init(readingFailedAt: error.path, error.number)
        case .table(.otherSeparator(let separator)):
            self.init(
                """
                The columns of the file of licenses are parted by \(separator.rawValue). Nothing was \
                loaded. Save it with commas between the columns.
                """, .badData)
        case .table(.empty):
            self.init(
                """
                The file of licenses is empty. Nothing was loaded. Its first line has to name the \
                columns.
                """, .badData)
        case .table(.header(let mistake, let line)):
            let reason = LoadMistake.unreadable(mistake, column: nil)
            self.init(
                """
                The first line of the file of licenses cannot be read (line \(line): \
                \(printable("\(reason)"))). Nothing was loaded. It has to name the columns, parted \
                by commas.
                """, .badData)
        case .table(.columns(let missing, let repeated)):
            var faults: [String] = []
            if !missing.isEmpty { faults.append("lacks \(missing.joined(separator: ", "))") }
            if !repeated.isEmpty {
                faults.append("names \(repeated.joined(separator: ", ")) more than once")
            }
            self.init(
                """
                The first line of the file of licenses \(faults.joined(separator: " and ")). \
                Nothing was loaded. It has to name each column once.
                """, .badData)
        }
    }

    private init(readingFailedAt path: String, _ number: Int32) {
        let status: ExitCode =
            switch number {
            case ENOENT: .notFound
            case EACCES, EPERM: .noPermission
            default: .unavailable
            }
        self.init(
            """
            \(printable(path)) could not be read: \(String(cString: strerror(number))). Nothing was \
            loaded. Check the name and who may read the file.
            """, status)
    }
}

/// The option that names the home of a store, with a space before it.
private func home(ofStore path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "" }
    return " --home \(shellQuoted(printable(String(path[..<slash]))))"
}
