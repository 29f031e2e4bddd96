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
    .target(
        name: "Templates", dependencies: ["CoordinatorModel", mustache], path: "Templates",
        resources: [
            .embedInCode("stages"), .embedInCode("problems.mustache"),
            .embedInCode("statement.mustache"), .embedInCode("practice.mustache"),
            .embedInCode("lists.json"), .embedInCode("sample-answers.json"),
            .embedInCode("request.schema.json"), .embedInCode("practice-licenses.csv"),
        ])
])
