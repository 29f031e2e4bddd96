/// A person's requests that were rejected since they were told last, from one state of the store.
public struct Rejections: Hashable, Sendable {
    /// No more than were asked for, the newest ID first.
    public let listed: [RequestRecord]
    /// How many there are, listed or not.
    public let count: Int
    /// So many of all that the person's rejected requests are, the newest ID first, hold each of
    /// these: as a rule they are the newest.
    public let reach: Int
    /// The store's last decision: what `LicenseDirectory.rejections` takes next time.
    public let lastDecision: Int64

    public init(listed: [RequestRecord], count: Int, reach: Int, lastDecision: Int64) {
        self.listed = listed
        self.count = count
        self.reach = reach
        self.lastDecision = lastDecision
    }
}
