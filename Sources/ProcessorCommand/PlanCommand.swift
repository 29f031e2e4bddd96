import ArgumentParser
import CommandSupport
import CoordinatorModel
import Processing
import RequestQueue
import Store
import Terminal

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Tell what a run would do with each request that waits; nothing is changed.",
        discussion: "A run can go on meanwhile.")

    @OptionGroup var coolingOptions: CoolingOptions
    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let place = try Workplace(lookingAt: homeOptions)
        try place.home.checkForReading()
        let texts = try place.texts()
        let rules = texts.processingRules(.now)
        let coolingOff = try coolingOptions.time(in: place.home)
        let progress = ProgressLine(on: Screen())
        let plan: Plan
        do {
            plan = try await Plan.make(
                QueueListing(place.home), place.directory, rules: rules,
                coolingOff: coolingOff, at: .now
            ) { progress.update(done: $0, of: $1, label: "Looking at requests:") }
        } catch {
            progress.finish()
            throw Failure(error)
        }
        progress.finish()
        let words = PlanWords(plan, texts: texts)
        switch formatOptions.format {
        case .json: try printJSON(words)
        case .text: try printResult(words.text(width: Screen(descriptor: 1).widthOfTerminal))
        }
    }
}
