import CoordinatorModel

extension Person {
    /// Under which the full name is found.
    package var nameKey: String {
        [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ").key
    }

    /// This person, with the telephone number known so far where none is given.
    package func keepingPhone(of known: Person?) -> Person {
        var person = self
        person.phone = phone ?? known?.phone
        return person
    }

    /// What this says otherwise than what is known of the same person, as the journal enters it:
    /// nothing of somebody not known before.
    package func changes(to known: Person?) -> [(field: String, old: String?, new: String?)] {
        guard let known else { return [] }
        var changes: [(field: String, old: String?, new: String?)] = []
        if (firstName, lastName) != (known.firstName, known.lastName) {
            changes.append((JournalEntry.nameField, known.name, name))
        }
        if let phone, phone != known.phone {
            changes.append((JournalEntry.phoneField, known.phone, phone))
        }
        return changes
    }
}

extension Preparer {
    /// How the journal calls them: `maria@desk-4`.
    package var actor: String { "\(user)@\(host)" }
}
