import CoordinatorModel

/// One change, as the journal keeps it for good.
///
/// A request that was applied has exactly one entry about its subject. Where it also gave a known
/// person another name or telephone number, there is one entry more about each. Somebody who is known
/// under the contract of another manager too keeps both; then the entry says what was not taken.
public struct JournalEntry: Hashable, Sendable {
    /// Counts up, in the order in which the entries were made.
    public let sequence: Int64
    public let at: Timestamp
    /// Nil for what was loaded.
    public let requestID: RequestID?
    /// The request's kind, `load`, or `withdrawal` for one that came too late.
    public let kind: String
    /// A serial number, contract number, subscription ID or address.
    public let subject: String
    /// What of it changed: `coordinator`, or a column's name for what was loaded.
    public let field: String
    /// People stand as their address. Nil where there was nothing before.
    public let old: String?
    public let new: String?
    /// Who did it: `maria@desk-4`, or `load licenses.csv`.
    public let actor: String
    /// The customer on whose word it was done.
    public let requester: String?
    /// For a withdrawal the reason given; for what was loaded, the product concerned; for what was
    /// not taken, why.
    public let reason: String?

    public init(
        sequence: Int64, at: Timestamp, requestID: RequestID?, kind: String, subject: String,
        field: String, old: String?, new: String?, actor: String, requester: String?,
        reason: String?
    ) {
        self.sequence = sequence
        self.at = at
        self.requestID = requestID
        self.kind = kind
        self.subject = subject
        self.field = field
        self.old = old
        self.new = new
        self.actor = actor
        self.requester = requester
        self.reason = reason
    }

    /// The kind of what a load entered.
    public static let loadKind = "load"
    /// The kind of a withdrawal that came too late.
    public static let withdrawalKind = "withdrawal"
    /// The field of that: old is when the withdrawal was asked for, new is how the request ended.
    public static let tooLateField = "withdrawal-too-late"
    /// The fields of what a change of coordinator enters.
    public static let coordinatorField = "coordinator"
    public static let nameField = "name"
    public static let phoneField = "phone"
    /// What stands behind those two where they were not taken.
    public static let notTakenEnding = "-not-taken"
}

/// What to show the journal about.
public enum HistoryTopic: Hashable, Sendable {
    /// A serial number or a subscription ID, as it is printed.
    case subject(String)
    /// A contract with its serial numbers and subscription IDs; by its number, as it is printed.
    case contract(String)
    /// Everything that a person became, ceased to be or asked for.
    case person(EmailAddress)
    case request(RequestID)
}
