import CoordinatorModel
import GRDB

extension Database {
    func load(
        _ source: LoadSource, _ options: LoadOptions, at moment: Timestamp,
        _ progress: (LoadProgress) -> Void
    ) throws -> LoadReport {
        throw StoreError.failed(path: "", message: "loading is not built yet")
    }
}
