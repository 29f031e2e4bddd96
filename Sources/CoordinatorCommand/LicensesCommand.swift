import ArgumentParser
import CommandSupport
import CoordinatorModel
import Store
import Terminal

struct LicensesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "licenses",
        abstract: "Show which licenses these are, and who may change their administrators.")

    @Argument(
        help: """
            An email address, a serial number, a contract number, a subscription ID, or the whole name \
            of a company or a person.
            """)
    var term: String

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let desk = try await Desk(homeOptions)
        let holdings = try await desk.directory.holdings(of: HoldingTerm(typed: term))
        if holdings.matches.isEmpty {
            throw Failure(
                """
                "\(printable(term))" names nothing that we know: no contract manager, coordinator, \
                serial number, contract, subscription, company or person. Names have to be given \
                whole. Check the spelling, or look it up by another of these.
                """, .notFound)
        }
        let report = LicensesReport(holdings: holdings, today: desk.today)
        switch formatOptions.format {
        case .json: try printJSON(report.json)
        case .text: try printResult(report.text(on: Screen(descriptor: 1)))
        }
    }
}
