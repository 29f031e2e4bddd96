import CoordinatorModel

/// Tells which requests have not waited long enough to be applied.
///
/// A withdrawn one does not wait, and those for the same subject that come after one that cools off
/// stay behind it. How long a request waited is what the system says of its file; what a document
/// says of itself does not count.
public struct CoolingOff: Sendable {
    private let time: Duration
    /// Until when the last one of each subject cools off.
    private var ends: [String: Timestamp] = [:]

    /// - Parameter time: How long a request has to have waited; zero for not at all.
    public init(_ time: Duration) {
        self.time = time
    }

    /// Until when a request cools off; nil for one that is due. To be asked in the order of the
    /// requests' IDs.
    public mutating func end(for file: ClaimedFile, at now: Timestamp) -> Timestamp? {
        guard time > .zero, case .request(let claim) = file.content, claim.withdrawal == nil
        else { return nil }
        let subject = claim.request.subject
        let end = max(file.queuedAt + time, ends[subject] ?? file.queuedAt)
        guard end > now else { return nil }
        ends[subject] = end
        return end
    }
}
