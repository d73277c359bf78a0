import FHIR

/// A blood pressure reading sent as one Observation with two components. The components' codes tell, not the panel's,
/// which differs between suppliers (docs/spec/clinical-areas.md section 9; docs/spec/README.md question Q27).
package struct BloodPressure: Sendable {
    /// The component as sent; nil when the reading has none.
    package let systolic: JSONValue?
    package let diastolic: JSONValue?
    /// Components that are neither.
    package let others: [JSONValue]

    /// General, standing, sitting and lying codes; the last is the one the national demonstrator sends.
    private static let systolicCodes: Set<String> = [
        "72313002", "271649006", "400974009", "407554009", "407556006", "163030003",
    ]
    private static let diastolicCodes: Set<String> = [
        "1091811000000102", "271650006", "400975005", "407555005", "407557002", "163031004",
    ]

    /// Nil when the Observation has no such component, or two of one kind: that is no reading to be drawn together.
    package init?(_ observation: JSONValue) {
        var systolic: [JSONValue] = []
        var diastolic: [JSONValue] = []
        var others: [JSONValue] = []
        for component in observation.all("component") {
            let codes = Set(CodeableConcept(component["code"])?.codings.compactMap(\.code) ?? [])
            if !codes.isDisjoint(with: Self.systolicCodes) {
                systolic.append(component)
            } else if !codes.isDisjoint(with: Self.diastolicCodes) {
                diastolic.append(component)
            } else {
                others.append(component)
            }
        }
        guard systolic.count <= 1, diastolic.count <= 1, systolic.count + diastolic.count > 0 else { return nil }
        self.systolic = systolic.first
        self.diastolic = diastolic.first
        self.others = others
    }
}
