import CoordinatorModel
import GRDB

/// A rehearsal on its own connection, in a transaction that is only ever rolled back: by `end`, or
/// by SQLite when the connection goes.
struct SQLiteRehearsal: Rehearsal {
    private let queue: DatabaseQueue
    private let path: String
    private let rules: ChangeRules
    private let moment: Timestamp

    /// The connection has to allow transactions that outlast one access.
    init(
        _ queue: DatabaseQueue, path: String, _ rules: ChangeRules, at moment: Timestamp
    ) async throws {
        self.queue = queue
        self.path = path
        self.rules = rules
        self.moment = moment
        try await queue.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
    }

    func decide(_ claims: [Claim]) async throws(StoreError) -> [Decision] {
        do {
            return try await queue.writeWithoutTransaction { [rules, moment] db in
                guard db.isInsideTransaction else {
                    throw StoreError.failed(path: path, message: "the rehearsal has ended")
                }
                return try db.decide(claims, rules, at: moment)
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    func end() async {
        try? await queue.writeWithoutTransaction { db in
            if db.isInsideTransaction { try db.rollback() }
        }
    }
}
