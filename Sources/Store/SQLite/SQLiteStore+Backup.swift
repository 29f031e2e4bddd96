import GRDB

extension SQLiteStore {
    /// Copies one state of the store, with all that was committed before the call, into a new file;
    /// others read and write meanwhile. Its log stays where it is. The copy is not brought to disk.
    ///
    /// - Parameter path: Where nothing is yet. After a throw a part of the copy may be there.
    public func backup(to path: String) async throws(StoreError) {
        let file = StoreFile(path: path)
        try file.create(mode: 0o600)
        do {
            let copy = try DatabaseQueue(path: file.uri("mode=rw"))
            try queue.backup(to: copy)
            try copy.close()
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
