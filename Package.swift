// swift-tools-version: 6.2
import PackageDescription

// Options of the command line.
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
// SQLite.
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
// The log of a service.
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
// Texts with blanks to be filled in.
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "coordinator",
    products: [
        .executable(name: "coordinator", targets: ["coordinator"]),
        .executable(name: "coordinator-processor", targets: ["coordinator-processor"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ]
)

// Programs: fewer than twenty lines each.
package.targets += [
    .executableTarget(
        name: "coordinator", dependencies: ["CommandSupport", "CoordinatorCommand"]),
    .executableTarget(name: "coordinator-processor", dependencies: ["ProcessorCommand"]),
]

// Commands: options, wiring, the wording of failures, exit status.
package.targets += [
    // What support staff run.
    .target(
        name: "CoordinatorCommand",
        dependencies: [
            "CommaSeparated", "CommandSupport", "Conversation", "CoordinatorModel", "Intake",
            "RequestQueue", "Store", "Templates", "Terminal", argumentParser,
        ]),
    // What the operator runs.
    .target(
        name: "ProcessorCommand",
        dependencies: [
            "CommandSupport", "CoordinatorModel", "Processing", "RequestQueue", "Store",
            "Templates", "Terminal", argumentParser, logging,
        ]),
    // What both programs share: the home, output formats, failures with an exit status.
    .target(
        name: "CommandSupport",
        dependencies: [
            "CommaSeparated", "CoordinatorModel", "RequestQueue", "Store", "Templates", "Terminal",
            argumentParser,
        ]),
]

// The work between the edges.
package.targets += [
    // The step machine: events in, effects out.
    .target(name: "Conversation", dependencies: ["CoordinatorModel"]),
    // Many requests from one file: rows in, documents out, by the same rules.
    .target(
        name: "Intake",
        dependencies: [
            "CFileSystem", "CommaSeparated", "CoordinatorModel", "RequestQueue", "Store",
        ]),
    // Three verbs: claim, decide, settle.
    .target(name: "Processing", dependencies: ["CoordinatorModel", "RequestQueue", "Store"]),
]

// Edges: each hides one part of the world.
package.targets += [
    // Lines in, text out.
    .target(name: "Terminal", dependencies: ["CReadline"]),
    // Drafts, and the queue as directories.
    .target(name: "RequestQueue", dependencies: ["CFileSystem", "CoordinatorModel"]),
    // Licenses, requests with their outcome, and the journal.
    .target(
        name: "Store", dependencies: ["CommaSeparated", "CoordinatorModel", grdb, grdbSQLite]),
    // Rows of comma-separated text, one at a time.
    .target(name: "CommaSeparated"),
    // Every text that people may want to reword, embedded in the programs.
    .target(
        name: "Templates", dependencies: ["CoordinatorModel", mustache], path: "Templates",
        // For other systems, and for a first try.
        exclude: ["request.schema.json", "sample-answers.json"],
        resources: [
            .embedInCode("stages"), .embedInCode("problems.mustache"),
            .embedInCode("batch-statement.mustache"), .embedInCode("answers.schema.json"),
            .embedInCode("statement.mustache"), .embedInCode("practice.mustache"),
            .embedInCode("receipt.mustache"),
            .embedInCode("lists.json"), .embedInCode("practice-licenses.csv"),
        ]),
]

// Words and rules: no input, no output.
package.targets += [
    .target(name: "CoordinatorModel", dependencies: ["CSodium"])
]

// C libraries of the system, and the calls that Swift's Glibc lacks.
package.targets += [
    // The line editor.
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    // SHA-256.
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
    // renameat2, openat2, syncfs, access lists, and what kind of file system a folder is on.
    .systemLibrary(name: "CFileSystem"),
]

// Tests: one target for each of ours, and what several of them use.
package.targets += [
    .target(
        name: "ModelFixtures", dependencies: ["CoordinatorModel"], path: "Tests/ModelFixtures"),
    .testTarget(
        name: "CoordinatorModelTests", dependencies: ["CoordinatorModel", "ModelFixtures"]),
    .testTarget(
        name: "ConversationTests",
        dependencies: ["Conversation", "CoordinatorModel", "ModelFixtures"]),
    // Built programs in pseudo-terminals and with pipes.
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    .target(name: "TestSupport", dependencies: ["CPseudoTerminal"], path: "Tests/TestSupport"),
    // Asks for lines and prints what it read.
    .executableTarget(name: "EchoPrompt", dependencies: ["Terminal"], path: "Tests/EchoPrompt"),
    .testTarget(name: "TerminalTests", dependencies: ["EchoPrompt", "Terminal", "TestSupport"]),
    .testTarget(
        name: "CoordinatorProgramTests",
        dependencies: ["coordinator", "coordinator-processor", "TestSupport", grdb]),
    // A store and a queue with requests in it, in a temporary directory.
    .target(
        name: "ProcessingFixtures",
        dependencies: ["CoordinatorModel", "RequestQueue", "Store", grdb],
        path: "Tests/ProcessingFixtures"),
    .testTarget(
        name: "ProcessingTests",
        dependencies: [
            "CoordinatorModel", "ModelFixtures", "Processing", "ProcessingFixtures",
            "RequestQueue", "Store",
        ]),
    .testTarget(
        name: "ProcessorProgramTests",
        dependencies: [
            "coordinator-processor", "CoordinatorModel", "ModelFixtures", "ProcessingFixtures",
            "RequestQueue", "Store", "TestSupport", grdb,
        ]),
    .testTarget(
        name: "CommandSupportTests",
        dependencies: [
            "CommandSupport", "CommaSeparated", "CoordinatorModel", "RequestQueue", "Store",
            "Templates", "TestSupport", argumentParser,
        ]),
    .testTarget(name: "CommaSeparatedTests", dependencies: ["CommaSeparated"]),
    // The store's protocols in memory: the conformance suite runs on both.
    .target(
        name: "InMemoryStore", dependencies: ["CommaSeparated", "CoordinatorModel", "Store"],
        path: "Tests/InMemoryStore"),
    .testTarget(
        name: "StoreTests",
        dependencies: [
            "CommaSeparated", "CoordinatorModel", "InMemoryStore", "ModelFixtures",
            "ProcessingFixtures", "Store", grdb,
        ]),
    .testTarget(
        name: "IntakeTests",
        dependencies: [
            "CommaSeparated", "Conversation", "CoordinatorModel", "InMemoryStore", "Intake",
            "ModelFixtures", "RequestQueue", "Store", "TestSupport",
        ]),
    // The built programs with files of many requests.
    .testTarget(
        name: "BatchProgramTests",
        dependencies: [
            "CoordinatorModel", "TestSupport", "coordinator", "coordinator-processor",
        ]),
    .testTarget(
        name: "RequestQueueTests", dependencies: ["CoordinatorModel", "RequestQueue"]),
    .testTarget(
        name: "TemplatesTests",
        dependencies: ["Conversation", "CoordinatorModel", "ModelFixtures", "Templates"]),
]

// `Scripts/test` sets this: a warning is an error there, and never in the way of somebody who
// builds with a newer compiler.
let strict = Context.environment["COORDINATOR_WARNINGS_AS_ERRORS"] == "1"
for target in package.targets where target.type != .system {
    target.swiftSettings = strict ? [.treatAllWarnings(as: .error)] : []
}
