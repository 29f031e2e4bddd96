import CoordinatorModel
import Testing

@Suite struct PastedPersonTests {
    @Test(
        "a pasted line gives every part that it names",
        arguments: [
            ("Sam Ito <sam@example.com>", "Sam", "Ito", "sam@example.com", nil),
            ("Ito, Sam <sam@example.com>", "Sam", "Ito", "sam@example.com", nil),
            ("Mary Ann Smith <mas@example.com>", "Mary Ann", "Smith", "mas@example.com", nil),
            (
                "Sam\tIto\tsam@example.com\t+1 503 555 0100", "Sam", "Ito", "sam@example.com",
                "+1 503 555 0100"
            ),
            ("Sam, Ito, sam@example.com", "Sam", "Ito", "sam@example.com", nil),
            ("sam@example.com; Sam; Ito", "Sam", "Ito", "sam@example.com", nil),
            (
                "\"Sam Ito\" <sam@example.com>, +1 503 555 0100", "Sam", "Ito", "sam@example.com",
                "+1 503 555 0100"
            ),
            ("Sam\tsam@example.com", "Sam", nil, "sam@example.com", nil),
            (
                "<sam@example.com>\t+1 503 555 0100", nil, nil, "sam@example.com",
                "+1 503 555 0100"
            ),
        ] as [(String, String?, String?, String, String?)])
    func parts(
        line: String, firstName: String?, lastName: String?, email: String, phone: String?
    ) throws {
        let person = try #require(PastedPerson(line))

        #expect(person.firstName == firstName)
        #expect(person.lastName == lastName)
        #expect(person.email == email)
        #expect(person.phone == phone)
    }

    @Test(
        "a line that is an answer by itself is left alone",
        arguments: [
            "Sam", "Mary Ann", "", "sam@example.com", "Ito, Sam",
            "Sam, sam@a.example, ito@b.example",
            "one, two, three, sam@example.com", "+1 503 555 0100",
        ])
    func none(line: String) {
        #expect(PastedPerson(line) == nil)
    }
}
