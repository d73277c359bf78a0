import FHIR

extension StructuredRecord {
    /// The resources whose element `name` refers to `number`, in document order: the orders of a plan by `basedOn`, what
    /// replaced it by `priorPrescription`.
    package func referrers(to number: Int, through name: StaticString) -> [Int] {
        graph.incoming(number).filter { edge in
            resource(edge.source).value.all(name).contains { $0["reference"]?.index == edge.node }
        }.map(\.source).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The PractitionerRoles of a person: an organisation's staff is referred to thousands of times, but has few roles.
    package func roles(of person: Int) -> [Int] {
        practitionerRoles.filter { targets(of: $0, through: "practitioner").contains(person) }
    }

    /// The resources that the references of element `name` mean; those that the record does not hold are left out.
    package func targets(of number: Int, through name: StaticString) -> [Int] {
        resource(number).value.all(name).compactMap { reference in
            guard case .resource(let target) = resolve(reference, from: number) else { return nil }
            return target
        }
    }
}
