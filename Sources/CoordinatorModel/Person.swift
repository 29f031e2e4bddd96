/// Somebody at a customer's: a contract manager or a software coordinator.
public struct Person: Hashable, Sendable, Codable {
    public var firstName: String
    public var lastName: String
    /// What tells one person from another.
    public var email: EmailAddress
    public var phone: String?

    public init(firstName: String, lastName: String, email: EmailAddress, phone: String? = nil) {
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.phone = phone
    }

    /// First and last name; the address where neither is known.
    public var name: String {
        let name = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? email.text : name
    }

    /// The person as one line: `Sam Ito <sam@example.com>`.
    public var line: String { name == email.text ? name : "\(name) <\(email)>" }
}
