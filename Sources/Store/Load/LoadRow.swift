import CommaSeparated
import CoordinatorModel

/// One row of a file of licenses, checked by itself.
///
/// Every column stands in the one form in which it is compared and kept: addresses in lower case,
/// serial numbers with their dash, words as the documentation writes them.
public struct LoadRow: Hashable, Sendable {
    /// The line on which it starts, from 1.
    public let line: Int
    private var texts: [LoadColumn: String] = [:]

    /// In characters, for every column.
    public static let longestText = 200

    /// - Parameter field: What stands in a column.
    /// - Throws: The first mistake, in the order of the columns, then those between columns.
    public init(line: Int, _ field: (LoadColumn) -> String) throws(LoadMistake) {
        self.line = line
        for column in LoadColumn.allCases {
            texts[column] = try column.read(field(column))
        }
        try checkTogether()
    }

    /// A row that was checked when it was first read.
    package init(line: Int, checked texts: [LoadColumn: String]) {
        self.line = line
        self.texts = texts
    }

    /// The column's text; empty where the column is.
    public subscript(column: LoadColumn) -> String { texts[column] ?? "" }

    /// What tells this license from every other: for a sign-in license the subscription ID, else
    /// serial number, product and subscription ID.
    public var key: String {
        activation == .signIn
            ? self[.subscriptionID].key
            : [self[.serialNumber], self[.product], self[.subscriptionID].key]
                .joined(separator: "\t")
    }

    /// Under which the journal speaks of the license.
    public var subject: String {
        activation == .signIn ? self[.subscriptionID] : self[.serialNumber]
    }

    /// All columns, also the empty ones.
    package var values: [LoadColumn: String] { texts }

    /// The license, on the contract that the row names.
    package var license: License {
        License(
            contractNumber: self[.contractNumber], product: self[.product],
            activation: activation, access: Access(rawValue: self[.access])!,
            seats: Int(self[.seats]), serialNumber: SerialNumber(typed: self[.serialNumber]),
            subscriptionID: self[.subscriptionID].filled,
            startsOn: CalendarDate(self[.startsOn]), expiresOn: CalendarDate(self[.expiresOn]))
    }

    public var activation: Activation { Activation(rawValue: self[.activation])! }

    /// Nil where the row names none.
    public var coordinator: Person? { person(.coordinatorEmail) }

    public var manager: Person { person(.managerEmail)! }

    private func person(_ column: LoadColumn) -> Person? {
        guard let email = try? EmailAddress(typed: self[column]) else { return nil }
        let (first, last) = column.names
        return Person(firstName: self[first], lastName: self[last], email: email)
    }

    /// What can only be said of several columns.
    private func checkTogether() throws(LoadMistake) {
        if self[.startsOn] > self[.expiresOn] && !self[.expiresOn].isEmpty {
            throw .expiresBeforeStart
        }
        switch activation {
        case .signIn:
            if self[.access] == Access.multiUser.rawValue { throw .multiUserSignIn }
            if self[.subscriptionID].isEmpty { throw .noSubscriptionID }
            for column in [
                LoadColumn.serialNumber, .coordinatorEmail, .coordinatorFirstName,
                .coordinatorLastName,
            ] where !self[column].isEmpty {
                throw .notForSignIn(column)
            }
        case .serialNumber:
            if self[.serialNumber].isEmpty { throw .noSerialNumber }
        }
        for column in [LoadColumn.coordinatorFirstName, .coordinatorLastName]
        where self[.coordinatorEmail].isEmpty && !self[column].isEmpty {
            throw .nameWithoutEmail(column)
        }
    }

    /// Whether rows of one serial number, or of one contract, agree.
    ///
    /// - Parameters:
    ///   - sibling: The first row with the same serial number.
    ///   - neighbour: The first row with the same contract.
    func checkAgreement(
        sibling: LoadRow?, neighbour: LoadRow?
    ) throws(LoadMistake) {
        try checkAgreement(.contractNumber, with: sibling)
        try checkAgreement(.coordinatorEmail, with: sibling)
        try checkAgreement(.managerEmail, with: neighbour)
    }

    private func checkAgreement(
        _ column: LoadColumn, with other: LoadRow?
    ) throws(LoadMistake) {
        guard let other, self[column].key != other[column].key else { return }
        throw .disagrees(
            column, firstLine: other.line, value: self[column], first: other[column])
    }
}
