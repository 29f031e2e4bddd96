import CoordinatorModel
import RequestQueue

extension Failure {
    /// The same failure, met while a draft was sealed or its documents were put into the queue:
    /// where the request is now, and how to go on.
    ///
    /// - Parameter resume: The command that goes on with the draft.
    public func met(submitting draft: OpenDraft, resume: String) -> Failure {
        if draft.draft.sealed != nil {
            return adding(
                """
                The request is confirmed and kept in draft \(draft.id); it may not be in the queue \
                yet. To finish submitting it: \(resume)
                """)
        }
        if draft.isOnDisk {
            return adding(
                """
                Your request was not submitted. Draft \(draft.id) is kept. To go on where you \
                stopped:
                    \(resume)
                """)
        }
        return adding("Your request was not submitted, and nothing of it could be kept.")
    }

    /// The same failure, met when the documents were in the queue and only the draft was to go.
    public func met(
        removing draft: OpenDraft, ofQueued requests: [RequestID], resume: String
    ) -> Failure {
        let those = requests.count == 1 ? "The request is" : "The requests are"
        let names = requests.map(\.description).joined(separator: ", ")
        let rest =
            draft.isOnDisk
            ? "Draft \(draft.id) is left; to remove it, which queues nothing twice: \(resume)"
            : "Only the draft may be listed again after a loss of power."
        return adding("\(those) in the queue all the same: \(names). \(rest)")
    }
}
