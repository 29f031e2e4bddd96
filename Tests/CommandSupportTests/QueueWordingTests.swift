import ArgumentParser
import CoordinatorModel
import Foundation
import RequestQueue
import Testing

@testable import CommandSupport

@Suite("Wording: home, drafts and queue")
struct QueueWordingTests {
    @Test("every failure says what happened, what was not done, and what to do now", arguments: all)
    func wording(error: QueueError, message: String, status: ExitCode) {
        let failure = Failure(error, at: Timestamp("2026-11-23T17:23:59.000Z")!)

        #expect(failure.message == message)
        #expect(failure.status == status)
    }

    private static let home = Path("/srv/coordinator")
    private static let holder = Holder(
        user: "maria", host: "desk-4", process: 4711, since: Timestamp("2026-11-23T17:20:31.123Z")!)
    private static let draft = DraftID(typed: "K7M-4QX")!

    static let all: [(QueueError, String, ExitCode)] = [
        (
            .queueBeingMoved(holder),
            """
            Somebody else moves requests by hand, or copies the queue: maria on desk-4, process \
            4711, begun 3 min ago. This step was not done. Try again when that has ended.
            """,
            .tryLater
        ),
        (
            .handlingUnreadable(Path("/srv/coordinator/queue/held/CC-06H0JV3FJEDBSQQH.json")),
            """
            /srv/coordinator/queue/held/CC-06H0JV3FJEDBSQQH.json says who submitted a request and \
            what operators did with it, and cannot be read. The request stays where it is. Ask \
            your administrator to put that file back from a backup; without it, the request \
            counts as the processor's own.
            """,
            .unavailable
        ),
        (
            .backupPlaceTaken(Path("/backups/monday")),
            """
            /backups/monday is there and is not an empty folder. It was not touched, and nothing \
            was backed up. Name a new folder.
            """,
            .cannotWrite
        ),
        (
            .backupWithinHome(Path("/srv/coordinator/backup")),
            """
            /srv/coordinator/backup is the home itself or lies within it, and would be lost with \
            it. Nothing was backed up. Name a folder elsewhere, on another disk if you can.
            """,
            .usage
        ),
        (
            .backupIncomplete(Path("/backups/monday.incomplete")),
            """
            /backups/monday.incomplete is there: a backup that is being made, or was interrupted. \
            It was not touched, and nothing was backed up. If nobody is at it, remove it.
            """,
            .cannotWrite
        ),
        (
            .homeUnknown,
            """
            It cannot be told where the home is: neither --home nor COORDINATOR_HOME nor HOME \
            says so. Nothing was done. Name the folder with --home.
            """,
            .setUpNeeded
        ),
        (
            .homeMissing(home),
            """
            The folder /srv/coordinator does not exist. Nothing was done. Run \
            'coordinator-processor setup --home /srv/coordinator', or ask your administrator \
            to.
            """,
            .setUpNeeded
        ),
        (
            .homeMissing(Home(Path("/srv/our desk"))[.incoming]),
            """
            The folder /srv/our desk/queue/incoming does not exist. Nothing was done. Run \
            'coordinator-processor setup --home '/srv/our desk'', or ask your administrator \
            to.
            """,
            .setUpNeeded
        ),
        (
            .notAFolder(Home(home)[.drafts]),
            """
            /srv/coordinator/drafts should be a folder and is something else. Nothing was \
            done. Move it away, or name another home with --home.
            """,
            .setUpNeeded
        ),
        (
            .notAHome(Path("/etc")),
            """
            /etc has other things in it and is no home. It was not touched. Name a new or an \
            empty folder with --home.
            """,
            .setUpNeeded
        ),
        (
            .unsuitableFileSystem(home, kind: "NFS"),
            """
            /srv/coordinator is on a NFS file system, where locks and renames cannot be \
            relied upon. Nothing was done. Name a folder on a local disk with --home.
            """,
            .setUpNeeded
        ),
        (
            .diskFull(.write(Path("/srv/coordinator/a\u{1B}[2J"))),
            """
            /srv/coordinator/a\\u{1B}[2J could not be written: the disk is full. This step \
            was not done, and what was there before is kept. Make room, then try again.
            """,
            .cannotWrite
        ),
        (
            .noPermission(.list(home)),
            """
            /srv/coordinator could not be listed: this account may not do that. This step was \
            not done. Use the account that the home belongs to, or ask your administrator.
            """,
            .noPermission
        ),
        (
            .readOnlyFileSystem(.create(home)),
            """
            /srv/coordinator could not be created: its file system may only be read. This \
            step was not done. Ask your administrator.
            """,
            .cannotWrite
        ),
        (
            .inputOutput(.sync(home)),
            """
            /srv/coordinator could not be brought to disk: the disk failed. This step was not \
            done. Ask your administrator to check the disk before anything else is tried.
            """,
            .unavailable
        ),
        (
            .inputOutput(.syncFolder(Home(home)[.drafts])),
            """
            /srv/coordinator/drafts could not be brought to disk: the disk failed. What was \
            changed in it stands, but a loss of power may undo that. Ask your administrator to \
            check the disk before anything else is tried.
            """,
            .unavailable
        ),
        (
            .diskFull(.syncFolder(Home(home)[.drafts])),
            """
            /srv/coordinator/drafts could not be brought to disk: the disk is full. What was \
            changed in it stands, but a loss of power may undo that. Make room, then \
            try again.
            """,
            .cannotWrite
        ),
        (
            .missing(.makeFolder(Path("/proc/x"))),
            """
            /proc/x could not be created: no folder can be made there. This step was not done. Name \
            another home with --home.
            """,
            .cannotWrite
        ),
        (
            .missing(.open(home)),
            """
            /srv/coordinator could not be opened: it is not there any more. This step was not \
            done. Run the same command again; 'coordinator-processor setup' makes what is \
            missing of a home.
            """,
            .unavailable
        ),
        (
            .failed(.lock(home), errno: ENOLCK),
            """
            /srv/coordinator could not be locked: No locks available. This step was not done. \
            Ask your administrator.
            """,
            .unavailable
        ),
        (
            .noSuchDraft(draft),
            """
            There is no draft K7M-4QX. Nothing was changed. 'coordinator drafts' lists those \
            that there are.
            """,
            .notFound
        ),
        (
            .draft(draft, .truncated),
            """
            Draft K7M-4QX cannot be used: the file ends in the middle. Its file was left as \
            it is. Ask your administrator to look at it, or give it up with 'coordinator \
            drafts discard K7M-4QX'.
            """,
            .badData
        ),
        (
            .draftLocked(draft, by: holder),
            """
            Draft K7M-4QX is open elsewhere: maria on desk-4, process 4711, begun 3 min ago. \
            Nothing was changed. Leave it there with :quit, or try again later.
            """,
            .tryLater
        ),
        (
            .draftSealed(draft),
            """
            Draft K7M-4QX is confirmed, and only its submit is left to do. It was not \
            changed. 'coordinator resume K7M-4QX' finishes it.
            """,
            .badData
        ),
        (
            .draftNotSealed(draft),
            """
            Draft K7M-4QX is not confirmed yet. Nothing was submitted. 'coordinator resume \
            K7M-4QX' goes on with it.
            """,
            .badData
        ),
        (
            .notQueueable(.document(.noSchema)),
            """
            The queue would not take the document for a request: names no schema. It was not \
            queued. Please report this, with what was typed.
            """,
            .badData
        ),
        (
            .processorAtWork(holder),
            """
            Another processor is at work: maria on desk-4, process 4711, begun 3 min ago. \
            Nothing was done. Try again when it has ended.
            """,
            .tryLater
        ),
        (
            .processorAtWork(nil),
            "Another processor is at work. Nothing was done. Try again when it has ended.",
            .tryLater
        ),
    ]
}
