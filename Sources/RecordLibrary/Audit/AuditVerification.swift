/// What reading the whole audit trail showed.
package struct AuditVerification: Hashable, Sendable {
    package enum Fault: Hashable, Sendable, CustomStringConvertible {
        /// Rows are missing before this one.
        case gap(before: Int64)
        /// The row's fields are not those its digest was taken of.
        case changed(Int64)
        /// The row does not carry the digest of the one before it.
        case unlinked(Int64)
        /// Rows up to this number were written; the last ones are gone.
        case cutShort(expected: Int64)
        /// A trigger that keeps the table append-only is gone.
        case unguarded(String)

        package var description: String {
            switch self {
            case .gap(let number): "rows are missing before number \(number)"
            case .changed(let number): "row \(number) was changed"
            case .unlinked(let number): "row \(number) does not follow the row before it"
            case .cutShort(let number): "rows are missing at the end: \(number) were written"
            case .unguarded(let name): "the guard \(name) was removed"
            }
        }
    }

    package let rowCount: Int
    package let faults: [Fault]
    /// The digest of the last row: written down elsewhere, it proves the whole trail up to now.
    package let lastDigest: SHA256Digest

    package var isIntact: Bool { faults.isEmpty }
}

extension AuditVerification {
    /// Takes the rows in order, one at a time: the trail may be long.
    struct Checker {
        private var count = 0
        private var faults: [Fault] = []
        private var lastSequence: Int64 = 0
        private var lastDigest = AuditRow.beginning

        mutating func check(_ row: AuditRow) {
            if row.sequence != lastSequence + 1 { faults.append(.gap(before: row.sequence)) }
            if row.previous != lastDigest { faults.append(.unlinked(row.sequence)) }
            if row.digest != AuditRow.sealed(row.fields) { faults.append(.changed(row.sequence)) }
            count += 1
            lastSequence = row.sequence
            lastDigest = row.digest
        }

        func finish(highestSequence: Int64, missingGuards: [String]) -> AuditVerification {
            var faults = faults
            if highestSequence != lastSequence {
                faults.append(.cutShort(expected: max(highestSequence, lastSequence)))
            }
            return AuditVerification(
                rowCount: count, faults: faults + missingGuards.map(Fault.unguarded), lastDigest: lastDigest)
        }
    }
}
