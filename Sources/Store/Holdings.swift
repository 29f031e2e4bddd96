import CoordinatorModel

/// What somebody typed to find licenses, read as what it can be.
public enum HoldingTerm: Hashable, Sendable {
    case person(EmailAddress)
    /// `typed` is looked up like `.text` where there is no such serial number: a contract number may
    /// look like one.
    case serialNumber(SerialNumber, typed: String)
    /// A contract number or a subscription ID, else a company or a person's full name; without
    /// regard to letter case.
    case text(String)

    public init(typed: String) {
        if let email = try? EmailAddress(typed: typed) {
            self = .person(email)
        } else if let number = SerialNumber(typed: typed) {
            self = .serialNumber(number, typed: typed.normalised)
        } else {
            self = .text(typed.normalised)
        }
    }
}

/// What a term names.
public struct Holdings: Hashable, Sendable {
    /// What the term was found to be.
    public enum Match: String, Hashable, Sendable, CaseIterable {
        case contractManager
        case coordinator
        case serialNumber
        case contractNumber
        case subscriptionID
        case company
    }

    /// Empty where it names nothing.
    public var matches: Set<Match> = []
    /// The contracts that are the person's, or that hold what was named; by number.
    public var contracts: [Holding] = []
    /// The serial numbers that the person coordinates as named coordinator; in order.
    public var coordinated: [RegisteredSerialNumber] = []
    /// How many contracts are not in `contracts` since there are too many.
    public var contractsLeftOut = 0
    /// How many serial numbers are not in `coordinated` since there are too many.
    public var coordinatedLeftOut = 0

    /// At most so many contracts, and so many coordinated serial numbers, are listed.
    public static let mostListed = 50
    /// At most so many licenses of one contract are listed.
    public static let mostLicenses = 50

    public init() {}
}

/// A contract, and those of its licenses that were asked for.
public struct Holding: Hashable, Sendable {
    public let contract: Contract
    /// By serial number or subscription ID, then product.
    public let licenses: [License]
    /// The serial numbers of `licenses`, with their coordinators; in order.
    public let serialNumbers: [RegisteredSerialNumber]
    /// How many other licenses the contract has.
    public let licensesLeftOut: Int

    public init(
        contract: Contract, licenses: [License], serialNumbers: [RegisteredSerialNumber],
        licensesLeftOut: Int
    ) {
        self.contract = contract
        self.licenses = licenses
        self.serialNumbers = serialNumbers
        self.licensesLeftOut = licensesLeftOut
    }
}
