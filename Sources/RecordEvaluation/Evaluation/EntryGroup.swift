/// The groups in which a Bundle's entries stand: clinical areas together, actors and warnings last
/// (docs/spec/bundle.md section 2).
enum EntryGroup: UInt8, Comparable, Sendable {
    case keyActors, consultations, problems, immunisations, uncategorised, allergies, medication, investigations
    case referrals, diary, supplementaryActors

    static func < (left: EntryGroup, right: EntryGroup) -> Bool { left.rawValue < right.rawValue }
}
