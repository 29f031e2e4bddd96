import Foundation

extension ChangeRequest {
    /// The document's bytes: always the same for the same request, and one line feed at the end.
    public var document: Data { StrictJSON.encode(self) }
}

extension ChangeRequest: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case schema, id, submittedAt, preparedBy, caseReference, contractManager, serialNumber
        case currentCoordinator, newCoordinator, verification, authorization
        case acknowledgedWarnings, group, reopens
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(refusingKeysOutside: CodingKeys.self)
        let schema = try fields.decode(String.self, forKey: .schema)
        if schema != Self.schema { throw DocumentError.unknownSchema(schema) }
        self.init(
            id: try fields.decode(RequestID.self, forKey: .id),
            submittedAt: try fields.decode(Timestamp.self, forKey: .submittedAt),
            preparedBy: try fields.decode(StrictPreparer.self, forKey: .preparedBy).preparer,
            caseReference: try fields.decodeIfPresent(String.self, forKey: .caseReference),
            contractManager: try fields.decode(String.self, forKey: .contractManager),
            serialNumber: try fields.decode(String.self, forKey: .serialNumber),
            currentCoordinator: try fields.decode(String.self, forKey: .currentCoordinator),
            newCoordinator: try fields.decode(NewCoordinator.self, forKey: .newCoordinator),
            verification: try fields.decode(Verification.self, forKey: .verification),
            authorization: try fields.decode(StrictAuthorization.self, forKey: .authorization)
                .authorization,
            acknowledgedWarnings: try fields.decode([String].self, forKey: .acknowledgedWarnings),
            group: try fields.decodeIfPresent(String.self, forKey: .group),
            reopens: try fields.decodeIfPresent(RequestID.self, forKey: .reopens))
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Self.schema, forKey: .schema)
        try fields.encode(id, forKey: .id)
        try fields.encode(submittedAt, forKey: .submittedAt)
        try fields.encode(preparedBy, forKey: .preparedBy)
        try fields.encode(caseReference, forKey: .caseReference)
        try fields.encode(contractManager, forKey: .contractManager)
        try fields.encode(serialNumber, forKey: .serialNumber)
        try fields.encode(currentCoordinator, forKey: .currentCoordinator)
        try fields.encode(newCoordinator, forKey: .newCoordinator)
        try fields.encode(verification, forKey: .verification)
        try fields.encode(authorization, forKey: .authorization)
        try fields.encode(acknowledgedWarnings, forKey: .acknowledgedWarnings)
        try fields.encode(group, forKey: .group)
        try fields.encode(reopens, forKey: .reopens)
    }
}

extension ChangeRequest.NewCoordinator: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case firstName, lastName, email, phone
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(refusingKeysOutside: CodingKeys.self)
        self.init(
            firstName: try fields.decode(String.self, forKey: .firstName),
            lastName: try fields.decode(String.self, forKey: .lastName),
            email: try fields.decode(String.self, forKey: .email),
            phone: try fields.decodeIfPresent(String.self, forKey: .phone))
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(firstName, forKey: .firstName)
        try fields.encode(lastName, forKey: .lastName)
        try fields.encode(email, forKey: .email)
        try fields.encode(phone, forKey: .phone)
    }
}

extension ChangeRequest.Verification: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case method, note
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(refusingKeysOutside: CodingKeys.self)
        self.init(
            method: try fields.decode(String.self, forKey: .method),
            note: try fields.decodeIfPresent(String.self, forKey: .note))
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(method, forKey: .method)
        try fields.encode(note, forKey: .note)
    }
}

/// `Preparer` is also read leniently, from drafts; a document may hold nothing unknown.
struct StrictPreparer: Decodable {
    let preparer: Preparer

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case user, host
    }

    init(from decoder: any Decoder) throws {
        _ = try decoder.container(refusingKeysOutside: CodingKeys.self)
        preparer = try Preparer(from: decoder)
    }
}

private struct StrictAuthorization: Decodable {
    let authorization: ChangeRequest.Authorization

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case statement, confirmedBy, confirmedAt
    }

    init(from decoder: any Decoder) throws {
        _ = try decoder.container(refusingKeysOutside: CodingKeys.self)
        authorization = try ChangeRequest.Authorization(from: decoder)
    }
}
