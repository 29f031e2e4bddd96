import Foundation
import Glibc
import TestSupport
import Testing

@Suite("A home that cannot be used")
struct HomeTests {
    private static let commands = [
        ["change", "--no-input"], ["drafts"], ["requests"], ["licenses", "x"], ["resume"],
    ]

    @Test("one that is missing is told, and how it is made", arguments: commands)
    func missing(command: [String]) throws {
        let result = try run(command, "/nowhere/home")

        #expect(result.status == .exited(78))
        #expect(result.standardOutput == "")
        #expect(result.standardError.contains("The folder /nowhere/home does not exist."))
        #expect(result.standardError.contains("coordinator-processor setup --home /nowhere/home"))
    }

    @Test("a file in its place is told, and left alone", arguments: commands)
    func file(command: [String]) throws {
        let directory = try TemporaryDirectory()
        let path = directory.appending("file")
        try Data("text".utf8).write(to: URL(filePath: path))

        let result = try run(command, path)

        #expect(result.status == .exited(78))
        #expect(result.standardError.contains("\(path) should be a folder"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "text")
    }

    @Test("without any name for a home, that is said")
    func unknown() throws {
        let result = try Program.run("coordinator", ["drafts"])

        #expect(result.status == .exited(78))
        #expect(result.standardError.contains("Name the folder with --home."))
    }

    @Test("a file where a practice home should be made is told", arguments: ["file", "file/home"])
    func practice(name: String) throws {
        let directory = try TemporaryDirectory()
        try Data().write(to: URL(filePath: directory.appending("file")))

        let result = try run(["drafts", "--practice"], directory.appending(name))

        #expect(result.status != .exited(0))
        #expect(result.status != .killed(SIGTRAP))
        #expect(result.standardError.contains(directory.path))
    }

    @Test("one that others can get into is told of, and used all the same")
    func open() throws {
        let office = try Office()
        chmod(office.home, 0o777)

        let result = try office.run("drafts")

        #expect(result.status == .exited(0))
        #expect(result.standardError.contains("To shut it:\n    chmod 700 \(office.home)\n"))
    }

    @Test("folders in which nothing can be written are told", .enabled(if: getuid() != 0))
    func notWritable() throws {
        let office = try Office()
        chmod(office.path("drafts"), 0o500)
        defer { chmod(office.path("drafts"), 0o700) }

        let result = try office.run("change", "--answers", "-", input: .text(Answers.json()))

        #expect(result.status == .exited(77))
        #expect(try office.queued() == [])
    }

    @Test("a draft that cannot be saved any more is told; what was saved before is kept")
    func draftsGone() throws {
        let office = try Office()
        let terminal = try office.sitDown("change")
        try terminal.walk(to: .serialNumber)
        let (drafts, aside) = (office.path("drafts"), office.path("aside"))
        try FileManager.default.moveItem(atPath: drafts, toPath: aside)

        try terminal.send("123-12345678\r")
        try terminal.wait(for: "Your request was not submitted.")
        let status = try terminal.waitForExit()

        #expect(status != .exited(0))
        #expect(status != .killed(SIGTRAP))
        try? FileManager.default.removeItem(atPath: drafts)
        try FileManager.default.moveItem(atPath: aside, toPath: drafts)
        #expect(try office.draft().content["sheet"]["answers"].keys.count == 2)
    }

    @Test("the home is found in the environment")
    func environment() throws {
        let office = try Office()

        for (name, value) in [
            ("COORDINATOR_HOME", office.home),
            ("XDG_DATA_HOME", office.directory.appending("data")),
            ("HOME", office.directory.appending("person")),
        ] {
            if name == "XDG_DATA_HOME" {
                try FileManager.default.createDirectory(
                    atPath: value, withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    atPath: office.home, toPath: "\(value)/coordinator")
            }
            if name == "HOME" {
                let share = "\(value)/.local/share"
                try FileManager.default.createDirectory(
                    atPath: share, withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    atPath: office.home, toPath: "\(share)/coordinator")
            }
            let result = try Program.run("coordinator", ["drafts"], environment: [name: value])
            #expect(result.status == .exited(0))
        }
    }

    private func run(_ command: [String], _ home: String) throws -> Program.Result {
        try Program.run(
            "coordinator", command + ["--home", home], environment: ["HOME": "/nowhere"])
    }

    @Test("a text of a home under a name that no text has is told of")
    func unusedText() throws {
        let office = try Office()
        try FileManager.default.createDirectory(
            atPath: office.path("templates"), withIntermediateDirectories: false)
        try office.write("x", to: "templates/nonsense.mustache")

        let result = try office.run("drafts")

        #expect(
            result.standardError.hasPrefix(
                "In \(office.home)/templates there is nonsense.mustache, which replaces nothing: "))
        #expect(result.status == .exited(0))
    }
}
