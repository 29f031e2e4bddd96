// swift-tools-version: 6.2
import PackageDescription
let package = Package(name: "coordinator", targets: [
 .systemLibrary(name: "CSodium"), .target(name: "CoordinatorModel", dependencies: ["CSodium"])])
