import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Terminal

struct CorruptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corrupt",
        abstract: "Look after what was no request at all, and was put aside.",
        subcommands: [List.self, Show.self, Requeue.self, Discard.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List corrupt files by number.")

        @Flag(help: "Those too that were requeued or discarded.")
        var all = false

        @OptionGroup var homeOptions: HomeOptions
        @OptionGroup var formatOptions: FormatOptions

        func run() async throws {
            let place = try await Workplace(homeOptions)
            let records = try QueueListing(place.home).corruptRecords()
                .filter { all || $0.record?.ending == nil }
            let words = CorruptWords(records)
            switch formatOptions.format {
            case .json: try printJSON(words.records)
            case .text where records.isEmpty: printRemark("Nothing is corrupt.")
            case .text: try printResult(words.table(width: Screen(descriptor: 1).widthOfTerminal))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one corrupt file, with the beginning of its content.")

        @Argument(help: "Its number.")
        var number: Int

        @OptionGroup var homeOptions: HomeOptions
        @OptionGroup var formatOptions: FormatOptions

        func run() async throws {
            let place = try await Workplace(homeOptions)
            let listing = QueueListing(place.home)
            guard let entry = try listing.corruptRecords().first(where: { $0.number == number })
            else { throw Failure(noCorruptFile: "\(number)") }
            let content = try listing.corruptContent(number, atMost: 4096)
            switch formatOptions.format {
            case .json: try printJSON(CorruptWords.Record(entry.number, entry.record))
            case .text: try printResult(CorruptWords.text(entry.number, entry.record, content))
            }
        }
    }
}
