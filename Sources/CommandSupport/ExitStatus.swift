import ArgumentParser

/// How a program ends, in the numbers of sysexits(3) and, for an interruption, of the shell.
extension ExitCode {
    /// The command line cannot be followed.
    public static let usage = ExitCode(64)
    /// Data that was handed in is not acceptable.
    public static let badData = ExitCode(65)
    /// There is no such request, draft, person, serial number or contract.
    public static let notFound = ExitCode(66)
    /// The store or the queue cannot be used.
    public static let unavailable = ExitCode(69)
    public static let cannotWrite = ExitCode(73)
    /// The same command may work later.
    public static let tryLater = ExitCode(75)
    public static let noPermission = ExitCode(77)
    /// Something has to be set up first.
    public static let setUpNeeded = ExitCode(78)
    /// Interrupted, hung up or terminated while asking; the draft is kept.
    public static let interrupted = ExitCode(130)
}
