import FHIR
import GPConnect

/// The people and organisations that an answer needs (docs/spec/bundle.md section 3).
extension EvaluationRun {
    mutating func includeActors() {
        includeKeyActors()
        var next = 0
        while next < draft.sequence.count {
            let number = Int(draft.sequence[next])
            next += 1
            for actor in source.actors.named[number] { includeActor(Int(actor), .supplementaryActors, through: number) }
            if source.record.resource(number).type == .practitioner { includeRole(of: number) }
        }
    }

    private mutating func includeKeyActors() {
        guard let patient = source.record.patient else { return }
        draft.include(patient, .keyActors, .actorsPatient)
        let targets =
            source.record.targets("generalPractitioner", of: patient)
            + source.record.targets("managingOrganization", of: patient)
        for target in targets where source.actors.isActor[target] && source.standings[target] == .normal {
            draft.include(target, .keyActors, .actorsPractice, through: patient)
        }
    }

    private mutating func includeActor(_ actor: Int, _ group: EntryGroup, through: Int) {
        guard source.record.resource(actor).type != .patient, source.standings[actor] == .normal else { return }
        draft.include(actor, group, .actorsReferredTo, through: through)
    }

    /// Resources name the Practitioner, so with several roles the right one cannot be known: then none is given
    /// (docs/spec/README.md question Q25).
    private mutating func includeRole(of practitioner: Int) {
        let roles = source.actors.roles[practitioner]
        if roles.count == 1, let role = roles.first, source.standings[Int(role)] == .normal {
            draft.include(Int(role), draft.groups[practitioner], .actorsRole, through: practitioner)
        } else {
            for role in roles { draft.exclude(Int(role), .actorsRoleAmbiguous, through: practitioner) }
        }
    }
}
