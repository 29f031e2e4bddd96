import CoordinatorModel
import Foundation
import Testing

@testable import RequestQueue

@Suite("the home")
struct HomeTests {
    @Test(
        "is named by the option, else by the environment",
        arguments: [
            ("/srv/x", ["COORDINATOR_HOME": "/y"], "/srv/x"),
            ("/srv/x/", [:], "/srv/x"),
            (nil, ["COORDINATOR_HOME": "/y", "XDG_DATA_HOME": "/z"], "/y"),
            (nil, ["COORDINATOR_HOME": "", "XDG_DATA_HOME": "/z"], "/z/coordinator"),
            (nil, ["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/coordinator"),
            ("x", [:], FileManager.default.currentDirectoryPath + "/x"),
        ] as [(String?, [String: String], String)])
    func located(option: String?, environment: [String: String], path: String) throws {
        #expect(try Home.locate(option: option, environment: environment).root.text == path)
    }

    @Test("cannot be where nothing says where")
    func unknown() {
        #expect(throws: QueueError.homeUnknown) { try Home.locate(option: nil, environment: [:]) }
        #expect(throws: QueueError.homeUnknown) {
            try Home.locate(option: "", environment: ["HOME": "/h"])
        }
    }

    @Test("is made with the folders above it, and set up again without a change")
    func twice() throws {
        let sandbox = try Sandbox(isSetUp: false)
        let home = Home(sandbox.folder.appending("a/b/c"))

        try home.setUp()
        try home.setUp()

        try home.checkForStaff()
        try home.checkForProcessor()
        try home.checkForReading()
        #expect(try Files().names(in: home.root).count == 3)
    }

    @Test("a folder that somebody made too open is shut")
    func tooOpen() throws {
        let sandbox = try Sandbox(isSetUp: false)
        _ = try Files().makeFolder(sandbox.home.root, mode: 0o755)

        try sandbox.home.setUp()

        #expect(try sandbox.mode(sandbox.home.root) == 0o700)
    }

    @Test(
        "one that others can get into is told, and what it should be",
        arguments: [
            (0o700, nil), (0o500, nil), (0o2700, nil), (0o2750, nil),
            (0o777, Home.Openness(mode: 0o777, proper: 0o700)),
            (0o710, Home.Openness(mode: 0o710, proper: 0o700)),
            (0o2755, Home.Openness(mode: 0o2755, proper: 0o2750)),
            (0o2770, Home.Openness(mode: 0o2770, proper: 0o2750)),
        ] as [(UInt32, Home.Openness?)])
    func openness(mode: UInt32, expected: Home.Openness?) throws {
        let sandbox = try Sandbox()
        try Files().setMode(sandbox.home.root, mode)

        #expect(try sandbox.home.openness() == expected)
    }

    @Test("a folder with other things in it is not made one")
    func notAHome() throws {
        let sandbox = try Sandbox(isSetUp: false)
        _ = try Files().makeFolder(sandbox.home.root, mode: 0o755)
        try Data().write(to: URL(fileURLWithPath: sandbox.home.root.appending("letter").text))

        #expect(throws: QueueError.notAHome(sandbox.home.root)) { try sandbox.home.setUp() }

        #expect(try sandbox.mode(sandbox.home.root) == 0o755)
    }

    @Test("a home that a team shares is not made a personal one")
    func shared() throws {
        let sandbox = try Sandbox()
        try sandbox.share()

        let team = Team(ofRoot: try #require(try Files().status(sandbox.home.root)))
        #expect(throws: QueueError.team(.homeIsShared(sandbox.home.root, team))) {
            try sandbox.home.setUp()
        }

        #expect(try sandbox.mode(sandbox.home[.incoming]) == 0o3770)
    }

    @Test("what is missing, or is no folder, is named")
    func checks() throws {
        let sandbox = try Sandbox(isSetUp: false)
        let home = sandbox.home
        #expect(throws: QueueError.homeMissing(home.root)) { try home.checkForStaff() }
        #expect(throws: QueueError.homeMissing(home.root)) { try home.checkForProcessor() }

        try Data().write(to: URL(fileURLWithPath: home.root.text))
        #expect(throws: QueueError.notAFolder(home.root)) { try home.checkForStaff() }
        #expect(throws: QueueError.notAFolder(home.root)) { try home.setUp() }

        try Files().remove(home.root)
        try home.setUp()
        try Files().removeFolder(home[.incoming])
        #expect(throws: QueueError.homeMissing(home[.incoming])) { try home.checkForStaff() }

        symlink("/tmp", home[.incoming].text)
        #expect(throws: QueueError.notAFolder(home[.incoming])) { try home.checkForStaff() }
        #expect(throws: QueueError.notAFolder(home[.incoming])) { try home.setUp() }
    }

    @Test("a folder that cannot be written is named", arguments: [EACCES, EROFS])
    func notWritable(code: Int32) throws {
        let sandbox = try Sandbox()
        let files = Files { operation throws(FileFault) in
            if operation == .probe(sandbox.home[.incoming]) { throw .fails(code) }
        }

        let error = QueueError(.probe(sandbox.home[.incoming]), errno: code)
        #expect(throws: error) { try sandbox.home.checkForStaff(files: files) }
        #expect(throws: error) { try sandbox.home.checkForProcessor(files: files) }
    }

    @Test("modes are exact whatever the umask")
    func umasks() throws {
        let before = umask(0o022)
        defer { umask(before) }
        for mask in geteuid() == 0 ? [0o000, 0o077, 0o777] : [0o000, 0o077] as [mode_t] {
            umask(mask)
            let sandbox = try Sandbox()
            let open = try sandbox.drafts().create(kind: "any")
            try open.save(.typed("typed"))
            try sandbox.queue(SealedDocument(1))
            #expect(try sandbox.mode(sandbox.home.root) == 0o700)
            for place in Home.Folder.allCases {
                #expect(try sandbox.mode(sandbox.home[place]) == 0o700)
            }
            #expect(try sandbox.modes(.drafts) == [0o600, 0o600])
            #expect(try sandbox.modes(.incoming) == [0o600])
            open.close()

            try sandbox.share()
            let again = try sandbox.drafts().open(open.id)
            try again.save(.typed("again"))
            try sandbox.queue(SealedDocument(2))
            #expect(try sandbox.modes(.drafts) == [0o660, 0o660])
            #expect(try sandbox.modes(.incoming) == [0o600, 0o644])
        }
    }
}

extension Sandbox {
    func modes(_ place: Home.Folder) throws -> [UInt32] {
        try names(place).compactMap { try mode(home[place].appending($0)) }.sorted()
    }

    /// Puts something that is no file in a place.
    func place(_ kind: FileKind, at path: Path) throws {
        switch kind {
        case .folder: mkdir(path.text, 0o700)
        case .link: symlink("nowhere", path.text)
        case .pipe: mkfifo(path.text, 0o600)
        case .socket: mknod(path.text, S_IFSOCK | 0o600, 0)
        case .file, .device: Issue.record("not meant")
        }
    }

    /// Puts an empty file under a name that may be no text.
    func place(bytes: [UInt8], in place: Home.Folder) throws {
        try Files().create(
            home[place].appending(FileName(bytes: bytes)), content: Data(), mode: 0o600)
    }
}
