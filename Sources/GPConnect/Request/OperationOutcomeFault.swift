import FHIR

/// Why a request fails, as the provider must say it (docs/spec/parameters.md section 5).
package struct OperationOutcomeFault: Error, Hashable, Sendable {
    package let code: SpineErrorCode
    /// Names the offending parameter; absent where the answer may not reveal which fault it was.
    package let diagnostics: String?

    package init(_ code: SpineErrorCode, _ diagnostics: String? = nil) {
        self.code = code
        self.diagnostics = diagnostics
    }

    package var httpStatus: Int { code.httpStatus }

    /// The OperationOutcome resource.
    package var json: JSONText {
        OutcomeText.resource([
            OutcomeText.issue(
                severity: "error", type: code.issueType, code: code.code, display: code.display, text: nil,
                diagnostics: diagnostics)
        ])
    }
}

/// One issue of the OperationOutcome inside a successful Bundle: information that is missing, and why
/// (docs/spec/parameters.md section 6, docs/spec/warnings.md section 4).
package struct OutcomeWarning: Hashable, Sendable {
    package let text: String
    package let diagnostics: String

    package init(text: String, diagnostics: String) {
        self.text = text
        self.diagnostics = diagnostics
    }

    package static func unrecognised(_ name: String) -> OutcomeWarning {
        OutcomeWarning(text: "\(name) is an unrecognised parameter", diagnostics: name)
    }

    package static func disabled(_ area: ClinicalArea) -> OutcomeWarning {
        OutcomeWarning(text: "\(area.disabledName) has been disabled", diagnostics: area.disabledName)
    }

    package var json: JSONText {
        OutcomeText.issue(
            severity: "warning", type: "not-supported", code: SpineErrorCode.notImplemented.code,
            display: SpineErrorCode.notImplemented.display, text: text, diagnostics: diagnostics)
    }
}

/// The shape of an OperationOutcome that this program writes.
package enum OutcomeText {
    package static func resource(_ issues: [JSONText]) -> JSONText {
        .object([
            ("resourceType", .string("OperationOutcome")),
            (
                "meta",
                .object([
                    (
                        "profile",
                        .array([
                            .string("https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1")
                        ])
                    )
                ])
            ),
            ("issue", .array(issues)),
        ])
    }

    package static func issue(
        severity: String, type: String, code: String, display: String, text: String?, diagnostics: String?
    ) -> JSONText {
        let coding = JSONText.object([
            ("system", .string(CodeSystem.spineError)), ("code", .string(code)), ("display", .string(display)),
        ])
        var details: [(name: String, value: JSONText)] = [("coding", .array([coding]))]
        if let text { details.append(("text", .string(text))) }
        var members: [(name: String, value: JSONText)] = [
            ("severity", .string(severity)), ("code", .string(type)), ("details", .object(details)),
        ]
        if let diagnostics { members.append(("diagnostics", .string(diagnostics))) }
        return .object(members)
    }
}
