import CoordinatorModel
import Templates
import Testing

/// Every wording of every problem, so that each is seen by somebody.
@Suite struct WordingTests {
    static let wordings: [(Problem.Code, [String: String], String)] = [
        (
            .malformedEmail, ["empty": "yes"],
            "An email address is needed here, such as pat@example.com."
        ),
        (
            .malformedEmail, ["typed": "aaaa…", "tooLong": "yes"],
            "This is too long for an email address. Please type only the address, such as pat@example.com."
        ),
        (
            .malformedEmail, ["typed": "pat lee@example.com", "spaceInside": "yes"],
            "There is a space inside \"pat lee@example.com\". An email address has none: please remove it."
        ),
        (
            .malformedEmail, ["typed": "pat,lee@example.com", "character": ","],
            "\"pat,lee@example.com\" has a character that an email address cannot have. Please type only the address, such as pat@example.com."
        ),
        (
            .malformedEmail, ["typed": "pat", "noAt": "yes"],
            "\"pat\" has no @. An email address looks like pat@example.com."
        ),
        (
            .malformedEmail, ["typed": "pat@@example.com", "severalAts": "yes"],
            "\"pat@@example.com\" has more than one @. Please give one address, such as pat@example.com."
        ),
        (
            .malformedEmail, ["typed": "@example.com", "badLocalPart": "yes"],
            "The part of \"@example.com\" before the @ cannot be right. An email address looks like pat@example.com."
        ),
        (
            .malformedEmail, ["typed": "pat@", "noDomain": "yes"],
            "\"pat@\" ends too early. After the @ comes where the mail goes, such as example.com."
        ),
        (
            .malformedEmail, ["typed": "pat@example", "badDomain": "example"],
            "\"example\" is not where mail could go. What follows the @ looks like example.com."
        ),
        (
            .unknownContractManager, ["email": "who@example.com"],
            "who@example.com manages no contract that we know. Check the spelling with the caller; 'coordinator licenses' with a serial or contract number shows whose contract it is."
        ),
        (
            .signInLicensesOnly,
            ["email": "alex@example.com", "name": "Alex Ray", "contracts": "100400"],
            "Alex Ray manages 100400, where people sign in: no license there has a serial number, so there is no software coordinator to change. Secondary admins are named by Alex Ray alone, as primary admin, in the vendor's account page under \"User management\". We may not do that for a customer."
        ),
        (
            .malformedSerialNumber, ["typed": "1234"],
            "\"1234\" is not a serial number. It is three digits, a dash and eight digits, such as 123-12345678."
        ),
        (
            .malformedSerialNumber, ["typed": "123-12345678, 123-12345679", "several": "yes"],
            "These are several serial numbers. Give one of them here; the others of its contract are asked for next."
        ),
        (
            .malformedSerialNumber, ["typed": "1-3", "amongOthers": "yes"],
            "\"1-3\" is neither a number of the list nor a serial number. Give numbers of the list or serial numbers, parted by commas, or all, or nothing."
        ),
        (
            .otherCoordinator, ["first": "123-12345678"],
            "No other serial number has the same software coordinator as 123-12345678. Leave this empty, and change the others by requests of their own."
        ),
        (
            .malformedSerialNumber, ["typed": ""],
            "A serial number is needed here: three digits, a dash and eight digits, such as 123-12345678."
        ),
        (
            .notASerialNumber,
            ["typed": "100200", "contractNumber": "yes", "serialNumbers": "123-12345678"],
            "\"100200\" is a contract number, not a serial number. The serial numbers on that contract: 123-12345678."
        ),
        (
            .notASerialNumber, ["typed": "SUB-1", "subscriptionID": "yes"],
            "\"SUB-1\" is a subscription ID, not a serial number. A serial number is three digits, a dash and eight digits, such as 123-12345678."
        ),
        (
            .serialNumberNotOnContract,
            ["serialNumber": "123-12345678", "manager": "pat@example.com"],
            "123-12345678 is on none of pat@example.com's contracts. Check the number with the caller. If it is right, the caller is not its contract manager and cannot ask for this."
        ),
        (
            .otherCoordinator, ["serialNumber": "123-22222222", "first": "123-12345678"],
            "123-22222222 has another software coordinator now than 123-12345678. Leave it out, and change it by a request of its own."
        ),
        (
            .currentCoordinatorMismatch,
            ["email": "lee@example.com", "serialNumber": "123-12345678"],
            "lee@example.com is not the software coordinator of 123-12345678. Ask the caller once more; where none was ever named, it is the contract manager."
        ),
        (.missingName, [:], "A name is needed here."),
        (
            .missingName, ["address": "sam@example.com"],
            "A name is needed here; \"sam@example.com\" looks like an address."
        ),
        (
            .nameTooLong, ["length": "500", "longest": "100"],
            "This name has 500 characters; the vendor's records hold 100. Please shorten it."
        ),
        (
            .malformedPhone, ["typed": "none"],
            "\"none\" is not a telephone number. Give 5 to 20 digits with the country code, such as +1 503 555 0100, or empty the line to go on without."
        ),
        (
            .malformedText, ["longest": "500"],
            "This is longer than 500 characters. Please shorten it."
        ),
        (
            .malformedText, [:],
            "This has characters that cannot be printed."
        ),
        (
            .coordinatorUnchanged, ["email": "lee@example.com"],
            "lee@example.com is the software coordinator already. Nothing would change: give the new coordinator's address."
        ),
        (
            .verificationMissing, ["typed": "9"],
            "\"9\" is not one of the ways of verifying a caller."
        ),
        (
            .verificationMissing, ["typed": ""],
            "How the caller was verified has to be recorded."
        ),
        (
            .authorizationMissing, ["typed": "y"],
            "\"y\" does not confirm the statement; yes in full does."
        ),
        (
            .authorizationMissing, ["typed": ""],
            "The statement has to be confirmed by yes in full."
        ),
        (
            .authorizationOutdated, [:],
            "The statement reads differently now than when it was confirmed. It has to be confirmed again."
        ),
        (
            .mistypedDomain,
            ["email": "sam@gmial.com", "domain": "gmial.com", "meant": "gmail.com"],
            "Is gmial.com right? It is one letter away from gmail.com."
        ),
        (
            .otherDomain,
            ["email": "sam@b.example", "domain": "b.example", "managerDomain": "example.com"],
            "sam@b.example belongs to another domain than the contract manager's (example.com). Make sure that the caller means somebody outside."
        ),
        (
            .managerAsCoordinator, ["email": "pat@example.com"],
            "pat@example.com is the contract manager, who would then be both. That is allowed; make sure that the caller wants it."
        ),
        (
            .dummySerialNumber, ["serialNumber": "666-69696969"],
            "666-69696969 circulates as a placeholder for a serial number that nobody had at hand. Make sure that it is really the one."
        ),
        (
            .contractExpired,
            ["serialNumber": "123-12345678", "contract": "100300", "expired": "2025-12-31"],
            "The licenses under 123-12345678 on contract 100300 expired on 2025-12-31. The coordinator can still be changed; the caller may want to renew first."
        ),
        (
            .requestWaiting,
            ["serialNumber": "123-12345678", "requests": "CC-06H0JV3FJEDBSQQH"],
            "CC-06H0JV3FJEDBSQQH for 123-12345678 waits in the queue. If it is applied first, this one will be rejected, because the coordinator is another person then."
        ),
        (
            .requestWaiting,
            ["serialNumber": "123-12345678", "held": "CC-06H0JV3FJEDBSQQH"],
            "CC-06H0JV3FJEDBSQQH for 123-12345678 is on hold. If this one is applied first, that one will be rejected once it is released."
        ),
        (
            .requestWaiting,
            [
                "serialNumber": "123-12345678", "requests": "CC-06H0JV3FJEDBSQQH",
                "held": "CC-06H0JV3FJEDBSQQJ",
            ],
            "CC-06H0JV3FJEDBSQQH for 123-12345678 waits in the queue. If it is applied first, this one will be rejected, because the coordinator is another person then. CC-06H0JV3FJEDBSQQJ for 123-12345678 is on hold. If this one is applied first, that one will be rejected once it is released."
        ),
    ]

    @Test("a problem is worded as recorded here", arguments: wordings.indices)
    func wording(index: Int) throws {
        let (code, values, expected) = Self.wordings[index]

        let text = try Texts().wording(of: Problem(code, .email, values))

        #expect(text == expected)
    }

    @Test(
        "at the prompt a problem also says what to type",
        arguments: [
            (
                Problem.Code.currentCoordinatorMismatch,
                " If the caller does not know, :later keeps this request, and ? tells what to say."
            ),
            (.malformedText, " Please type it again instead of pasting it."),
            (.verificationMissing, " Please type the number of one in the list."),
            (
                .authorizationMissing,
                " Type it if every word is true, or :back to change something."
            ),
            (.authorizationOutdated, " Please read it again and type yes if it is true."),
            (.missingName, "A name is needed here."),
        ])
    func atPrompt(code: Problem.Code, end: String) throws {
        #expect(try Texts().wordingAtPrompt(of: Problem(code, .email)).hasSuffix(end))
    }

    @Test("every code has a wording recorded here", arguments: Problem.Code.allCases)
    func complete(code: Problem.Code) {
        #expect(Self.wordings.contains { $0.0 == code })
    }
}
