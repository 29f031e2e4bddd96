import CoordinatorModel
import Foundation

/// What each person was told when they last started the wizard, so that it can tell of requests
/// rejected since.
///
/// One file a person, `drafts/USER.visit`: the drafts folder is the one place that staff can write
/// in a personal home as in a shared one. Losing one only repeats what was told.
public struct VisitLog: Sendable {
    public struct Visit: Hashable, Sendable, Codable {
        /// The number of the store's last decision when it was asked what to tell. That, and no
        /// clock, says what is new.
        public let decision: Int64
        /// A moment before the store was asked.
        public let at: Timestamp

        public init(decision: Int64, at: Timestamp) {
            self.decision = decision
            self.at = at
        }
    }

    private let home: Home
    private let files: Files

    public init(in home: Home, files: Files = Files()) {
        (self.home, self.files) = (home, files)
    }

    /// The last visit of `user`; nil for the first time, and where the file cannot be read.
    public func lastVisit(of user: String) -> Visit? {
        guard case .file(let content, _)? = try? files.read(path(user), atMost: 1000) else {
            return nil
        }
        return try? JSONDecoder().decode(Visit.self, from: content)
    }

    /// Notes what `user` was told. After a throw the earlier visit stands.
    public func note(_ visit: Visit, of user: String) throws(QueueError) {
        try files.replace(
            path(user), content: StrictJSON.encode(visit),
            mode: try home.sharing(files).modeOfFiles(in: .drafts))
    }

    private func path(_ user: String) -> Path {
        home[.drafts].appending("\(QueueName.written(user)).visit")
    }
}
