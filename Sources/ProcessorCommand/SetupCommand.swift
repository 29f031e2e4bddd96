import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Store
import Terminal

struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Make the home: folders for drafts and queue, and an empty store.",
        discussion: """
            What is there already stays as it is, apart from the permissions of the folders, which \
            are set right. File systems over a network are refused.
            """)

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let home = try homeOptions.locate()
        let missing = Parts.missing(in: home)
        if homeOptions.practice {
            try await PracticeHome.prepare(home)
        } else {
            try home.setUp()
            _ = try SQLiteStore.create(at: home.store.text)
        }
        let report = SetupReport(home: home.root.text, made: missing)
        switch formatOptions.format {
        case .json: try printJSON(report)
        case .text:
            try printResult(report.text)
            if report.made.contains(Parts.store), !homeOptions.practice {
                printRemark(
                    """
                    The store is empty. To load licenses:
                        coordinator-processor load FILE.csv\(homeOptions.retyped)
                    """)
            }
        }
    }
}

/// What a home consists of, by its paths in it.
private enum Parts {
    static let store = "store.sqlite"

    static func missing(in home: Home) -> [String] {
        let parts = Home.Folder.allCases.map { ($0.rawValue, home[$0]) } + [(store, home.store)]
        let files = FileManager.default
        return parts.filter { _, path in
            // A store of no bytes is one that was never made, or lost: it is made anew, and said.
            let size = try? files.attributesOfItem(atPath: path.text)[.size] as? Int
            return !files.fileExists(atPath: path.text) || size == 0
        }.map(\.0)
    }
}

private struct SetupReport: Encodable {
    let home: String
    /// Empty where nothing was missing.
    let made: [String]

    var text: String {
        made.isEmpty
            ? "The home \(printable(home)) is complete; nothing was missing."
            : "The home \(printable(home)) is ready. Made: \(made.joined(separator: ", "))."
    }
}
