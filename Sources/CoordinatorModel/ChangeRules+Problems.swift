extension ChangeRules {
    func caseReference(_ answers: Answers) -> [Problem] {
        text(answers, .caseReference)
    }

    func contractManager(_ answers: Answers, _ facts: Facts) -> [Problem] {
        guard answers[.contractManager] != nil else { return [] }
        guard let manager = answers.email(.contractManager) else {
            return malformedEmail(answers, .contractManager)
        }
        guard let contracts = facts.contracts(managedBy: manager) else { return [] }
        if contracts.isEmpty {
            return [Problem(.unknownContractManager, .contractManager, ["email": manager.text])]
        }
        if !contracts.contains(where: { $0.activations.contains(.serialNumber) }) {
            let values = [
                "email": manager.text, "name": contracts[0].manager.name,
                "contracts": contracts.map(\.number).joined(separator: ", "),
            ]
            return [Problem(.signInLicensesOnly, .contractManager, values)]
        }
        return []
    }

    func serialNumber(_ answers: Answers, _ facts: Facts) -> [Problem] {
        guard let typed = answers.text(.serialNumber) else { return [] }
        guard let number = answers.serialNumber else {
            return notASerialNumber(typed, answers, facts)
        }
        var problems: [Problem] = []
        if let registered = facts.registered(number), let manager = answers.email(.contractManager)
        {
            guard let registered, registered.contract.manager.email == manager else {
                return [
                    Problem(
                        .serialNumberNotOnContract, .serialNumber,
                        ["serialNumber": number.text, "manager": manager.text])
                ]
            }
            if registered.hasExpired(on: today) {
                problems.append(
                    Problem(.contractExpired, .serialNumber, expiry(of: registered)))
            }
        }
        return problems + doubts(about: number, at: .serialNumber, facts)
    }

    /// The other serial numbers of the contract that are to change as well.
    func otherSerialNumbers(_ answers: Answers, _ facts: Facts) -> [Problem] {
        let question = QuestionID.otherSerialNumbers
        guard case .conversation = place, let first = answers.serialNumber,
            case .some(.some(let registered)) = facts.registered(first)
        else { return [] }
        let known = facts.sameContract(as: first)
        return answers.otherSerialNumberTexts.flatMap { text -> [Problem] in
            guard let number = SerialNumber(typed: text) else {
                if text.lowercased() == "all" {
                    return [Problem(.otherCoordinator, question, ["first": first.text])]
                }
                let values = ["typed": text.shortened, "amongOthers": "yes"]
                return [Problem(.malformedSerialNumber, question, values)]
            }
            if number == first { return [] }
            guard let other = known.first(where: { $0.number == number }) else {
                let manager = registered.contract.manager.email.text
                let values = ["serialNumber": number.text, "manager": manager]
                return [Problem(.serialNumberNotOnContract, question, values)]
            }
            if other.coordinator.email != registered.coordinator.email {
                let values = ["serialNumber": number.text, "first": first.text]
                return [Problem(.otherCoordinator, question, values)]
            }
            let expired =
                other.hasExpired(on: today)
                ? [Problem(.contractExpired, question, expiry(of: other))] : []
            return expired + doubts(about: number, at: question, facts)
        }
    }

    /// What speaks against a serial number, whoever's it is.
    private func doubts(
        about number: SerialNumber, at question: QuestionID, _ facts: Facts
    ) -> [Problem] {
        var doubts: [Problem] = []
        if lists.dummySerialNumbers.contains(number) {
            doubts.append(Problem(.dummySerialNumber, question, ["serialNumber": number.text]))
        }
        let (waiting, held) = (facts.waiting(for: number), facts.held(for: number))
        if case .conversation = place, !(waiting + held).isEmpty {
            var values = ["serialNumber": number.text]
            for (name, requests) in [("requests", waiting), ("held", held)] where !requests.isEmpty
            {
                values[name] = requests.map(\.description).joined(separator: ", ")
            }
            doubts.append(Problem(.requestWaiting, question, values))
        }
        return doubts
    }

    private func expiry(of registered: RegisteredSerialNumber) -> [String: String] {
        [
            "serialNumber": registered.number.text, "contract": registered.contract.number,
            "expired": registered.licenses.compactMap(\.expiresOn).max()?.description ?? "",
        ]
    }

    private func notASerialNumber(
        _ typed: String, _ answers: Answers, _ facts: Facts
    ) -> [Problem] {
        guard let reference = answers.reference.flatMap(facts.reference) else {
            var values = ["typed": typed.shortened]
            if SerialNumber.areSeveral(in: typed) { values["several"] = "yes" }
            return [Problem(.malformedSerialNumber, .serialNumber, values)]
        }
        var values = ["typed": typed, reference.kind.rawValue: "yes"]
        if reference.contract.manager.email == answers.email(.contractManager) {
            values["serialNumbers"] = reference.serialNumbers.map(\.text).joined(separator: ", ")
        }
        return [Problem(.notASerialNumber, .serialNumber, values)]
    }

    func currentCoordinator(_ answers: Answers, _ facts: Facts) -> [Problem] {
        guard answers[.currentCoordinator] != nil else { return [] }
        guard let current = answers.email(.currentCoordinator) else {
            return malformedEmail(answers, .currentCoordinator)
        }
        guard let number = answers.serialNumber, let registered = facts.registered(number) ?? nil,
            registered.contract.manager.email == answers.email(.contractManager),
            registered.coordinator.email != current
        else { return [] }
        let values = ["email": current.text, "serialNumber": number.text]
        return [Problem(.currentCoordinatorMismatch, .currentCoordinator, values)]
    }

    func newCoordinator(_ answers: Answers, _ facts: Facts) -> [Problem] {
        name(answers, .firstName) + name(answers, .lastName) + newEmail(answers)
            + phone(answers)
    }

    private func name(_ answers: Answers, _ question: QuestionID) -> [Problem] {
        guard let name = answers.text(question) else { return [] }
        if name.isBlank { return [Problem(.missingName, question)] }
        // An address in the wrong place; no name has that sign.
        if name.contains("@") {
            return [Problem(.missingName, question, ["address": name.shortened])]
        }
        if name.isLonger(than: Self.longestName) {
            let values = [
                "length": "\(name.unicodeScalars.count)", "longest": "\(Self.longestName)",
            ]
            return [Problem(.nameTooLong, question, values)]
        }
        return name.isPrintable ? [] : [Problem(.malformedText, question)]
    }

    private func newEmail(_ answers: Answers) -> [Problem] {
        guard answers[.email] != nil else { return [] }
        guard let email = answers.email(.email) else { return malformedEmail(answers, .email) }
        if email == answers.email(.currentCoordinator) {
            return [Problem(.coordinatorUnchanged, .email, ["email": email.text])]
        }
        let manager = answers.email(.contractManager)
        if email == manager {
            return [Problem(.managerAsCoordinator, .email, ["email": email.text])]
        }
        let domain = String(email.domain)
        let known = lists.mailDomains + (manager.map { [String($0.domain)] } ?? [])
        if known.contains(domain) && domain == manager.map({ String($0.domain) }) { return [] }
        if !known.contains(domain), let meant = known.first(where: { domain.isSlip(of: $0) }) {
            let values = ["email": email.text, "domain": domain, "meant": meant]
            return [Problem(.mistypedDomain, .email, values)]
        }
        guard let manager else { return [] }
        let values = [
            "email": email.text, "domain": domain, "managerDomain": String(manager.domain),
        ]
        return [Problem(.otherDomain, .email, values)]
    }

    private func phone(_ answers: Answers) -> [Problem] {
        guard let phone = answers.text(.phone), !phone.isEmpty else { return [] }
        let digits = phone.count(where: \.isASCIIDigit)
        let isPhone =
            (5...20).contains(digits) && phone.count <= 40
            && phone.allSatisfy { $0.isASCIIDigit || "+()-./ x".contains($0) }
            && phone.dropFirst().allSatisfy { $0 != "+" }
        return isPhone ? [] : [Problem(.malformedPhone, .phone, ["typed": phone.shortened])]
    }

    func verification(_ answers: Answers) -> [Problem] {
        text(answers, .verificationNote) + method(answers)
    }

    private func method(_ answers: Answers) -> [Problem] {
        guard let method = answers.text(.verification) else { return [] }
        let isKnown =
            switch place {
            case .conversation: lists.verificationMethods.contains { $0.key == method }
            case .processing:
                !method.isBlank && method.isPrintable && !method.isLonger(than: Self.longestName)
            }
        return isKnown
            ? [] : [Problem(.verificationMissing, .verification, ["typed": method.shortened])]
    }

    func authorization(_ answers: Answers, _ facts: Facts) -> [Problem] {
        guard let answer = answers[.authorization], let typed = answers.text(.authorization) else {
            return []
        }
        guard Self.isConfirmation(typed) else {
            let values = ["typed": typed.shortened]
            return [Problem(.authorizationMissing, .authorization, values)]
        }
        switch place {
        case .processing:
            return []
        case .conversation(let statement):
            guard let now = statement(answers, facts), now != answer.shown else { return [] }
            return [Problem(.authorizationOutdated, .authorization)]
        }
    }

    private func text(_ answers: Answers, _ question: QuestionID) -> [Problem] {
        guard let text = answers.text(question),
            text.isLonger(than: Self.longestText) || !text.isPrintable
        else { return [] }
        let values =
            text.isLonger(than: Self.longestText) ? ["longest": "\(Self.longestText)"] : [:]
        return [Problem(.malformedText, question, values)]
    }

    private func malformedEmail(_ answers: Answers, _ question: QuestionID) -> [Problem] {
        guard let answer = answers[question], let typed = answers.text(question) else { return [] }
        do throws(EmailAddress.Mistake) {
            _ = try EmailAddress(typed: answer.text)
            return []
        } catch {
            return [
                Problem(.malformedEmail, question, error.values(typed: typed.shortened))
            ]
        }
    }
}

extension EmailAddress.Mistake {
    /// The values for the text of `malformed-email`: what was typed, and which mistake it is.
    fileprivate func values(typed: String) -> [String: String] {
        switch self {
        case .empty: return ["empty": "yes"]
        case .tooLong: return ["typed": typed, "tooLong": "yes"]
        case .spaceInside: return ["typed": typed, "spaceInside": "yes"]
        case .forbiddenCharacter(let character):
            return ["typed": typed, "character": character.named]
        case .noAt: return ["typed": typed, "noAt": "yes"]
        case .severalAts: return ["typed": typed, "severalAts": "yes"]
        case .badLocalPart: return ["typed": typed, "badLocalPart": "yes"]
        case .badDomain(""): return ["typed": typed, "noDomain": "yes"]
        case .badDomain(let domain): return ["typed": typed, "badDomain": domain]
        }
    }
}

extension Character {
    /// Itself where it can be seen, else by its numbers: `U+202E`.
    fileprivate var named: String {
        if unicodeScalars.allSatisfy({ $0.isPrintable && !$0.isInvisible }) { return String(self) }
        return unicodeScalars.prefix(4).map {
            "U+" + String($0.value, radix: 16, uppercase: true).padded(to: 4)
        }.joined(separator: " ")
    }
}

extension String {
    /// Whether one slip of the finger turns `meant` into this: a letter too many, too few, wrong,
    /// or two neighbours exchanged.
    fileprivate func isSlip(of meant: String) -> Bool {
        let (typed, meant) = (Array(self), Array(meant))
        if typed == meant || abs(typed.count - meant.count) > 1 { return false }
        let same = zip(typed, meant).prefix { $0 == $1 }.count
        let (left, right) = (typed[same...], meant[same...])
        if left.count > right.count { return left.dropFirst().elementsEqual(right) }
        if left.count < right.count { return right.dropFirst().elementsEqual(left) }
        if left.dropFirst().elementsEqual(right.dropFirst()) { return true }
        return left.count >= 2 && left.prefix(2).elementsEqual(right.prefix(2).reversed())
            && left.dropFirst(2).elementsEqual(right.dropFirst(2))
    }
}
