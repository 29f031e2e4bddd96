import ArgumentParser
import CommaSeparated
import Foundation
import Store
import Templates
import Testing

@testable import CommandSupport

@Suite("Wording: store, loading and texts")
struct StoreWordingTests {
    private static let path = "/srv/coordinator/store.sqlite"

    @Test(
        "every failure says what happened, what was not done, and what to do now",
        arguments: storeWordings)
    func store(error: StoreError, message: String, status: ExitCode) {
        let failure = Failure(error)

        #expect(failure.message == message)
        #expect(failure.status == status)
    }

    static let storeWordings: [(StoreError, String, ExitCode)] = [
        (
            .missing(path: path),
            """
            The store /srv/coordinator/store.sqlite does not exist. Nothing was done. If it was \
            there before, have it put back from a backup; 'coordinator-processor setup --home \
            /srv/coordinator' makes an empty one.
            """,
            .setUpNeeded
        ),
        (
            .notAStore(path: path),
            """
            /srv/coordinator/store.sqlite is not a store of this program. It was not touched. \
            Put the right file back from a backup, or ask your administrator to.
            """,
            .unavailable
        ),
        (
            .newerVersion(path: path, found: 7, known: 1),
            """
            The store /srv/coordinator/store.sqlite was written by a newer release (its form \
            is 7, this release knows 1). It was not touched. Install the newer release.
            """,
            .unavailable
        ),
        (
            .olderVersion(path: path, found: 1, known: 7),
            """
            The store /srv/coordinator/store.sqlite was written by an older release (its form \
            is 1, this release needs 7). It was not touched. 'coordinator-processor run' \
            brings it up to date; ask your administrator to.
            """,
            .setUpNeeded
        ),
        (
            .replaced(path: path),
            """
            The store /srv/coordinator/store.sqlite was replaced or removed while it was in use. \
            What was decided last is not in the one that is there now. Nothing was removed from the \
            queue for it: run again to decide that anew.
            """,
            .tryLater
        ),
        (
            .busy(path: path),
            """
            The store /srv/coordinator/store.sqlite is locked by another program. This step \
            was not done. Try again later.
            """,
            .tryLater
        ),
        (
            .readOnly(path: path),
            """
            The store /srv/coordinator/store.sqlite may only be read. Nothing was written to \
            it. Use the account that it belongs to, or ask your administrator.
            """,
            .cannotWrite
        ),
        (
            .notPermitted(path: path),
            """
            The store /srv/coordinator/store.sqlite may not be opened by this account. This \
            step was not done. Use the account that it belongs to, or ask your administrator.
            """,
            .noPermission
        ),
        (
            .diskFull(path: path),
            """
            The store /srv/coordinator/store.sqlite could not be written: the disk is full. \
            This step was not done, and what was there before is kept. Make room, then \
            try again.
            """,
            .cannotWrite
        ),
        (
            .damaged(path: path, message: "malformed\n"),
            """
            The store /srv/coordinator/store.sqlite is damaged (malformed\\u{A}). This step \
            was not done. Do not go on with it: ask your administrator to put a backup back.
            """,
            .unavailable
        ),
        (
            .needsProcessor(path: path),
            """
            The store /srv/coordinator/store.sqlite cannot be read now: its log was left \
            without its index. Nothing was done. The next 'coordinator-processor run' mends \
            it; ask your administrator to start it.
            """,
            .tryLater
        ),
        (
            .failed(path: path, message: "disk I/O error"),
            """
            The store /srv/coordinator/store.sqlite cannot be used: disk I/O error. This step \
            was not done. Ask your administrator.
            """,
            .unavailable
        ),
    ]

    @Test("so does every failure of a load", arguments: loadWordings)
    func load(error: LoadError, message: String, status: ExitCode) {
        let failure = Failure(error)

        #expect(failure.message == message)
        #expect(failure.status == status)
    }

    static let loadWordings: [(LoadError, String, ExitCode)] = [
        (
            .unreadable(ReadError(path: "l.csv", number: ENOENT)),
            """
            l.csv could not be read: No such file or directory. Nothing was loaded. Check the \
            name and who may read the file.
            """,
            .notFound
        ),
        (
            .table(.unreadable(ReadError(path: "l.csv", number: EACCES))),
            """
            l.csv could not be read: Permission denied. Nothing was loaded. Check the name \
            and who may read the file.
            """,
            .noPermission
        ),
        (
            .unreadable(ReadError(path: "/etc", number: EISDIR)),
            """
            /etc could not be read: Is a directory. Nothing was loaded. Check the name and \
            who may read the file.
            """,
            .unavailable
        ),
        (
            .table(.empty),
            """
            There is nothing in the file of licenses. Nothing was loaded. The first line has to \
            name each column once, parted by commas.
            """,
            .badData
        ),
        (
            .table(.header(.nul(field: 2), line: 1)),
            """
            What is in the file of licenses is not UTF-8 text. Nothing was loaded. Save it as \
            UTF-8 ("CSV UTF-8" in most spreadsheets).
            """,
            .badData
        ),
        (
            .table(.otherSeparator(.semicolons)),
            """
            The columns of the file of licenses are parted by semicolons. Nothing was loaded. \
            Save it with commas between the columns ("CSV UTF-8" in most spreadsheets).
            """,
            .badData
        ),
        (
            .table(.columns(missing: ["seats", "access"], repeated: ["product"])),
            """
            The first line of the file of licenses lacks seats, access and names product more \
            than once. Nothing was loaded. The first line has to name each column once, parted \
            by commas.
            """,
            .badData
        ),
        (
            .store(.busy(path: path)),
            """
            The store /srv/coordinator/store.sqlite is locked by another program. This step \
            was not done. Try again later.
            """,
            .tryLater
        ),
    ]

    @Test("so does every failure of a text", arguments: templateWordings)
    func template(error: TemplateError, message: String) {
        let failure = Failure(error)

        #expect(failure.message == message)
        #expect(failure.status == .setUpNeeded)
    }

    static let templateWordings: [(TemplateError, String)] = [
        (
            .unreadable(path: "/srv/coordinator/templates/statement.mustache"),
            """
            The text /srv/coordinator/templates/statement.mustache cannot be read. Nothing \
            was done. Make it readable, or remove it to use the text built in.
            """
        ),
        (
            .malformed(path: "submit.mustache", line: 3, column: 5, reason: "unclosed"),
            """
            The text submit.mustache has a mistake at line 3, column 5: unclosed. Nothing was \
            done. Correct it, or remove it to use the text built in.
            """
        ),
        (
            .unusable(path: "lists.json", reason: "“mailDomains” is missing"),
            """
            The text lists.json cannot be used: “mailDomains” is missing. Nothing was done. \
            Correct it, or remove it to use the text built in.
            """
        ),
    ]

    @Test("an error of any module finds its words; the parser's own are left to the parser")
    func anyError() {
        #expect(Failure(LoadError.table(.empty) as any Error)?.status == .badData)
        #expect(Failure(StoreError.busy(path: "x") as any Error)?.status == .tryLater)
        #expect(Failure(ValidationError("no") as any Error) == nil)
    }

    @Test("another sentence can be added on a line of its own")
    func adding() {
        let failure = Failure("One.", .badData).adding("Two.")

        #expect(failure == Failure("One.\nTwo.", .badData))
    }
}
