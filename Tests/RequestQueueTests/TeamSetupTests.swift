import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

/// Set-up for users who are made up by their numbers.
@Suite(
    "setting up a team's home",
    .enabled(if: geteuid() == 0, "only root can give files to others"))
struct TeamSetupTests {
    private let team = Team(
        user: .init(name: "processor", id: 47100), group: .init(name: "staff", id: 47110))

    @Test("a crash before any file operation leaves a home that is shut, or whole")
    func crash() throws {
        let crashes = try afterEveryCrash(isSetUp: false) { sandbox, files in
            try setUp(sandbox.home, files)
        } check: { sandbox, finished in
            if !finished, let mode = try sandbox.mode(sandbox.home.root) {
                #expect(mode == 0o700 || mode == 0o2750)
                if mode == 0o2750 { try expectRight(sandbox) }
            }
            try setUp(sandbox.home)

            try expectRight(sandbox)
        }

        #expect(crashes >= 30)
    }

    @Test("done again changes nothing at all")
    func again() throws {
        let sandbox = try Sandbox(isSetUp: false)
        try setUp(sandbox.home)

        try setUp(
            sandbox.home,
            Files { operation throws(FileFault) in
                if case .makeFolder = operation { return }
                if case .syncFolder = operation { return }
                if operation.changesSomething { Issue.record("\(operation)") }
            })

        try expectRight(sandbox)
    }

    @Test("a personal home becomes the team's with what is in it; what staff wrote stays theirs")
    func personal() throws {
        let sandbox = try Sandbox()
        try sandbox.drafts().create(kind: "any").save(.typed("typed"))
        try sandbox.queue(SealedDocument(1))
        try sandbox.drop("{}".utf8, "000001.json", in: .corrupt)
        let draft = try #require(try sandbox.names(.drafts).first { $0.hasSuffix(".json") })
        let document = sandbox.home[.incoming].appending(SealedDocument(1).name.fileName)
        chown(document.text, 47111, 47111)

        try setUp(sandbox.home)

        try expectRight(sandbox)
        #expect(try owners(document) == [47111, 47110] && sandbox.mode(document) == 0o644)
        #expect(try sandbox.mode(sandbox.home[.drafts].appending(draft)) == 0o660)
        let record = sandbox.home[.corrupt].appending("000001.json")
        #expect(try owners(record) == [47100, 47110] && sandbox.mode(record) == 0o640)
    }

    @Test("links that somebody left in the home give nothing away")
    func links() throws {
        let sandbox = try Sandbox()
        let outside = sandbox.folder.appending("outside")
        try Files().create(outside, content: Data(), mode: 0o600)
        let folder = sandbox.folder.appending("folder")
        _ = try Files().makeFolder(folder, mode: 0o700)
        for place in [sandbox.home.store, sandbox.home[.held].appending("link")] {
            symlink(outside.text, place.text)
        }
        for place in [Home.Folder.incoming, .held] {
            link(outside.text, sandbox.home[place].appending("hard link").text)
        }
        try Files().removeFolder(sandbox.home[.drafts])
        symlink(folder.text, sandbox.home[.drafts].text)

        #expect(throws: QueueError.notAFolder(sandbox.home[.drafts])) { try setUp(sandbox.home) }

        #expect(try owners(outside) == [0, 0] && sandbox.mode(outside) == 0o600)
        #expect(try owners(folder) == [0, 0] && sandbox.mode(folder) == 0o700)
    }

    @Test(
        "a folder on the way that the team cannot enter, or where others can replace it, is named")
    func ancestors() throws {
        let sandbox = try Sandbox(isSetUp: false)
        let home = Home(sandbox.folder.appending("way/new/home"))
        let way = sandbox.folder.appending("way")
        let cases: [(mode: UInt32, group: UInt32, error: TeamError?)] = [
            (0o700, 0, .closedFolder(way, team)), (0o710, 47110, nil),
            (0o705, 47110, .closedFolder(way, team)), (0o777, 0, .replaceableFolder(way)),
            (0o1777, 0, nil), (0o775, 0, nil), (0o775, 47110, .replaceableFolder(way)),
        ]
        for (mode, group, error) in cases {
            _ = try Files().makeFolder(way, mode: 0o700)
            chown(way.text, 0, group)
            try Files().setMode(way, mode)

            if let error {
                #expect(throws: QueueError.team(error)) { try setUp(home) }
                #expect(try Files().names(in: way).isEmpty)
            } else {
                try setUp(home)
            }

            try FileManager.default.removeItem(atPath: way.text)
        }
    }

    @Test("names that nobody bears are told")
    func unknown() {
        #expect(throws: QueueError.team(.noSuchUser("no such"))) {
            try Team(user: "no such", group: "root")
        }
        #expect(throws: QueueError.team(.noSuchGroup("no such"))) {
            try Team(user: "root", group: "no such")
        }
    }

    private func setUp(_ home: Home, _ files: Files = Files()) throws {
        // The tests stay root's.
        try home.setUp(for: team, files: files) {}
        try home.open(to: team, files: files)
    }

    private func expectRight(_ sandbox: Sandbox) throws {
        let home = sandbox.home
        #expect(try owners(home.root) == [47100, 47110] && sandbox.mode(home.root) == 0o2750)
        for folder in Home.Folder.allCases {
            #expect(try owners(home[folder]) == [47100, 47110])
            #expect(try sandbox.mode(home[folder]) == Sharing.team.mode(of: folder))
        }
    }

    private func owners(_ path: Path) throws -> [UInt32] {
        let status = try #require(try Files().status(path))
        return [status.ownerID, status.groupID]
    }
}
