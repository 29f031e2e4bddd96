import Conversation
import CoordinatorModel
import Store

/// What Tab offers at a question.
struct Candidates {
    let desk: Desk
    let flow: CoordinatorChangeFlow

    /// Where nothing is known that would fit, nothing is offered; a store that cannot be read is no
    /// reason to disturb somebody who types.
    func list(
        for line: String, at question: QuestionID, _ answers: Answers, _ facts: Facts
    ) async -> [Completion.Candidate] {
        if line.hasPrefix(":") { return orders }
        switch question {
        case .serialNumber: return await serialNumbers(of: answers.email(.contractManager))
        case .firstName: return people(answers, facts)
        default: return []
        }
    }

    /// Orders, and the stages to go to.
    var orders: [Completion.Candidate] {
        [":back", ":help", ":later ", ":quit", ":show"].map { Completion.Candidate($0) }
            + flow.stages.map { Completion.Candidate(":goto \($0.name)") }
    }

    /// The signed-in manager's serial numbers, with their products.
    private func serialNumbers(of manager: EmailAddress?) async -> [Completion.Candidate] {
        guard let manager, let found = try? await desk.directory.holdings(of: .person(manager))
        else { return [] }
        let licenses = found.contracts.filter { $0.contract.manager.email == manager }
            .flatMap(\.licenses)
        let products = Dictionary(grouping: licenses) { $0.serialNumber }
        return products.compactMap { number, licenses in
            number.map { number in
                Completion.Candidate(
                    number.text, remark: licenses.map(\.product).joined(separator: ", "))
            }
        }.sorted { $0.line < $1.line }
    }

    /// The people known on the contract, but the one who is coordinator now.
    private func people(_ answers: Answers, _ facts: Facts) -> [Completion.Candidate] {
        guard let number = answers.serialNumber,
            case .some(.some(let registered)) = facts.registered(number)
        else { return [] }
        let others = facts.sameContract(as: number).map(\.coordinator)
        let people = Set(others + [registered.contract.manager])
        return people.filter { $0.email != registered.coordinator.email }
            .map { Completion.Candidate($0.line) }.sorted { $0.line < $1.line }
    }
}
