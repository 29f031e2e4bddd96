import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import Logging
import RequestQueue
import Store
import Terminal

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Apply requests as they arrive, until somebody asks to stop.",
        discussion: """
            For a service: what happens is logged to standard error. SIGTERM and SIGINT end it after \
            the present transaction. Where the store is busy, or another processor is at work, it \
            tries again later.
            """)

    @Option(
        help: ArgumentHelp(
            "Look at the queue at least this often, in seconds.", valueName: "seconds"))
    var every = 30

    @OptionGroup var coolingOptions: CoolingOptions
    @OptionGroup var homeOptions: HomeOptions

    func validate() throws {
        guard (1...86_400).contains(every) else {
            throw ValidationError("--every needs a number of seconds from 1 to 86400.")
        }
    }

    func run() async throws {
        StopSignals.listen()
        let place = try await Workplace(homeOptions)
        try place.home.checkForProcessor()
        var service = DrainService(
            place: place, texts: try place.texts(),
            coolingOff: try coolingOptions.time(in: place.home),
            log: Logger(label: "coordinator-processor") { _ in
                ServiceLog(environment: ProcessInfo.processInfo.environment)
            })
        try await service.run(every: .seconds(every))
    }
}
