import CoordinatorModel

/// What was typed at the review.
enum ReviewChoice {
    case submit
    case change(QuestionID)
    case unclear

    init(_ text: String, questions: [QuestionID]) {
        let text = text.normalised.lowercased()
        if text == "submit" {
            self = .submit
        } else if let number = Int(text), questions.indices.contains(number - 1) {
            self = .change(questions[number - 1])
        } else {
            self = .unclear
        }
    }
}
