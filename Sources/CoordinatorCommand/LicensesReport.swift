import CommandSupport
import CoordinatorModel
import Store
import Terminal

/// Which licenses these are, and who may do what about their administrators.
///
/// It does not say who coordinates a serial number, so that nobody reads it to a caller by accident.
struct LicensesReport {
    let holdings: Holdings
    let today: CalendarDate

    /// For people.
    func text(on screen: Screen) -> String {
        let contracts = holdings.contracts.map { text(of: $0, on: screen) }
        let parts = contracts + [coordinated, leftOut].compactMap { $0 }
        return parts.joined(separator: "\n")
    }

    private func text(of holding: Holding, on screen: Screen) -> String {
        let contract = holding.contract
        let company = contract.company.map { ", \($0)" } ?? ""
        var text = screen.wrapped(printable("Contract \(contract.number)\(company)")) + "\n"
        text += screen.wrapped(printable("Contract manager: \(contract.manager.line)")) + "\n\n"

        var table = Table([
            .init("Number"), .init("Product", isTruncated: true), .init("Activated"),
            .init("Access"), .init("From"), .init("Until"),
        ])
        for license in holding.licenses { table.add(row(license)) }
        text += table.text(width: screen.widthOfTerminal)
        if holding.licensesLeftOut > 0 {
            let noun = holding.licensesLeftOut == 1 ? "license" : "licenses"
            text += "and \(holding.licensesLeftOut) more \(noun) on this contract\n"
        }
        return text + "\n" + screen.wrapped(advice(for: holding))
    }

    private func row(_ license: License) -> [String] {
        let seats = license.seats.map { " (\($0))" } ?? ""
        let until = license.expiresOn.map(\.description) ?? "–"
        return [
            license.serialNumber?.text ?? license.subscriptionID ?? "–",
            license.product,
            license.activation == .signIn ? "sign-in" : "by serial",
            license.access.rawValue + seats,
            license.startsOn?.description ?? "–",
            license.hasExpired(on: today) ? "ended \(until)" : until,
        ]
    }

    private func advice(for holding: Holding) -> String {
        let activations = Set(holding.licenses.map(\.activation))
        let manager = printable(holding.contract.manager.name)
        var lines: [String] = []
        if activations.contains(.serialNumber) {
            lines.append(
                """
                Serial numbers: each has one contract manager and at most one software \
                coordinator. We can change both when \(manager) asks for it.
                """)
        }
        if activations.contains(.signIn) {
            lines.append(
                """
                Sign-in: \(manager) is primary admin, and names any number of secondary admins \
                in the vendor's account page. We may not do that for a customer.
                """)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var coordinated: String? {
        guard !holdings.coordinated.isEmpty else { return nil }
        let lines = holdings.coordinated.map {
            printable("  \($0.number) on contract \($0.contract.number)") + "\n"
        }
        return "Software coordinator of:\n" + lines.joined()
    }

    private var leftOut: String? {
        let count = holdings.contractsLeftOut + holdings.coordinatedLeftOut
        return count == 0 ? nil : "and \(count) more; name one of them to see it\n"
    }
}

extension LicensesReport {
    /// For programs.
    var json: some Encodable { Listing(self) }

    private struct Listing: Encodable {
        let matches: [String]
        let contracts: [Entry]
        let coordinated: [SerialNumber]
        let contractsLeftOut: Int
        let coordinatedLeftOut: Int

        struct Entry: Encodable {
            let number: String
            let company: String?
            let manager: Person
            let licenses: [License]
            let licensesLeftOut: Int
        }

        init(_ report: LicensesReport) {
            let holdings = report.holdings
            matches = holdings.matches.map(\.rawValue).sorted()
            contracts = holdings.contracts.map {
                Entry(
                    number: $0.contract.number, company: $0.contract.company,
                    manager: $0.contract.manager, licenses: $0.licenses,
                    licensesLeftOut: $0.licensesLeftOut)
            }
            coordinated = holdings.coordinated.map(\.number)
            contractsLeftOut = holdings.contractsLeftOut
            coordinatedLeftOut = holdings.coordinatedLeftOut
        }
    }
}
