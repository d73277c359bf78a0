import Foundation

/// `large-record --size 30MB --output large-record.json [--source sample-data/full-record.json]`
@main
enum LargeRecordCommand {
    struct Failure: Error {
        let message: String
        let status: Int32
    }

    static let usage = "usage: large-record --size 30MB --output FILE [--source sample-data/full-record.json]"

    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch let failure as Failure {
            FileHandle.standardError.write(Data("large-record: \(failure.message)\n".utf8))
            exit(failure.status)
        } catch {
            FileHandle.standardError.write(Data("large-record: \(error.localizedDescription)\n".utf8))
            exit(1)
        }
    }

    static func run(_ arguments: [String]) throws {
        let options = try options(of: arguments)
        guard let size = options["--size"].flatMap(byteCount), let output = options["--output"] else {
            throw Failure(message: usage, status: 64)
        }
        let path = options["--source"] ?? "sample-data/full-record.json"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(message: "\(path): cannot be read", status: 1)
        }
        guard let multiplier = RecordMultiplier(source: Array(data)) else {
            throw Failure(message: "\(path): no Bundle with entries", status: 1)
        }
        guard FileManager.default.createFile(atPath: output, contents: nil),
            let file = FileHandle(forWritingAtPath: output)
        else {
            throw Failure(message: "\(output): cannot be written", status: 1)
        }
        try multiplier.write(multiplier.plan(size: size)) { try file.write(contentsOf: Data($0)) }
        try file.close()
    }

    private static func options(of arguments: [String]) throws -> [String: String] {
        var options: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard ["--size", "--output", "--source"].contains(name), let value = rest.popFirst() else {
                throw Failure(message: usage, status: 64)
            }
            options[name] = value
        }
        return options
    }

    private static let units = [
        "": 1, "b": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000, "kib": 1024, "mib": 1_048_576,
    ]

    /// `30MB` is 30,000,000 bytes, `30MiB` 31,457,280.
    static func byteCount(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), let unit = units[text.dropFirst(digits.count).lowercased()] else { return nil }
        let (size, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? nil : size
    }
}
