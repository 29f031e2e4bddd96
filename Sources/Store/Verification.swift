import CoordinatorModel

/// What was found when all of a store's hashes were made anew and compared.
public struct Verification: Hashable, Sendable {
    /// The digest over all ends of the chains, as they stand.
    public let digest: Digest
    public let entries: Int64
    public let requests: Int64
    /// How many digests of rows there are: one for each time that a row was written.
    public let states: Int64
    /// Empty where everything fits.
    public internal(set) var misfits = Misfits()

    /// The first twenty, and how many there are.
    public struct Misfits: Hashable, Sendable {
        public static let mostListed = 20
        public private(set) var first: [Misfit] = []
        public private(set) var count = 0

        mutating func append(_ misfit: Misfit) {
            count += 1
            if first.count < Self.mostListed { first.append(misfit) }
        }
    }

    init(_ ends: ChainEnds) {
        digest = ends.digest
        (entries, requests, states) = (
            ends.entries.count, ends.requests.count, ends.states.count
        )
    }
}

/// One thing in the store that does not fit.
public struct Misfit: Hashable, Sendable, Codable {
    /// The table: `journal`, `requests`, `row_digests`, `seals`, `people`, `contracts`,
    /// `serial_numbers`, `licenses` or `loaded_rows`; `sqlite_schema` for the tables themselves.
    public let table: String
    /// The entry's number; for a request, the number of its decision. Nil for rows without one.
    public let sequence: Int64?
    /// What it is about: a serial number, a request's ID, a row's key.
    public let subject: String?
    public let fault: Fault

    public enum Fault: String, Hashable, Sendable, Codable {
        /// It is not what was hashed, or what it is hashed over is not.
        case altered
        /// What stands before it was taken away, put in or exchanged.
        case otherPredecessor = "other-predecessor"
        /// The number before it is missing, or it bears a number twice.
        case gap
        /// An applied request without its entry about the subject, or with more than one; or an
        /// entry of a request that was not applied.
        case otherEntries = "other-entries"
        /// It was recorded and is gone.
        case removed
        /// It was put in by something else than this program.
        case added
        /// Nothing in the store's past has the digest that was expected.
        case unexpected
    }

    init(_ table: String, _ sequence: Int64?, _ subject: String?, _ fault: Fault) {
        (self.table, self.sequence, self.subject, self.fault) = (table, sequence, subject, fault)
    }
}
