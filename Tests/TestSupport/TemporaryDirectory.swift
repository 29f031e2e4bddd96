import Foundation

/// A directory that is gone, with all that is in it, when nobody holds it any more.
public final class TemporaryDirectory: Sendable {
    /// The absolute path, without a slash at the end.
    public let path: String

    public init() throws {
        var template = Array("\(NSTemporaryDirectory())/coordinator-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProgramFailure(description: "mkdtemp: error \(errno)")
        }
        let made = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        path = URL(filePath: made).standardizedFileURL.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in this directory.
    public func appending(_ name: String) -> String {
        "\(path)/\(name)"
    }
}
