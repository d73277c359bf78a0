import FHIR
import GPConnect

extension StructuredRecord {
    /// The resource a `Reference` element means, nil when it means none of this record's.
    func target(of reference: JSONValue?, from source: Int) -> Int? {
        guard let text = reference?["reference"] else { return nil }
        return index.resolve(node: text.index, from: source)
    }

    /// The resources that the references of an element mean, in order; what the record does not hold is left out.
    func targets(_ element: StaticString, of number: Int) -> [Int] {
        resource(number).value.all(element).compactMap { target(of: $0, from: number) }
    }
}
