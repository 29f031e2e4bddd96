import ArgumentParser
import RequestQueue
import Terminal

extension Failure {
    /// The words for who may do what in a home that a team shares.
    init(_ error: TeamError) {
        switch error {
        case .noSuchUser(let name):
            self.init(
                """
                There is no user \(printable(name)) on this machine. Nothing was done. Make one for \
                the processor, which nobody else uses:
                    useradd --system \(shellQuoted(printable(name)))
                """, .notFound)
        case .noSuchGroup(let name):
            self.init(
                """
                There is no group \(printable(name)) on this machine. Nothing was done. Make one for \
                the staff:
                    groupadd \(shellQuoted(printable(name)))
                """, .notFound)
        case .setUpByAnother(let team):
            self.init(
                """
                A home of \(printable(team.user.name)) can be set up by root and by that account \
                alone. Nothing was done. Start the same command with sudo.
                """, .noPermission)
        case .closedFolder(let folder, let team):
            let path = printable(folder.text)
            self.init(
                """
                The group \(printable(team.group.name)) cannot enter the folder \(path), in which \
                the home would be. Nothing was done. Name a folder that all can get to with --home, \
                such as /srv/coordinator, or let them enter, which lets them list nothing:
                    chmod a+x \(shellQuoted(path))
                """, .setUpNeeded)
        case .replaceableFolder(let folder):
            self.init(
                """
                Others can remove and replace what lies in the folder \(printable(folder.text)), and \
                the home would be in it. Nothing was done. Name another folder with --home, such as \
                /srv/coordinator.
                """, .setUpNeeded)
        case .homeIsShared(let path, let team):
            let path = printable(path.text)
            self.init(
                """
                The home \(path) is shared by a team. It was not touched. To complete it as what it \
                is:
                    coordinator-processor setup --staff-group \
                \(shellQuoted(printable(team.group.name))) --user \
                \(shellQuoted(printable(team.user.name))) --home \(shellQuoted(path))
                """, .setUpNeeded)
        case .processedByAnother(let path, let owner):
            self.init(
                """
                The home \(printable(path.text)) belongs to \(printable(owner)), and no other account \
                may do this in it, root included. Nothing was done. Run it as \(printable(owner)):
                    \(sudo(as: owner)) coordinator-processor …
                """, .noPermission)
        case .notInGroup(let path, let team):
            self.init(
                """
                The home \(printable(path.text)) is for the group \(printable(team.group.name)), and \
                this account is not in it. Nothing was done. Ask your administrator to add you to \
                the group, then log in again.
                """, .noPermission)
        }
    }
}

/// The beginning of a command that is run as another account, named or, where it has no name, by its
/// number.
public func sudo(as user: String) -> String {
    "sudo -u " + shellQuoted(printable(UInt32(user) == nil ? user : "#\(user)"))
}
