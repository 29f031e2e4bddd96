import CPseudoTerminal
import Foundation

/// How a program ended.
public enum ExitStatus: Equatable, Sendable {
    case exited(Int32)

    /// By the signal of this number.
    case killed(Int32)

    init?(_ event: cpt_event) {
        switch event.kind {
        case CPT_EXITED: self = .exited(event.value)
        case CPT_KILLED: self = .killed(event.value)
        default: return nil
        }
    }
}

/// A program could not be started, or did not do in time what a test waited for.
public struct ProgramFailure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) {
        self.description = description
    }
}

/// A program that the package builds: its file, arguments and environment.
struct BuiltProgram {
    let path: String
    let arguments: [String]
    let environment: [String]
    let directory: String?

    /// The built program of that name, which lies beside the program that runs the tests (the test
    /// target must depend on it); or, by its absolute path, one of the system's.
    init(
        _ name: String, arguments: [String], environment: [String: String], directory: String?
    ) {
        path = name.hasPrefix("/") ? name : Program.path(of: name)
        self.arguments = [name] + arguments
        self.environment = Self.basicEnvironment
            .merging(environment) { _, given in given }
            .map { "\($0)=\($1)" }
        self.directory = directory
    }

    /// Calls the body with the program as the C functions want it.
    func withC<Result>(_ body: (inout cpt_program) -> Result) -> Result {
        let argumentPointers = arguments.map { strdup($0) } + [nil]
        let environmentPointers = environment.map { strdup($0) } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }

        return path.withCString { path in
            argumentPointers.withUnsafeBufferPointer { arguments in
                environmentPointers.withUnsafeBufferPointer { environment in
                    (directory ?? ".").withCString { directory in
                        var program = cpt_program(
                            path: path, arguments: arguments.baseAddress,
                            environment: environment.baseAddress, directory: directory)
                        return body(&program)
                    }
                }
            }
        }
    }

    /// The same on every machine, apart from what it takes to run at all.
    private static let basicEnvironment: [String: String] = {
        let needed = ["PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"]
        return ProcessInfo.processInfo.environment
            .filter { needed.contains($0.key) }
            .merging(["INPUTRC": "/dev/null", "LC_ALL": "C.UTF-8", "TERM": "xterm"]) { $1 }
    }()
}
