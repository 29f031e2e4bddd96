import Conversation
import CoordinatorModel
import Templates
import Terminal

/// Shows stages, problems and the review on a screen, in the words of the templates.
struct StagePresenter {
    let flow: CoordinatorChangeFlow
    let texts: Texts
    let screen: Screen

    /// The heading and the text of a stage: `Step 3 of 7: Serial number`.
    func show(_ stage: Stage) {
        let number = (flow.stages.firstIndex(of: stage) ?? 0) + 1
        let title = texts.title(ofStage: stage.name)
        say("\n" + screen.emphasis("Step \(number) of \(flow.stages.count): \(title)"))
        say(texts.intro(ofStage: stage.name))
    }

    /// What is wrong or doubtful with the answer that comes back in the prompt.
    func show(_ problems: [Problem]) {
        for problem in problems {
            let wording = safe(texts.wordingAtPrompt(of: problem))
            if problem.isWarning {
                say(screen.warning("Please check:") + " " + wording)
            } else if problem.code == .authorizationOutdated {
                say(wording)
            } else {
                say(screen.error("Error:") + " " + wording)
            }
        }
        if !problems.isEmpty, problems.allSatisfy(\.isWarning) {
            say("Press Enter to go on all the same, or change the answer.")
        }
    }

    func show(_ remark: Remark, _ answers: Answers) {
        switch remark {
        case .isFirst: say("This is the first question; there is nothing before it.")
        case .incomplete: say("Not yet: this is still open. After it comes what else is missing.")
        case .filled(let questions):
            say("Taken from that line:")
            for question in questions {
                say("  \(label(of: question)): " + shown(question, in: answers))
            }
        case .changedMeanwhile:
            say("Nothing was submitted: what we know of this changed while you were asked.")
        }
    }

    func showHelp(on question: String, stage: Stage) {
        say(texts.help(on: question, inStage: stage.name))
        say("Also: :back (or Shift-Tab), :goto STAGE, :show, :later NOTE, :quit.")
        say("Stages: \(stageNames).")
    }

    func showOrderWithoutColon(_ text: String) {
        let order = text.trimmingCharacters(in: .whitespaces).lowercased()
        say(
            screen.warning("Please check:") + " An order begins with a colon, as :\(order). If "
                + "\"\(printable(text))\" is the answer, enter it once more.")
    }

    func showUnknownOrder(_ text: String) {
        say(
            screen.error("Error:") + " There is no order \"\(printable(text))\". Known are ? :help "
                + ":back :goto STAGE :show :later NOTE :quit.")
    }

    /// At the review something else than `submit` or a number was typed.
    func showUnclearChoice() {
        say(screen.error("Error:") + " Type submit, or a number of the list to change it.")
    }

    func showUnknownStage(_ text: String) {
        let name = text.isEmpty ? "Which stage?" : "There is no stage \"\(printable(text))\"."
        say(
            screen.error("Error:")
                + " \(name) Type :goto and the beginning of one of these: \(stageNames).")

    }

    /// The ways of verifying a caller, by number.
    func showVerificationMethods() {
        for (index, method) in texts.lists.verificationMethods.enumerated() {
            screen.show(screen.wrapped("\(index + 1). \(method.label)", indent: 2) + "\n")
        }
    }

    /// The other serial numbers of the contract, by number.
    func showOthers(_ others: [RegisteredSerialNumber], besides first: RegisteredSerialNumber) {
        for (index, other) in others.enumerated() {
            let products = other.licenses.map(\.product).joined(separator: ", ")
            let remark =
                other.coordinator.email == first.coordinator.email ? "" : " (another coordinator)"
            let line = printable("\(index + 1). \(other.number)  \(products)\(remark)")
            screen.show(screen.wrapped(line, indent: 2) + "\n")
        }
    }

    /// What Tab found.
    func show(_ choices: [Completion.Candidate]) {
        for choice in choices {
            let remark = choice.remark.isEmpty ? "" : "  " + choice.remark
            screen.show(screen.wrapped(printable(choice.line + remark), indent: 2) + "\n")
        }
    }

    /// What stands before the cursor.
    func prompt(of question: String, inStage stage: Stage) -> String {
        screen.emphasis(texts.prompt(of: question, inStage: stage.name) + ": ")
    }

    /// All answers by number, and the change as it would be made: current → new.
    func showReview(_ sheet: Sheet, _ facts: Facts) {
        let questions = flow.askedQuestions(sheet, facts)
        let labels = questions.map(label)
        let widest = labels.map(\.count).max() ?? 0
        for (index, question) in questions.enumerated() {
            let number = String(repeating: " ", count: index < 9 ? 1 : 0) + "\(index + 1)"
            let gap = String(repeating: " ", count: widest - labels[index].count)
            let answer = screen.emphasis(shown(question, in: sheet.answers))
            let line = "\(number)  \(labels[index])\(gap)  \(answer)"
            let isShort = line.displayWidth <= screen.width
            screen.show(
                (isShort
                    ? line : "\(number)  \(labels[index])\n" + screen.wrapped(answer, indent: 4))
                    + "\n")
        }
        say("")
        for change in flow.request(sheet, facts)?.changes ?? [] {
            let arrow = "\(change.current.email) → \(change.new.line)"
            say("The change for \(change.serialNumber): " + screen.emphasis(printable(arrow)))
        }
        for problem in flow.problems(sheet, facts) where problem.isWarning {
            say(
                screen.warning("You went on in spite of this:") + " "
                    + safe(texts.wording(of: problem)))
        }
    }

    private func label(of question: QuestionID) -> String {
        texts.label(of: question.rawValue, inStage: flow.stage(of: question)?.name ?? "")
    }

    /// An answer as the request will have it.
    private func shown(_ question: QuestionID, in answers: Answers) -> String {
        let text = answers[question]?.text.normalised ?? ""
        let meaning =
            switch question {
            case .serialNumber: answers.serialNumber?.text
            case .verification: texts.lists.verificationMethods.first { $0.key == text }?.label
            case .authorization: "confirmed"
            default: answers.email(question)?.text
            }
        return printable(meaning ?? (text.isEmpty ? "–" : text))
    }

    /// The requests that wait for the serial numbers at hand.
    func showWaiting(_ reports: [RequestReport]) {
        if reports.isEmpty { say("No request waits for this serial number.") }
        for report in reports { screen.show("\n" + report.summary + "\n\n") }
    }

    /// Who prepared a request, and when.
    func showPreparer(of report: RequestReport) {
        let preparer = report.preparedBy.map { "\($0.user) on \($0.host)" } ?? report.owner
        let moment = report.submittedAt.map { ", \($0.ago(at: .now))" } ?? ""
        say("  \(report.id): prepared by \(printable(preparer))\(moment)")
    }

    func show(_ report: LicensesReport) {
        screen.show("\n" + report.text(on: screen) + "\n")
    }

    /// Shows text for reading, wrapped, and ends the line.
    func say(_ text: String) {
        screen.show(screen.wrapped(text) + "\n")
    }

    private var stageNames: String { flow.stages.map(\.name).joined(separator: ", ") }

    private func safe(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { printable(String($0)) }.joined(separator: "\n")
    }
}
