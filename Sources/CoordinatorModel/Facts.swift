/// Something that the rules need to know about the world.
public enum Query: Hashable, Sendable {
    /// The contracts that this person manages.
    case contracts(managedBy: EmailAddress)
    /// A serial number with its contract and coordinator.
    case serialNumber(SerialNumber)
    /// The other serial numbers on the same contract.
    case sameContract(SerialNumber)
    /// What a text names that was given in place of a serial number.
    case reference(String)
    /// The requests for a serial number that wait in the queue, or are on hold there.
    case waiting(SerialNumber)
}

/// What a look-up found.
public enum Fact: Hashable, Sendable {
    case contracts([Contract])
    /// Nil: there is no such serial number.
    case serialNumber(RegisteredSerialNumber?)
    /// In order, a hundred at most.
    case sameContract([RegisteredSerialNumber])
    /// Nil: it names nothing.
    case reference(Reference?)
    /// Those that wait and those on hold, each in the order of their IDs.
    case waiting([RequestID], held: [RequestID] = [])
}

/// What a text names that is no serial number.
public struct Reference: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case contractNumber
        case subscriptionID
    }

    public let kind: Kind
    public let contract: Contract
    /// The serial numbers on that contract, in order, twenty at most.
    public let serialNumbers: [SerialNumber]

    public init(kind: Kind, contract: Contract, serialNumbers: [SerialNumber]) {
        self.kind = kind
        self.contract = contract
        self.serialNumbers = serialNumbers
    }
}

/// The answers to queries. What was not looked up is not in it, and no rule speaks of it.
public typealias Facts = [Query: Fact]

extension Facts {
    /// Nil where it was not looked up.
    func contracts(managedBy email: EmailAddress) -> [Contract]? {
        if case .contracts(let found) = self[.contracts(managedBy: email)] { found } else { nil }
    }

    /// Nil where it was not looked up; a nil inside where there is no such number.
    public func registered(_ number: SerialNumber) -> RegisteredSerialNumber?? {
        if case .serialNumber(let found) = self[.serialNumber(number)] { .some(found) } else { nil }
    }

    /// Empty where it was not looked up.
    public func sameContract(as number: SerialNumber) -> [RegisteredSerialNumber] {
        if case .sameContract(let found) = self[.sameContract(number)] { found } else { [] }
    }

    func reference(_ text: String) -> Reference? {
        if case .reference(let found) = self[.reference(text)] { found } else { nil }
    }

    /// Empty where it was not looked up.
    public func waiting(for number: SerialNumber) -> [RequestID] {
        if case .waiting(let found, held: _) = self[.waiting(number)] { found } else { [] }
    }

    /// Empty where it was not looked up.
    public func held(for number: SerialNumber) -> [RequestID] {
        if case .waiting(_, held: let found) = self[.waiting(number)] { found } else { [] }
    }
}
