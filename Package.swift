// swift-tools-version: 6.2
import PackageDescription

// Every room is built with the same strictness: Swift 6 mode, warnings are errors.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "lloyd-record-viewer",
    products: [
        .executable(name: "lloyd", targets: ["lloyd"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "FHIR", swiftSettings: strict),
        .target(name: "GPConnect", dependencies: ["FHIR"], swiftSettings: strict),
        .target(name: "RecordPresentation", dependencies: ["GPConnect", "FHIR"], swiftSettings: strict),
        .executableTarget(
            name: "lloyd",
            dependencies: [
                "FHIR", "GPConnect", "RecordPresentation",
                .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "RecordLibrary",
            dependencies: ["GPConnect", "FHIR", "CCrypto", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .target(
            name: "TerminalUI", dependencies: [.product(name: "TOMLKit", package: "TOMLKit")],
            swiftSettings: strict
        ),
        .testTarget(name: "FHIRTests", dependencies: ["FHIR"], swiftSettings: strict),
        .testTarget(name: "GPConnectTests", dependencies: ["GPConnect", "FHIR"], swiftSettings: strict),
        .testTarget(
            name: "RecordLibraryTests", dependencies: ["RecordLibrary", "GPConnect", "FHIR"], swiftSettings: strict),
        .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "FHIR"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
