import CommandSupport
import RequestQueue
import Store
import Terminal

/// Whether requests can be decided by the store, as `status` tells it.
enum StoreState {
    case usable
    /// No license was ever loaded, or it was lost and made anew.
    case empty
    case unusable(StoreError)

    init(of directory: some LicenseDirectory) async {
        do throws(StoreError) {
            self = try await directory.isEmpty() ? .empty : .usable
        } catch {
            self = .unusable(error)
        }
    }

    /// In a word or two, as reports have it.
    var name: String {
        switch self {
        case .usable: "ok"
        case .empty: "empty"
        case .unusable(let error): error.name
        }
    }

    /// What has to be done about it; nil where nothing has to.
    func failure(of home: Home, retyped: String) -> Failure? {
        switch self {
        case .usable:
            nil
        case .empty:
            Failure(
                """
                The store \(printable(home.store.text)) holds no licenses, so that nothing can be \
                decided by it. If there were any, have it put back from a backup; else load them:
                    coordinator-processor load FILE.csv\(retyped)
                """, .setUpNeeded)
        case .unusable(let error):
            Failure(error)
        }
    }
}

extension StoreError {
    fileprivate var name: String {
        switch self {
        case .missing: "missing"
        case .notAStore: "not a store"
        case .newerVersion: "of a newer release"
        case .olderVersion: "of an older release"
        case .replaced: "replaced"
        case .busy: "locked"
        case .readOnly: "read-only"
        case .notPermitted: "no permission"
        case .diskFull: "disk full"
        case .damaged: "damaged"
        case .needsProcessor: "without its log"
        case .failed: "failed"
        }
    }
}
