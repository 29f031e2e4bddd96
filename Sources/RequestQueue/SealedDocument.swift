import CoordinatorModel
import Foundation

/// A confirmed request, ready for the queue: its document, byte for byte.
public struct SealedDocument: Hashable, Sendable, Codable {
    public let id: RequestID
    public let subject: String
    /// The document's text: always UTF-8.
    public let document: String

    public init(id: RequestID, subject: String, document: String) {
        self.id = id
        self.subject = subject
        self.document = document
    }

    /// Seals a change of coordinator.
    public init(_ request: ChangeRequest) {
        self.init(
            id: request.id, subject: SubmittedRequest.coordinatorChange(request).subject,
            document: String(decoding: request.document, as: UTF8.self))
    }

    var bytes: Data { Data(document.utf8) }
    var name: QueueName { QueueName(id: id, subject: subject) }

    /// Throws where a processor would find this corrupt.
    func check() throws(QueueError) {
        let request: SubmittedRequest
        do throws(DocumentError) {
            request = try SubmittedRequest(document: bytes)
        } catch {
            throw .notQueueable(.document(error))
        }
        let expected = QueueName(request)
        if expected != name {
            throw .notQueueable(.nameDisagrees(expected: expected.fileName.text))
        }
    }
}
