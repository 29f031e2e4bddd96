import Foundation

/// Who holds locks on a store's files now, by the kernel's own list (proc_locks(5)).
///
/// Whoever may read the store can also lock it, as every reader of SQLite does for a moment; one that
/// never ends keeps the processor out.
public enum StoreLocks {
    /// The processes, without this one, in order. Empty where the system does not tell.
    public static func holders(of path: String) -> [Int32] {
        let files = ["", "-shm"].compactMap { identity(of: path + $0) }
        guard !files.isEmpty, let list else { return [] }
        var holders: Set<Int32> = []
        for line in list.split(separator: "\n") {
            // 1: POSIX  ADVISORY  READ 1550 fe:00:983920 120 127; `->` stands before who waits.
            let words = line.split(separator: " ")
            guard words.count >= 8, words[1] != "->", let process = Int32(words[4]), process > 0,
                files.contains(String(words[5]))
            else { continue }
            holders.insert(process)
        }
        return holders.subtracting([getpid()]).sorted()
    }

    /// The whole list. Foundation reads no more than the first 4 KiB of a file that says that it is
    /// empty.
    private static var list: String? {
        let file = open("/proc/locks", O_RDONLY | O_CLOEXEC)
        if file < 0 { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &room, room.count)
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += room[..<count]
        }
    }

    /// As that list names a file.
    private static func identity(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let device = UInt64(status.st_dev)
        let (major, minor) = ((device >> 8) & 0xFFF, (device & 0xFF) | ((device >> 12) & 0xFFF00))
        return String(format: "%02x:%02x:%llu", major, minor, UInt64(status.st_ino))
    }
}
