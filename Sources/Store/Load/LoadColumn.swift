/// The columns of a file of licenses, in the order in which the documentation names them.
public enum LoadColumn: String, CaseIterable, Hashable, Sendable, Codable {
    case contractNumber = "contract_number"
    case managerEmail = "contract_manager_email"
    case managerFirstName = "contract_manager_first_name"
    case managerLastName = "contract_manager_last_name"
    case company
    case startsOn = "starts_on"
    case expiresOn = "expires_on"
    case product
    case activation
    case access
    case seats
    case serialNumber = "serial_number"
    case subscriptionID = "subscription_id"
    case coordinatorEmail = "coordinator_email"
    case coordinatorFirstName = "coordinator_first_name"
    case coordinatorLastName = "coordinator_last_name"
}
