import RecordPresentation
import TerminalUI

/// The patient banner in the lines that a window allows, by the steps of docs/spec/display.md section 1: what may go first
/// goes first; the name, the birth date, the NHS number and the death never go.
struct BannerLayout {
    let lines: [StyledLine]
    /// False where the allergy label has moved to the warnings row.
    let showsAllergies: Bool

    /// - Parameter hidesClinical: the privacy lock takes the allergy label away, never the identity (PAB-0008).
    init(_ banner: PatientBanner, columns: Int, rows: Int, moreKey: String, hidesClinical: Bool = false) {
        let parts = BannerParts(banner, hidesClinical: hidesClinical)
        if rows >= 20, let wide = Self.wide(parts, banner, columns, moreKey) {
            lines = wide
            showsAllergies = true
        } else if rows >= 20, columns >= 80, let two = Self.two(parts, columns) {
            lines = two
            showsAllergies = true
        } else if rows >= 20, let flowed = Self.flowed(parts, columns) {
            lines = flowed
            showsAllergies = true
        } else {
            lines = StyledLine.flow(parts.micro, width: columns)
            showsAllergies = hidesClinical
        }
    }

    /// All of the identity on one line, the second zone collapsed to one more.
    private static func wide(_ parts: BannerParts, _ banner: PatientBanner, _ columns: Int, _ moreKey: String)
        -> [StyledLine]?
    {
        let left = [parts.name, parts.born, parts.gender, parts.number]
        let tries = [(parts.allergies, 3), (parts.allergies, 2), (parts.bareAllergies, 2)]
        guard let first = tries.lazy.compactMap({ line(left: left, right: $0, columns, gap: $1) }).first else {
            return nil
        }
        return [first, SecondZone(banner, death: parts.death, moreKey: moreKey).line(columns)]
    }

    /// Name and birth date, then gender, NHS number and allergies; for the dead a third line below the birth date.
    private static func two(_ parts: BannerParts, _ columns: Int) -> [StyledLine]? {
        guard let first = line(left: [parts.name], right: parts.born, columns, gap: 2),
            let second = line(left: [parts.gender, parts.number], right: parts.allergies, columns, gap: 2)
                ?? line(left: [parts.gender, parts.number], right: parts.bareAllergies, columns, gap: 2)
        else { return nil }
        guard !parts.death.isEmpty else { return [first, second] }
        guard let third = line(left: [], right: parts.death, columns, gap: 2) else { return nil }
        return [first, third, second]
    }

    private static func flowed(_ parts: BannerParts, _ columns: Int) -> [StyledLine]? {
        let lines = StyledLine.flow(parts.all, width: columns)
        return lines.count <= (columns >= 80 ? 4 : 3) ? lines : nil
    }

    private static func line(
        left: [BannerParts.Part], right: BannerParts.Part, _ columns: Int, gap: Int
    ) -> StyledLine? {
        var line = StyledLine()
        for part in left { part.append(to: &line, at: line.pieces.isEmpty ? 0 : line.width + gap) }
        guard !right.isEmpty else { return line.width <= columns ? line : nil }
        let start = columns - right.width
        guard line.width + (line.pieces.isEmpty ? 0 : gap) <= start else { return nil }
        right.append(to: &line, at: start)
        return line
    }
}

/// The items of the banner, in their reading order, each with its label and value.
struct BannerParts {
    typealias Part = [(String, StyleName)]

    let name: Part
    let born: Part
    let gender: Part
    let number: Part
    let death: Part
    let allergies: Part
    /// Without the count of ended ones, which may go where the label itself says that there are allergies.
    let bareAllergies: Part
    /// Title, age and gender left out (docs/spec/display.md section 1, step 4).
    let micro: [Part]

    var all: [Part] { [name, born, death, gender, number, allergies].filter { !$0.isEmpty } }

    init(_ banner: PatientBanner, hidesClinical: Bool) {
        name = [(banner.name, .value)]
        born = Self.part("Born", banner.born)
        gender = Self.part("Gender", banner.gender)
        let caution: Part = banner.nhsNumberCaution.map { [(" \($0)", .check)] } ?? []
        number = Self.part("NHS No.", banner.nhsNumber) + caution
        let died: Part = banner.died.map { [("DECEASED  ", .value)] + Self.part("Died", $0) } ?? []
        death = died + (banner.ageAtDeath.map { [("  ", .plain)] + Self.part("Age at Death", $0) } ?? [])
        let label = banner.allergies
        allergies = hidesClinical ? [] : [(label.text, Self.style(label.kind))]
        let mayLose = label.kind == .known && !hidesClinical
        bareAllergies = mayLose ? [("\(label.kind.mark) \(label.kind.rawValue)", Self.style(label.kind))] : allergies
        let bareName = banner.name.split(separator: " (").first.map(String.init) ?? banner.name
        let bareBirth = banner.born.split(separator: " (").first.map(String.init) ?? banner.born
        micro =
            [[(bareName, .value)], Self.part("Born", bareBirth)] + (died.isEmpty ? [] : [died])
            + [Self.part("NHS No.", banner.nhsNumber)]
            + (caution.isEmpty ? [] : [[(banner.nhsNumberCaution ?? "", .check)]])
    }

    private static func part(_ label: String, _ value: String) -> Part {
        [(label + " ", .label), (value, .value)]
    }

    private static func style(_ kind: AllergyLabel.Kind) -> StyleName {
        switch kind {
        case .known: .alert
        case .noneKnown: .plain
        case .notRecorded, .unavailable: .label
        }
    }
}

extension BannerParts.Part {
    var width: Int { reduce(0) { $0 + CharacterWidth.of($1.0) } }

    func append(to line: inout StyledLine, at column: Int) {
        var column = column
        for (text, style) in self {
            line.add(text, style: style, column: column)
            column += CharacterWidth.of(text)
        }
    }
}

/// The banner's second line: death, preferred name, address, contacts, and the key that shows all of it.
struct SecondZone {
    let banner: PatientBanner
    let death: BannerParts.Part
    let moreKey: String

    init(_ banner: PatientBanner, death: BannerParts.Part, moreKey: String) {
        self.banner = banner
        self.death = death
        self.moreKey = moreKey
    }

    func line(_ columns: Int) -> StyledLine {
        var line = StyledLine()
        if !death.isEmpty { death.append(to: &line, at: 0) }
        if let name = banner.preferredName { append("Preferred name", name, to: &line) }
        let more = "\(moreKey) more"
        let room = columns - CharacterWidth.of(more) - 3
        if let best = choices.first(where: { width($0) + line.width <= room }) ?? cutAddress(room - line.width) {
            for (label, text) in best { append(label, text, to: &line) }
        }
        line.add(more, style: .key, column: max(line.width + 2, columns - CharacterWidth.of(more)))
        return line
    }

    /// From all of it to less: email and second phone go first (docs/spec/display.md section 1, step 1).
    private var choices: [[(String, String)]] {
        let address = [("Address", banner.address.isEmpty ? "Not Known" : banner.address.joined(separator: ", "))]
        let contacts = banner.contacts.map { ($0.label, $0.text) }
        let phones = contacts.filter { $0.0 != "Email" && $0.0 != "Other" }
        return [address + contacts, address + phones, address + phones.prefix(1)]
    }

    /// Cut after a whole element; then nothing but the key.
    private func cutAddress(_ room: Int) -> [(String, String)]? {
        let phone = banner.contacts.first { $0.label != "Email" && $0.label != "Other" }.map { ($0.label, $0.text) }
        for tail in [phone.map { [$0] } ?? [], []] {
            for count in stride(from: banner.address.count - 1, through: 1, by: -1) {
                let text = banner.address.prefix(count).joined(separator: ", ") + "..."
                if width([("Address", text)] + tail) <= room { return [("Address", text)] + tail }
            }
        }
        return nil
    }

    private func width(_ parts: [(String, String)]) -> Int {
        parts.reduce(0) { $0 + 3 + CharacterWidth.of($1.0) + 1 + CharacterWidth.of($1.1) }
    }

    private func append(_ label: String, _ text: String, to line: inout StyledLine) {
        let start = line.pieces.isEmpty ? 0 : line.width + 3
        line.add(label + " ", style: .label, column: start)
        line.add(text, style: .value)
    }
}
