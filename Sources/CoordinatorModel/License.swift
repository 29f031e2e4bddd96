/// How software is unlocked, which decides who may change its administrators.
public enum Activation: String, Hashable, Sendable, Codable, CaseIterable {
    /// Named users sign in. The contract's primary admin names any number of secondary admins;
    /// a reseller may not touch them.
    case signIn = "sign-in"
    /// A serial number unlocks it. One contract manager, and at most one software coordinator per
    /// serial number; a reseller may change both.
    case serialNumber = "serial-number"
}

/// How many people may use a license. Every multi-user (network) license is a serial-number license.
public enum Access: String, Hashable, Sendable, Codable, CaseIterable {
    case singleUser = "single-user"
    case multiUser = "multi-user"
}

/// One product that a contract pays for.
public struct License: Hashable, Sendable, Codable {
    public var contractNumber: String
    public var product: String
    public var activation: Activation
    public var access: Access
    public var seats: Int?
    /// Present for every serial-number license.
    public var serialNumber: SerialNumber?
    public var subscriptionID: String?
    public var startsOn: CalendarDate?
    /// The last day on which it can be used.
    public var expiresOn: CalendarDate?

    public init(
        contractNumber: String, product: String, activation: Activation, access: Access,
        seats: Int? = nil, serialNumber: SerialNumber? = nil, subscriptionID: String? = nil,
        startsOn: CalendarDate? = nil, expiresOn: CalendarDate? = nil
    ) {
        self.contractNumber = contractNumber
        self.product = product
        self.activation = activation
        self.access = access
        self.seats = seats
        self.serialNumber = serialNumber
        self.subscriptionID = subscriptionID
        self.startsOn = startsOn
        self.expiresOn = expiresOn
    }

    /// Whether its last day lies before `day`. One without a last day never expires.
    public func hasExpired(on day: CalendarDate) -> Bool {
        expiresOn.map { $0 < day } ?? false
    }
}

/// An agreement with a customer: it has one contract manager.
public struct Contract: Hashable, Sendable, Codable {
    public var number: String
    public var company: String?
    /// The main contact; for sign-in licenses the same person is called primary admin.
    public var manager: Person
    /// The ways in which its licenses are activated.
    public var activations: Set<Activation>

    public init(number: String, company: String?, manager: Person, activations: Set<Activation>) {
        self.number = number
        self.company = company
        self.manager = manager
        self.activations = activations
    }
}

/// A serial number, the contract that it belongs to, and who coordinates it.
public struct RegisteredSerialNumber: Hashable, Sendable, Codable {
    public var number: SerialNumber
    public var contract: Contract
    /// Nil where none was ever named: then the contract manager acts as coordinator.
    public var namedCoordinator: Person?
    public var licenses: [License]

    public init(
        number: SerialNumber, contract: Contract, namedCoordinator: Person?, licenses: [License]
    ) {
        self.number = number
        self.contract = contract
        self.namedCoordinator = namedCoordinator
        self.licenses = licenses
    }

    /// Whoever acts as software coordinator now.
    public var coordinator: Person { namedCoordinator ?? contract.manager }

    /// Whether none of its licenses can be used on `day` any more.
    public func hasExpired(on day: CalendarDate) -> Bool {
        !licenses.isEmpty && licenses.allSatisfy { $0.hasExpired(on: day) }
    }
}
