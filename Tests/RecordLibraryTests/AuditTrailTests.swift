import Foundation
import GRDB
import Testing

@testable import RecordLibrary

@Suite("the audit trail")
struct AuditTrailTests {
    let folder = TemporaryFolder()
    static let actor = AuditActor(
        user: "okafor", name: "Dr Ada Okafor", role: "555086718101", organisation: "Z26556", device: "TERM-0042")

    private func open() throws -> AuditTrail {
        try AuditTrail(path: folder.file("state/lloyd/audit.sqlite"), actor: Self.actor)
    }

    /// A connection that the program does not have: someone with a tool.
    private func tamper(_ statements: String...) throws {
        let queue = try DatabaseQueue(path: folder.file("state/lloyd/audit.sqlite"))
        for statement in statements { try queue.writeWithoutTransaction { try $0.execute(sql: statement) } }
    }

    private func filled() throws -> AuditTrail {
        let trail = try open()
        for patient in ["1", "2", "3", "4"] { try trail.append(AuditEntry(.openRecord, patient: patient)) }
        return trail
    }

    @Test("a row holds who, where, when, with what, whom and how it ended")
    func row() throws {
        let trail = try open()
        try trail.append(
            AuditEntry(
                .retrieveRecord, .failed("PATIENT_NOT_FOUND"), patient: "9000000033",
                interaction: "urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1",
                subject: "Patient/$gpc.getstructuredrecord", provider: "A99999", traceID: "t-1"),
            at: Date(timeIntervalSince1970: 1_726_387_200.25))
        let row = try #require(trail.rows().first)
        #expect(row.sequence == 1)
        #expect(row.time == "2024-09-15T08:00:00.250Z")
        #expect(row.name == "Dr Ada Okafor" && row.role == "555086718101")
        #expect(row.user == "okafor" && row.organisation == "Z26556" && row.device == "TERM-0042")
        #expect(row.action == "retrieve-record" && row.outcome == "failed: PATIENT_NOT_FOUND")
        #expect(row.patient == "9000000033" && row.provider == "A99999" && row.traceID == "t-1")
        #expect(row.previous == AuditRow.beginning)
        #expect(TemporaryFolder.mode(trail.path) == 0o600)
        #expect(TemporaryFolder.mode(folder.file("state/lloyd")) == 0o700)
    }

    @Test("each row carries the digest of the one before, also after reopening")
    func chain() throws {
        _ = try filled()
        let trail = try open()
        try trail.append([AuditEntry(.print), AuditEntry(.export)])
        let rows = try trail.rows()
        #expect(rows.map(\.sequence) == [1, 2, 3, 4, 5, 6])
        #expect(zip(rows.dropFirst(), rows).allSatisfy { $0.previous == $1.digest })
        let verification = try trail.verify()
        #expect(verification.isIntact && verification.rowCount == 6 && verification.lastDigest == rows.last?.digest)
        #expect(try trail.rows(last: 2).map(\.action) == ["print", "export"])
        #expect(try trail.rows(patient: "3").map(\.sequence) == [3])
    }

    @Test("a log that runs left behind is emptied by the next start, and nothing of it is lost")
    func emptiedLog() throws {
        let trail = try open()
        for number in 1...40 { try trail.append(AuditEntry(.openRecord, patient: "\(number)")) }
        // What a run that ends without closing the file leaves: the rows are in the log.
        let left = folder.file("left.sqlite")
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: trail.path + suffix, toPath: left + suffix)
        }
        let size = { try FileManager.default.attributesOfItem(atPath: left + "-wal")[.size] as? Int }
        let before = try #require(try size())
        #expect(before > 128 << 10)
        let next = try AuditTrail(path: left, actor: Self.actor)
        #expect(try size() == 0)
        #expect(try next.rows().count == 40)
        #expect(try next.verify().isIntact)
    }

    @Test(
        "the table refuses to be changed",
        arguments: [
            "UPDATE audit SET patient = 'x'", "DELETE FROM audit WHERE sequence = 4",
            "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 2",
            "INSERT INTO audit (sequence, time, user, device, action, outcome, previous, digest) VALUES (9, '', '', '', '', '', '', '')",
        ])
    func appendOnly(statement: String) throws {
        let trail = try filled()
        let error = #expect(throws: DatabaseError.self) { try tamper(statement) }
        #expect(error?.message == "the audit trail is append-only")
        #expect(try trail.verify().isIntact)
    }

    static let unguard = [
        "DROP TRIGGER audit_is_never_changed", "DROP TRIGGER audit_is_never_deleted",
        "DROP TRIGGER audit_is_only_continued",
    ]

    @Test(
        "what is changed behind the program's back shows",
        arguments: [
            ("UPDATE audit SET patient = 'x' WHERE sequence = 2", AuditVerification.Fault.changed(2)),
            ("UPDATE audit SET time = '2000-01-01' WHERE sequence = 4", .changed(4)),
            ("DELETE FROM audit WHERE sequence = 2", .gap(before: 3)),
            ("DELETE FROM audit WHERE sequence = 2", .unlinked(3)),
            ("DELETE FROM audit WHERE sequence = 1", .gap(before: 2)),
            ("DELETE FROM audit WHERE sequence = 4", .cutShort(expected: 4)),
            ("DELETE FROM audit", .cutShort(expected: 4)),
        ])
    func tampering(statement: String, fault: AuditVerification.Fault) throws {
        let trail = try filled()
        for guardian in Self.unguard { try tamper(guardian) }
        try tamper(statement)
        let faults = try trail.verify().faults
        #expect(faults.contains(fault))
        #expect(faults.contains(.unguarded("audit_is_never_deleted")))
    }

    @Test("fields that run together differ: the seal counts lengths")
    func seal() {
        #expect(AuditRow.sealed(["a", "bc"]) != AuditRow.sealed(["ab", "c"]))
        #expect(AuditRow.sealed([nil]) != AuditRow.sealed([""]))
        #expect(AuditRow.sealed(["-"]) != AuditRow.sealed([nil]))
    }

    @Test("a trail that cannot be written is an error, not a silence")
    func unwritable() throws {
        let path = try folder.write("this is no database, it is long enough to be looked at as one", to: "audit.sqlite")
        #expect(throws: (any Error).self) { try AuditTrail(path: path, actor: Self.actor) }
    }

    @Test("eight writers with connections of their own make one chain")
    func concurrency() async throws {
        let path = folder.file("state/lloyd/audit.sqlite")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let trail = try AuditTrail(path: path, actor: Self.actor)
                    for number in 0..<25 {
                        try trail.append(AuditEntry(.openRecord, subject: "\(writer)-\(number)"))
                    }
                }
            }
            try await group.waitForAll()
        }
        let trail = try open()
        #expect(try trail.verify().isIntact)
        let rows = try trail.rows()
        #expect(rows.map(\.sequence) == Array(1...200))
        #expect(Set(rows.compactMap(\.subject)).count == 200)
    }
}
