import CoordinatorModel

extension LoadColumn {
    /// The columns of first and last name that belong to a column of addresses.
    var names: (first: LoadColumn, last: LoadColumn) {
        self == .managerEmail
            ? (.managerFirstName, .managerLastName) : (.coordinatorFirstName, .coordinatorLastName)
    }

    /// The text of a field in the form in which it is compared and kept.
    func read(_ field: String) throws(LoadMistake) -> String {
        if field.utf8.count > 16 * LoadRow.longestText {
            throw .tooLong(self, longest: LoadRow.longestText)
        }
        let text = field.normalised
        if text.isEmpty {
            if isRequired { throw .missing(self) }
            return text
        }
        if !text.isPrintable { throw .unprintable(self) }
        switch self {
        case .managerEmail, .coordinatorEmail:
            guard let email = try? EmailAddress(typed: text) else {
                throw .malformedEmail(self, text.shortened)
            }
            return email.text
        case .serialNumber:
            guard let number = SerialNumber(typed: text) else {
                throw .malformedSerialNumber(text.shortened)
            }
            return number.text
        case .startsOn, .expiresOn:
            guard let date = CalendarDate(text) else {
                throw .malformedDate(self, text.shortened)
            }
            return date.description
        case .seats:
            guard let seats = Int(text), (1...1_000_000_000).contains(seats) else {
                throw .malformedSeats(text.shortened)
            }
            return String(seats)
        case .activation:
            return try word(text, of: Activation.self)
        case .access:
            return try word(text, of: Access.self)
        case .contractNumber, .managerFirstName, .managerLastName, .company, .product,
            .subscriptionID, .coordinatorFirstName, .coordinatorLastName:
            if text.count > LoadRow.longestText {
                throw .tooLong(self, longest: LoadRow.longestText)
            }
            return text
        }
    }

    /// Whether every row needs it. Serial number and subscription ID depend on the activation.
    private var isRequired: Bool {
        switch self {
        case .contractNumber, .managerEmail, .product, .activation, .access: true
        case .managerFirstName, .managerLastName, .company, .startsOn, .expiresOn, .seats,
            .serialNumber, .subscriptionID, .coordinatorEmail, .coordinatorFirstName,
            .coordinatorLastName:
            false
        }
    }

    /// One of an enumeration's words; letter case, and space or underscore for the dash, are forgiven.
    private func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, of words: Word.Type
    ) throws(LoadMistake) -> String {
        let plain = String(text.lowercased().map { " _".contains($0) ? "-" : $0 })
        if let word = Word(rawValue: plain) { return word.rawValue }
        throw .unknownWord(self, text.shortened, known: Word.allCases.map(\.rawValue))
    }
}

extension String {
    /// At most eighty characters of it, for a message.
    fileprivate var shortened: String { count > 80 ? prefix(79) + "…" : self }
}
