import CommandSupport
import Foundation
import Glibc
import Terminal

/// A file that somebody asked for under a name of its own.
struct NewFile {
    let path: String

    /// What keeps the file from being there. Nothing of it is left.
    enum Obstacle: Error {
        /// Something bears the name, and was not touched.
        case taken
        /// Why, without a full stop.
        case unwritable(String)
    }

    /// Makes the file. A name that is taken is kept as it is.
    func write(_ content: Data) throws(Obstacle) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw errno == EEXIST ? .taken : .unwritable(Self.reason(errno)) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: content)
            try file.close()
        } catch {
            let number = errno
            unlink(path)
            throw .unwritable(Self.reason(number))
        }
    }

    private static func reason(_ number: Int32) -> String {
        switch number {
        case ENOSPC, EDQUOT: "the disk is full"
        case ENOENT, ENOTDIR: "there is no such folder"
        case EACCES, EPERM: "this account may not write there"
        case EROFS: "its file system may only be read"
        default: String(cString: strerror(number))
        }
    }
}
