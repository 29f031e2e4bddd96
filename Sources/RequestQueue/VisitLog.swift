import CoordinatorModel
import Foundation

/// When each person last started the wizard, so that it can tell of requests rejected since.
///
/// One file a person, `drafts/USER.visit`: the drafts folder is the one place that staff can write
/// in a personal home as in a shared one. Losing one only repeats what was told.
public struct VisitLog: Sendable {
    private let home: Home
    private let files: Files

    public init(in home: Home, files: Files = Files()) {
        (self.home, self.files) = (home, files)
    }

    /// When `user` last came; nil for the first time, and where the file cannot be read.
    public func lastVisit(of user: String) -> Timestamp? {
        guard case .file(let content, _)? = try? files.read(path(user), atMost: 100) else {
            return nil
        }
        let text = String(decoding: content, as: UTF8.self)
        return Timestamp(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Notes that `user` was told everything up to `moment`. After a throw the earlier visit stands.
    public func noteVisit(of user: String, at moment: Timestamp) throws(QueueError) {
        try files.replace(
            path(user), content: Data("\(moment)\n".utf8),
            mode: try home.sharing(files).modeOfFiles(in: .drafts))
    }

    private func path(_ user: String) -> Path {
        home[.drafts].appending("\(QueueName.written(user)).visit")
    }
}
