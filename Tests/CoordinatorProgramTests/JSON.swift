import Foundation

/// JSON as the programs write it, to be looked into.
struct JSON: Equatable {
    let value: NSObject

    init(data: Data) throws {
        let read = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
        value = read as? NSObject ?? NSNull()
    }

    init(text: String) throws {
        try self.init(data: Data(text.utf8))
    }

    private init(_ value: NSObject) {
        self.value = value
    }

    /// Null where there is no such thing.
    subscript(key: String) -> JSON {
        JSON((value as? [String: Any])?[key] as? NSObject ?? NSNull())
    }

    subscript(index: Int) -> JSON {
        let list = value as? [Any] ?? []
        return JSON(list.indices.contains(index) ? list[index] as? NSObject ?? NSNull() : NSNull())
    }

    var text: String? { value as? String }
    var isNull: Bool { value is NSNull }
    /// The elements of a list.
    var list: [JSON] { (value as? [Any] ?? []).map { JSON($0 as? NSObject ?? NSNull()) } }
    /// The keys of an object, in order.
    var keys: [String] { (value as? [String: Any] ?? [:]).keys.sorted() }
}
