import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Store
import Terminal

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one request with its document, its outcome and its problems.")

    @Argument(help: "The request's ID, or its last four or more characters.")
    var id: String

    @Flag(help: "Print the record that the customer gets.")
    var receipt = false

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let desk = try await Desk(homeOptions)
        let report = RequestReport(try await desk.request(typed: id), texts: desk.texts)
        if receipt {
            try printResult(try CustomerRecord(report).text(desk.texts))
            return
        }
        switch formatOptions.format {
        case .json: try printJSON(report)
        case .text:
            try printWords(report.text)
            if report.state == .rejected {
                printRemark(
                    """
                    To make it a new draft, at the question that was wrong:
                        coordinator reopen \(report.id)\(desk.retyped)
                    """)
            }
        }
    }
}
