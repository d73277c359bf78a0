// swift-tools-version: 6.2
import PackageDescription

// Every room is built with the same strictness: Swift 6 mode, warnings are errors.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "lloyd-record-viewer",
    products: [
        .executable(name: "large-record", targets: ["LargeRecord"]),
        .executable(name: "lloyd", targets: ["lloyd"]),
        .executable(name: "lloyd-bench", targets: ["Benchmark"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
    ],
    targets: [
        // `make bench`.
        .executableTarget(
            name: "Benchmark",
            dependencies: [
                "FHIR", "GPConnect", "RecordEvaluation", "RecordPresentation", "TerminalTestSupport", "TerminalUI",
                "Viewer",
            ],
            swiftSettings: strict),
        .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
        // Loads libcurl when something is fetched: see CCurl.c.
        .target(name: "CCurl"),
        // The door to ncurses, and the signal handlers that give the terminal back.
        .target(
            name: "CNcurses",
            cSettings: [
                .define("_GNU_SOURCE"), .define("NCURSES_WIDECHAR", to: "1"),
                .define("_XOPEN_SOURCE_EXTENDED", to: "1"), .enableWarning("all"), .treatAllWarnings(as: .error),
            ],
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
        ),
        .target(
            name: "CZlib", cSettings: [.enableWarning("all"), .treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("z")]
        ),
        .target(name: "FHIR", swiftSettings: strict),
        .target(name: "GPConnect", dependencies: ["FHIR"], swiftSettings: strict),
        // Multiplies sample-data/full-record.json: `make large-record SIZE=30MB`.
        .executableTarget(name: "LargeRecord", swiftSettings: strict),
        .target(name: "RecordEvaluation", dependencies: ["GPConnect", "FHIR"], swiftSettings: strict),
        .target(
            name: "RecordPresentation", dependencies: ["RecordEvaluation", "GPConnect", "FHIR"], swiftSettings: strict),
        .executableTarget(
            name: "lloyd",
            dependencies: [
                "FHIR", "GPConnect", "NcursesTerminal", "RecordConsumer", "RecordEvaluation", "RecordLibrary",
                "RecordPresentation", "RecordProvider", "TerminalUI", "Viewer",
                .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .target(name: "NcursesTerminal", dependencies: ["CNcurses", "TerminalUI"], swiftSettings: strict),
        .target(name: "RecordConsumer", dependencies: ["GPConnect", "FHIR", "CCurl"], swiftSettings: strict),
        .target(
            name: "RecordLibrary",
            dependencies: ["GPConnect", "FHIR", "CCrypto", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .target(
            name: "RecordProvider",
            dependencies: [
                "RecordEvaluation", "GPConnect", "FHIR", "CZlib",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "TerminalUI", dependencies: [.product(name: "TOMLKit", package: "TOMLKit")],
            swiftSettings: strict
        ),
        // A small program that tests of signals and crashes can end in every way.
        .executableTarget(
            name: "terminal-probe", dependencies: ["NcursesTerminal", "TerminalUI"], path: "Tests/TerminalProbe",
            swiftSettings: strict
        ),
        .target(name: "CorpusTestSupport", path: "Tests/CorpusTestSupport", swiftSettings: strict),
        .target(name: "NetworkTestSupport", path: "Tests/NetworkTestSupport", swiftSettings: strict),
        .target(name: "TerminalTestSupport", path: "Tests/TerminalTestSupport", swiftSettings: strict),
        .target(
            name: "Viewer",
            dependencies: ["TerminalUI", "RecordPresentation", "RecordEvaluation", "GPConnect", "FHIR"],
            swiftSettings: strict
        ),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "lloyd", "FHIR", "GPConnect", "NetworkTestSupport", "RecordConsumer", "RecordLibrary",
                "TerminalTestSupport", "Viewer",
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "FHIRTests", dependencies: ["FHIR"], swiftSettings: strict),
        .testTarget(name: "GPConnectTests", dependencies: ["GPConnect", "FHIR"], swiftSettings: strict),
        .testTarget(
            name: "LloydTests", dependencies: ["NetworkTestSupport", "TerminalTestSupport", "lloyd"],
            swiftSettings: strict),
        .testTarget(
            name: "NcursesTerminalTests",
            dependencies: ["CNcurses", "NcursesTerminal", "TerminalTestSupport", "TerminalUI", "terminal-probe"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RecordConsumerTests",
            dependencies: ["CorpusTestSupport", "RecordConsumer", "GPConnect", "FHIR", "NetworkTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RecordEvaluationTests",
            dependencies: ["CorpusTestSupport", "RecordEvaluation", "GPConnect", "FHIR"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RecordLibraryTests", dependencies: ["CorpusTestSupport", "RecordLibrary", "GPConnect", "FHIR"],
            swiftSettings: strict),
        .testTarget(
            name: "RecordPresentationTests",
            dependencies: ["RecordPresentation", "RecordEvaluation", "GPConnect", "FHIR"],
            exclude: ["Golden"], swiftSettings: strict
        ),
        .testTarget(
            name: "RecordProviderTests",
            dependencies: [
                "RecordConsumer", "RecordEvaluation", "RecordProvider", "GPConnect", "FHIR", "NetworkTestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "SampleDataTests", dependencies: ["LargeRecord"], swiftSettings: strict),
        .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "FHIR"], swiftSettings: strict),
        .testTarget(
            name: "ViewerTests",
            dependencies: [
                "Viewer", "NcursesTerminal", "TerminalTestSupport", "TerminalUI", "RecordEvaluation",
                "RecordPresentation", "GPConnect", "FHIR",
            ],
            exclude: ["Golden"], swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
