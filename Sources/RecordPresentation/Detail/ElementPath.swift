import FHIR

/// Where an element stands below a resource, as tables name it: `reaction.manifestation`, `effective[x]`,
/// `@PrescriptionType`, `@AllergyIntoleranceEnd.@reasonEnded`.
///
/// A step `@Name` means the extensions of that name: the last URL segment without `Extension-`, `CareConnect-`, `GPC-`
/// and the version, because suppliers spell the rest differently (docs/spec/README.md section 5). Arrays are followed
/// into all their elements.
package struct ElementPath: Hashable, Sendable, ExpressibleByStringLiteral {
    private enum Step: Hashable, Sendable {
        case member(String)
        case choice(String)
        case named(String)
    }

    private let steps: [Step]

    package init(stringLiteral text: String) { self.init(text) }

    package init(_ text: String) {
        steps = text.split(separator: ".").map { step in
            if step.hasPrefix("@") { return .named(String(step.dropFirst()).lowercased()) }
            return step.hasSuffix("[x]") ? .choice(String(step.dropLast(3))) : .member(String(step))
        }
    }

    /// Every value at the path. The value of an extension stands for the extension itself.
    package func values(in resource: JSONValue) -> [JSONValue] {
        var values = [resource]
        for step in steps { values = values.flatMap { Self.follow(step, from: $0) } }
        return values.map { Self.isExtension($0) ? $0.extensionValue ?? $0 : $0 }
    }

    private static func follow(_ step: Step, from value: JSONValue) -> [JSONValue] {
        switch step {
        case .member(let name):
            let inner = isExtension(value) ? value.extensionValue ?? value : value
            return inner.members.filter { $0.name == name }.flatMap { $0.value.elements }
        case .choice(let stem): return value.choice(stem).map { $0.value.elements } ?? []
        case .named(let name):
            return value.all("extension").filter { $0["url"]?.string.map(ExtensionName.short)?.lowercased() == name }
        }
    }

    private static func isExtension(_ value: JSONValue) -> Bool {
        value["url"] != nil && (value["extension"] != nil || value.extensionValue != nil)
    }
}

/// The telling part of an extension's URL.
package enum ExtensionName {
    private static let prefixes = ["Extension-", "CareConnect-", "GPC-", "extension-"]

    /// `PrescriptionType` of `https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescriptionType-1`.
    package static func short(ofURL url: String) -> String {
        var name = url.split(separator: "/").last.map(String.init) ?? url
        for prefix in prefixes where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
        if let dash = name.lastIndex(of: "-"), name[dash...].dropFirst().allSatisfy(\.isNumber), dash != name.startIndex
        {
            name = String(name[..<dash])
        }
        return name
    }
}
