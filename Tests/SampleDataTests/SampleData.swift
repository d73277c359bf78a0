import Foundation

/// The files of `sample-data/`, read without any room of Lloyd: the data are checked by other code than reads them.
enum SampleData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sample-data")

    static func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    static func object(_ name: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: bytes(name)) as? [String: Any] ?? [:]
    }

    static func record(_ name: String = "full-record.json") throws -> SampleRecord {
        SampleRecord(try object(name))
    }

    /// Names of the JSON files directly in the folder.
    static let jsonNames: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }()

    /// Read by Lloyd or refused by it on purpose; strict JSON readers need not take them.
    static let notStrictJSON = ["damaged-truncated.json", "json-oddities.json"]

    static var strictNames: [String] { jsonNames.filter { !notStrictJSON.contains($0) } }
}

/// A Bundle as plain dictionaries.
struct SampleRecord {
    let resources: [[String: Any]]
    let byReference: [String: [String: Any]]

    init(_ bundle: [String: Any]) {
        resources = (bundle["entry"] as? [[String: Any]] ?? []).compactMap { $0["resource"] as? [String: Any] }
        var found: [String: [String: Any]] = [:]
        for resource in resources {
            guard let type = resource["resourceType"] as? String, let id = resource["id"] as? String else { continue }
            found["\(type)/\(id)"] = resource
        }
        byReference = found
    }

    func resources(_ type: String) -> [[String: Any]] {
        resources.filter { $0["resourceType"] as? String == type }
    }

    /// Primary and secondary lists; structure lists carry an encounter.
    var queryLists: [[String: Any]] { resources("List").filter { $0["encounter"] == nil } }

    func queryList(_ code: String) -> [String: Any]? {
        queryLists.first { JSON.string($0, "code", "coding", "code") == code }
    }

    func entries(ofList code: String) -> [String] {
        queryList(code).map(JSON.items) ?? []
    }

    /// The references of contained ended allergies, as other resources write them.
    var endedAllergies: [String] {
        let contained = queryList("1103671000000101")?["contained"] as? [[String: Any]] ?? []
        return contained.compactMap { $0["id"] as? String }
    }
}

enum JSON {
    /// The first string under these keys; of an array its first element.
    static func string(_ value: Any?, _ keys: String...) -> String? {
        var current = value
        for key in keys {
            if let array = current as? [Any] { current = array.first }
            current = (current as? [String: Any])?[key]
        }
        return current as? String
    }

    /// The references of a List's entries, in order.
    static func items(_ list: [String: Any]) -> [String] {
        (list["entry"] as? [[String: Any]] ?? []).compactMap { string($0["item"], "reference") }
    }

    /// Every object in `value`, outermost first.
    static func objects(in value: Any) -> [[String: Any]] {
        var found: [[String: Any]] = []
        var waiting = [value]
        while let next = waiting.popLast() {
            if let object = next as? [String: Any] {
                found.append(object)
                waiting += Array(object.values)
            } else if let array = next as? [Any] {
                waiting += array
            }
        }
        return found
    }
}
