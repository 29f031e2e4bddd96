import CoordinatorModel
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
                \(store) does not exist. Nothing was done. If it was there before, have it put back \
                from a backup; 'coordinator-processor setup\(home(ofStore: path))' makes an empty one.
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
        case .replaced:
            self.init(
                """
                \(store) was replaced or removed while it was in use. What was decided last is not \
                in the one that is there now. Nothing was removed from the queue for it: run again to \
                decide that anew.
                """, .tryLater)
        case .busy(let path):
            let holders = StoreLocks.holders(of: path).map(String.init).joined(separator: ",")
            let look = holders.isEmpty ? "" : " To see whose it is:\n    ps -fp \(holders)"
            self.init(
                """
                \(store) is locked by another program. This step was not done. Try again later.\
                \(look)
                """, .tryLater)
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
                was there before is kept. Make room, then try again.
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
            self.init(error, outcome: Self.nothingLoaded)
        case .table(let error):
            self.init(error, in: "the file of licenses", outcome: Self.nothingLoaded)
        }
    }

    private static let nothingLoaded = "Nothing was loaded."
}

/// The option that names the home of a store, with a space before it.
private func home(ofStore path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "" }
    return " --home \(shellQuoted(printable(String(path[..<slash]))))"
}
