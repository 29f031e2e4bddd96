import ArgumentParser
import CommandSupport
import RequestQueue
import Testing

@Suite("the words for who may do what in a team's home")
struct TeamWordingTests {
    @Test("each says what happened, what was not done, and what to do", arguments: Self.wordings)
    func words(wording: Wording) throws {
        let team = try Team(user: "47100", group: "47110")

        #expect(Failure(.team(wording.error(team))) == Failure(wording.message, wording.status))
    }

    struct Wording: Sendable {
        let error: @Sendable (Team) -> TeamError
        let message: String
        let status: ExitCode

        init(
            _ error: @escaping @Sendable (Team) -> TeamError, _ message: String, _ status: ExitCode
        ) {
            (self.error, self.message, self.status) = (error, message, status)
        }
    }

    private static let home = Path("/srv/coordinator")

    static let wordings: [Wording] = [
        Wording(
            { _ in .noSuchUser("nobody at all") },
            """
            There is no user nobody at all on this machine. Nothing was done. Make one for the \
            processor, which nobody else uses:
                useradd --system 'nobody at all'
            """, .notFound),
        Wording(
            { _ in .noSuchGroup("staff\u{1B}") },
            """
            There is no group staff\\u{1B} on this machine. Nothing was done. Make one for the \
            staff:
                groupadd 'staff\\u{1B}'
            """, .notFound),
        Wording(
            { .setUpByAnother($0) },
            """
            A home of 47100 can be set up by root and by that account alone. Nothing was done. \
            Start the same command with sudo.
            """, .noPermission),
        Wording(
            { .closedFolder(Path("/root"), $0) },
            """
            The group 47110 cannot enter the folder /root, in which the home would be. Nothing was \
            done. Name a folder that all can get to with --home, such as /srv/coordinator, or let \
            them enter, which lets them list nothing:
                chmod a+x /root
            """, .setUpNeeded),
        Wording(
            { _ in .replaceableFolder(Path("/srv/open")) },
            """
            Others can remove and replace what lies in the folder /srv/open, and the home would be \
            in it. Nothing was done. Name another folder with --home, such as /srv/coordinator.
            """, .setUpNeeded),
        Wording(
            { .homeIsShared(home, $0) },
            """
            The home /srv/coordinator is shared by a team. It was not touched. To complete it as \
            what it is:
                coordinator-processor setup --staff-group 47110 --user 47100 --home /srv/coordinator
            """, .setUpNeeded),
        Wording(
            { _ in .processedByAnother(home, owner: "processor") },
            """
            The home /srv/coordinator belongs to processor, and no other account may do this in it, \
            root included. Nothing was done. Run it as processor:
                sudo -u processor coordinator-processor …
            """, .noPermission),
        Wording(
            { .processedByAnother(home, owner: $0.user.name) },
            """
            The home /srv/coordinator belongs to 47100, and no other account may do this in it, \
            root included. Nothing was done. Run it as 47100:
                sudo -u '#47100' coordinator-processor …
            """, .noPermission),
        Wording(
            { .notInGroup(home, $0) },
            """
            The home /srv/coordinator is for the group 47110, and this account is not in it. \
            Nothing was done. Ask your administrator to add you to the group, then log in again.
            """, .noPermission),
    ]
}
