import CoordinatorModel
import Store

/// Files of licenses, as text.
enum LoadText {
    static let header = LoadColumn.allCases.map(\.rawValue).joined(separator: ",")

    static func row(
        serial: String = "123-12345678", contract: String = "C-1",
        manager: String = "pat@example.com", company: String = "Harbor",
        starts: String = "2024-01-01", expires: String = "2030-12-31",
        product: String = "Plan Studio", activation: String = "serial-number",
        access: String = "single-user", seats: String = "5", subscription: String = "",
        coordinator: String = "lee@example.com", first: String = "Lee", last: String = "Wong"
    ) -> String {
        [
            contract, manager, "Pat", "Lee", company, starts, expires, product, activation,
            access, seats, serial, subscription, coordinator, first, last,
        ].joined(separator: ",")
    }

    static func signIn(subscription: String = "SUB-1", product: String = "Viewer") -> String {
        row(
            serial: "", product: product, activation: "sign-in", subscription: subscription,
            coordinator: "", first: "", last: "")
    }

    static func source(_ rows: [String], name: String = "licenses.csv") -> LoadSource {
        .bytes(Array(([header] + rows).joined(separator: "\n").utf8), name: name)
    }
}

extension LicenseStore {
    @discardableResult
    func load(
        _ rows: String..., skipping: Bool = false, fileWins: Bool = false
    ) async throws -> LoadReport {
        try await load(
            LoadText.source(rows), LoadOptions(skipsBadRows: skipping, fileWins: fileWins),
            at: Fixture.loadedAt)
    }
}
