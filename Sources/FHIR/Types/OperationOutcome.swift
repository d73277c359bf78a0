/// An OperationOutcome resource: the reasons of a failure, or the warnings in a successful Bundle
/// (docs/spec/parameters.md sections 5 and 6).
package struct OperationOutcome: Sendable {
    package let value: JSONValue

    package init(_ value: JSONValue) { self.value = value }

    package struct Issue: Sendable {
        package let value: JSONValue
        package var severity: String? { value["severity"]?.recorded }
        package var code: String? { value["code"]?.recorded }
        package var details: CodeableConcept? { CodeableConcept(value["details"]) }
        package var diagnostics: String? { value["diagnostics"]?.recorded?.nonEmpty }
        /// The Spine error code: the first coding's code, whatever its system is called.
        package var spineCode: String? { details?.codings.lazy.compactMap(\.code).first }
        package var spineDisplay: String? { details?.codings.lazy.compactMap(\.display).first }
        /// `details.text`, where warnings name the parameter.
        package var text: String? { details?.text }

        package init(_ value: JSONValue) { self.value = value }
    }

    package var issues: [Issue] { value.all("issue").map(Issue.init) }
}
