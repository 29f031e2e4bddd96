// swift-tools-version: 6.2
import PackageDescription
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let package = Package(name: "coordinator",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
 targets: [
 .systemLibrary(name: "CSodium"), .target(name: "CoordinatorModel", dependencies: ["CSodium"]),
 .target(name: "Conversation", dependencies: ["CoordinatorModel"]),
 .target(name: "ModelFixtures", dependencies: ["CoordinatorModel"], path: "Tests/ModelFixtures"),
 .testTarget(name: "ConversationTests", dependencies: ["CoordinatorModel","Conversation","ModelFixtures"]),
])
