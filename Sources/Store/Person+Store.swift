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

    /// What this says otherwise than what is known of the same person: nothing of somebody not known
    /// before.
    package func changes(to known: Person?) -> [EnteredChange] {
        guard let known else { return [] }
        var changes: [EnteredChange] = []
        if (firstName, lastName) != (known.firstName, known.lastName) {
            changes.append(
                EnteredChange(field: JournalEntry.nameField, old: known.name, new: name))
        }
        if let phone, phone != known.phone {
            changes.append(
                EnteredChange(field: JournalEntry.phoneField, old: known.phone, new: phone))
        }
        return changes
    }
}

/// One change that a request makes, as the journal enters it.
package struct EnteredChange {
    package var field: String
    package var old: String?
    package var new: String
    package var reason: String?

    package init(field: String, old: String?, new: String) {
        (self.field, self.old, self.new) = (field, old, new)
    }

    /// The same of somebody who is known to other customers too, and so keeps name and number: on
    /// one customer's word, another's people are not called otherwise.
    package var notTaken: EnteredChange {
        var change = self
        change.field += JournalEntry.notTakenEnding
        change.reason = "known under another manager's contract too"
        return change
    }
}

extension Preparer {
    /// How the journal calls them: `maria@desk-4`.
    package var actor: String { "\(user)@\(host)" }

    /// The same, of a document that says so of itself: where its file was another account's, that is
    /// told too, `maria@desk-4 (file of omar)`.
    package func actor(owner: String?) -> String {
        owner.map { $0 == user ? actor : "\(actor) (file of \($0))" } ?? actor
    }
}
