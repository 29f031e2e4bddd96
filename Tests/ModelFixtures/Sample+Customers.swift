import CoordinatorModel

extension Sample {
    /// Manages `contract` and `expiredContract`.
    public static let pat = Person(firstName: "Pat", lastName: "Lee", email: "pat@example.com")
    /// The named coordinator of 123-12345678, and of every other number but 123-22222222.
    public static let lee = Person(firstName: "Lee", lastName: "Kim", email: "lee@example.com")
    /// The new coordinator.
    public static let sam = Person(
        firstName: "Sam", lastName: "Ito", email: "sam@example.com", phone: "+1 503 555 0100")
    /// Manages `signInContract` and nothing with a serial number.
    public static let alex = Person(
        firstName: "Alex", lastName: "Ray", email: "alex@signin.example")
    /// Manages `strangersContract`.
    public static let kim = Person(firstName: "Kim", lastName: "Novak", email: "kim@other.example")

    /// Pat's, with both kinds of licenses.
    public static let contract = Contract(
        number: "100200", company: "Example Ltd", manager: pat,
        activations: [.serialNumber, .signIn])
    /// Pat's; its licenses expired on 2025-12-31.
    public static let expiredContract = Contract(
        number: "100300", company: "Example Ltd", manager: pat, activations: [.serialNumber])
    /// Alex's, for sign-in licenses only.
    public static let signInContract = Contract(
        number: "100400", company: "Sign & Co", manager: alex, activations: [.signIn])
    /// Kim's.
    public static let strangersContract = Contract(
        number: "100500", company: "Other plc", manager: kim, activations: [.serialNumber])

    public static let contracts = [contract, expiredContract, signInContract, strangersContract]

    public static let licenses = [
        license("100200", "Draw", serialNumber: "123-12345678"),
        license("100200", "Paint", serialNumber: "123-22222222"),
        license("100200", "Render", .multiUser, serialNumber: "123-33333333"),
        license("100200", "Print", serialNumber: "666-69696969"),
        license("100200", "Store", subscriptionID: "SUB-7000"),
        license("100300", "Draw", serialNumber: "123-44444444", expiresOn: "2025-12-31"),
        license("100400", "Draw", subscriptionID: "SUB-7001"),
        license("100500", "Draw", serialNumber: "555-55555555"),
    ]

    /// 123-12345678 is plain, 123-22222222 names no coordinator, 123-33333333 is a network license,
    /// 123-44444444 has expired, 666-69696969 is a placeholder, 555-55555555 is a stranger's.
    public static let serialNumbers: [RegisteredSerialNumber] = licenses.compactMap { license in
        guard let number = license.serialNumber,
            let contract = contracts.first(where: { $0.number == license.contractNumber })
        else { return nil }
        return RegisteredSerialNumber(
            number: number, contract: contract,
            namedCoordinator: number == "123-22222222" ? nil : lee, licenses: [license])
    }

    /// What a look-up finds: everything asked for, and nothing else.
    public static func facts(
        for queries: Set<Query>, waiting: [SerialNumber: [RequestID]] = [:]
    ) -> Facts {
        var facts: Facts = [:]
        for query in queries {
            switch query {
            case .contracts(let email):
                facts[query] = .contracts(contracts.filter { $0.manager.email == email })
            case .serialNumber(let number):
                facts[query] = .serialNumber(serialNumbers.first { $0.number == number })
            case .sameContract(let number):
                let first = serialNumbers.first { $0.number == number }
                facts[query] = .sameContract(
                    serialNumbers.filter { $0.contract == first?.contract && $0.number != number })
            case .reference(let text):
                facts[query] = .reference(reference(text))
            case .waiting(let number):
                facts[query] = .waiting(waiting[number] ?? [])
            }
        }
        return facts
    }

    private static func reference(_ text: String) -> Reference? {
        let license = licenses.first { $0.subscriptionID == text }
        let number = license?.contractNumber ?? text
        guard let contract = contracts.first(where: { $0.number == number }) else { return nil }
        return Reference(
            kind: license == nil ? .contractNumber : .subscriptionID, contract: contract,
            serialNumbers: serialNumbers.filter { $0.contract == contract }.map(\.number).sorted())
    }

    private static func license(
        _ contract: String, _ product: String, _ access: Access = .singleUser,
        serialNumber: SerialNumber? = nil, subscriptionID: String? = nil,
        expiresOn: String = "2027-12-31"
    ) -> License {
        License(
            contractNumber: contract, product: product,
            activation: serialNumber == nil ? .signIn : .serialNumber, access: access, seats: 10,
            serialNumber: serialNumber, subscriptionID: subscriptionID,
            startsOn: CalendarDate("2025-01-01"),
            expiresOn: CalendarDate(expiresOn))
    }
}
