/// Name, address and telephone number found in one line that was pasted: `Sam Ito <sam@example.com>`,
/// or fields parted by tabs, semicolons or commas, in any order.
public struct PastedPerson: Hashable, Sendable {
    public var firstName: String?
    public var lastName: String?
    /// As it was written.
    public var email: String
    public var phone: String?

    /// Nil where the line holds no address, several, or anything that has no place: it is then an
    /// answer like any other.
    public init?(_ line: String) {
        guard line.utf8.count <= 1000 else { return nil }
        let line = line.filter { $0 != "\"" }
        let fields: [String]
        if let open = line.firstIndex(of: "<"), let close = line[open...].firstIndex(of: ">") {
            // As mail programs write it, "Ito, Sam" is the last name first.
            let names = Self.fields(of: line[..<open])
            let address = line[line.index(after: open)..<close]
            fields =
                names.reversed() + [String(address)]
                + Self.fields(of: line[line.index(after: close)...])
        } else {
            fields = Self.fields(of: line[...])
        }
        let emails = fields.filter { (try? EmailAddress(typed: $0)) != nil }
        let phones = fields.filter(Self.isPhone)
        let names = fields.filter { !emails.contains($0) && !phones.contains($0) }
        guard emails.count == 1, phones.count <= 1, fields.count > 1, names.count <= 2 else {
            return nil
        }
        email = emails[0]
        phone = phones.first
        // "Mary Ann Smith": the last word is the last name.
        let words = names.count == 1 ? names[0].split(separator: " ").map(String.init) : names
        firstName = words.count > 1 ? words.dropLast().joined(separator: " ") : words.first
        lastName = words.count > 1 ? words.last : nil
    }

    /// Parted by tabs; where there is none, by semicolons; where there is none, by commas.
    private static func fields(of line: Substring) -> [String] {
        let separator = "\t;,".first { line.contains($0) }
        let fields = separator.map { line.split(separator: $0) } ?? [line]
        return fields.map { String($0).normalised }.filter { !$0.isEmpty }
    }

    private static func isPhone(_ field: String) -> Bool {
        field.count(where: \.isASCIIDigit) >= 5
            && field.allSatisfy { $0.isASCIIDigit || "+()-./ x".contains($0) }
    }
}
