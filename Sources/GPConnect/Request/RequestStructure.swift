import FHIR

/// One `parameter` or `part` of a body: its name and where it stands.
struct RequestElement {
    let name: String
    let value: JSONValue
    let parts: [RequestElement]

    var isRecognised: Bool {
        name == ParameterTable.patientNHSNumber || ParameterTable.parameter(name) != nil
    }
}

/// Checks the shape of a `Parameters` resource before any value is looked at
/// (docs/spec/parameters.md section 5 rows 2 and 3).
enum RequestStructure {
    static func elements(of body: JSONValue) throws(OperationOutcomeFault) -> [RequestElement] {
        guard body["resourceType"]?.isText("Parameters") == true else { throw unreadable }
        let elements = try children(of: body, "parameter")
        try checkDuplicates(elements, prefix: "") { ParameterTable.parameter($0) != nil || isPatient($0) }
        for element in elements {
            if let parameter = ParameterTable.parameter(element.name) {
                try check(parameter, element)
            } else if isPatient(element.name) {
                try checkOneForm(element, element.name)
            }
        }
        return elements
    }

    private static let unreadable = OperationOutcomeFault(
        .invalidResource, "Request body is not a Parameters resource")

    private static func isPatient(_ name: String) -> Bool { name == ParameterTable.patientNHSNumber }

    /// Two levels at most: what lies deeper belongs to no parameter of the specification.
    private static func children(
        of value: JSONValue, _ member: StaticString, isPart: Bool = false
    ) throws(OperationOutcomeFault) -> [RequestElement] {
        guard let array = value[member] else { return [] }
        guard array.kind == .array else { throw unreadable }
        var elements: [RequestElement] = []
        for element in array.elements {
            guard element.kind == .object, let name = element["name"]?.string else { throw unreadable }
            let parts = isPart ? [] : try children(of: element, "part", isPart: true)
            elements.append(RequestElement(name: name, value: element, parts: parts))
        }
        return elements
    }

    private static func checkDuplicates(
        _ elements: [RequestElement], prefix: String, isKnown: (String) -> Bool
    ) throws(OperationOutcomeFault) {
        var seen: Set<String> = []
        for element in elements where isKnown(element.name) {
            if !seen.insert(element.name).inserted {
                throw OperationOutcomeFault(.invalidResource, "\(prefix)\(element.name) occurs more than once")
            }
        }
    }

    private static func check(_ parameter: AreaParameter, _ element: RequestElement) throws(OperationOutcomeFault) {
        try checkOneForm(element, parameter.name)
        if hasValue(element.value) {
            throw OperationOutcomeFault(.invalidResource, "\(parameter.name) takes parts, not a value")
        }
        try checkDuplicates(element.parts, prefix: "\(parameter.name).") { parameter.part($0) != nil }
        for part in element.parts where parameter.part(part.name) != nil {
            try checkOneForm(part, "\(parameter.name).\(part.name)")
        }
    }

    private static func checkOneForm(_ element: RequestElement, _ name: String) throws(OperationOutcomeFault) {
        let values = valueCount(element.value)
        if values > 0, element.value["part"] != nil {
            throw OperationOutcomeFault(.invalidResource, "\(name) has both a value and parts")
        }
        if values > 1 { throw OperationOutcomeFault(.invalidResource, "\(name) has more than one value") }
    }

    private static func hasValue(_ element: JSONValue) -> Bool { valueCount(element) > 0 }

    private static func valueCount(_ element: JSONValue) -> Int {
        element.members.count { name, _ in
            name.hasPrefix("value") && name.dropFirst("value".count).first?.isUppercase == true
        }
    }
}
