import GRDB
import Glibc

extension StoreError {
    /// What an error of SQLite, or of the system, means for the store at that path.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        default: self = .failed(path: path, message: "\(error)")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let message = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notAStore(path: path)
        // The last is what comes of a lock that no program of this kind would hold so long.
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, message: message)
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHORT_READ:
            self = .damaged(path: path, message: message)
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
            self = .diskFull(path: path)
        case .SQLITE_CANTOPEN:
            self = StoreError.opening(path: path, message: message)
        default: self = .failed(path: path, message: message)
        }
    }

    /// What a failed call of the system means.
    init(errno number: Int32, path: String) {
        switch number {
        case ENOENT: self = .missing(path: path)
        case EACCES, EPERM: self = .notPermitted(path: path)
        case EROFS: self = .readOnly(path: path)
        case ENOSPC, EDQUOT: self = .diskFull(path: path)
        case ENOTDIR, EISDIR, ELOOP, ENXIO: self = .notAStore(path: path)
        default: self = .failed(path: path, message: String(cString: strerror(number)))
        }
    }

    /// SQLite does not say why it cannot open: the file, or what it has to make beside it.
    private static func opening(path: String, message: String) -> StoreError {
        if access(path, F_OK) != 0 { return StoreError(errno: errno, path: path) }
        if access(path, R_OK) != 0 { return .notPermitted(path: path) }
        return .failed(path: path, message: message)
    }
}
