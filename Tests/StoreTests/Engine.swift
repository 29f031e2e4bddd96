import CoordinatorModel
import Foundation
import InMemoryStore
import Store
import Testing

/// The engines that every test of behaviour runs on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case memory
    case sqlite

    var testDescription: String { rawValue }

    /// An empty store.
    func store() throws -> any LicenseStore {
        switch self {
        case .memory: InMemoryStore()
        case .sqlite: try SQLiteStore.create(at: TemporaryFolder().path("store.sqlite"))
        }
    }

    /// A store with the practice licenses.
    func practice() async throws -> any LicenseStore {
        let store = try store()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixture.practicePath)))
        _ = try await store.load(.bytes(bytes, name: "practice"), at: Fixture.loadedAt)
        return store
    }
}

/// Holds the folders of all tests; removed when the process ends, as stores outlive the tests that
/// made them.
private let allFolders: URL = {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("coordinator-store-\(UUID().uuidString)")
    atexit { try? FileManager.default.removeItem(at: allFolders) }
    return folder
}()

/// A folder that stays until all tests have run.
struct TemporaryFolder {
    private let folder: URL

    init() throws {
        folder = allFolders.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func content(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent(name))
    }

    func write(_ content: Data, _ name: String) throws {
        try content.write(to: folder.appendingPathComponent(name))
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }

    var names: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
    }
}
