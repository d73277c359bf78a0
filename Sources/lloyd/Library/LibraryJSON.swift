import FHIR
import Foundation
import RecordLibrary

/// The library as one JSON object, for programs.
enum LibraryJSON {
    static func bytes(_ listing: LibraryListing) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { root in
            root.key("patients")
            root.array { list in
                for person in listing.people { list.object { write(person, to: &$0) } }
            }
        }
        return writer.bytes + Array("\n".utf8)
    }

    /// A person without a name or number: documents that were retrieved without their patient.
    private static func write(_ person: LibraryListing.Person, to writer: inout JSONWriter) {
        let summary = person.patient?.summary
        writer.member("nhsNumber", summary?.identity.nhsNumber.nonEmpty)
        writer.member("name", summary?.name.nonEmpty)
        writer.member("birthDate", summary?.identity.birthDate.nonEmpty)
        writer.member("gender", summary?.gender)
        writer.member("sharesNHSNumber", person.sharesNumber)
        writer.key("records")
        writer.array { list in
            for record in person.records { list.object { write(record, to: &$0) } }
        }
        writer.key("documents")
        writer.array { list in
            for document in person.documents { list.object { write(document, to: &$0) } }
        }
        writer.key("searches")
        writer.array { list in
            for search in person.searches { list.object { write(search, to: &$0) } }
        }
    }

    private static func write(_ record: LibraryListing.Record, to writer: inout JSONWriter) {
        let saved = record.saved
        writer.member("id", Int(saved.id))
        write(saved.provenance, savedAt: saved.savedAt, to: &writer)
        writer.member("size", saved.size)
        writer.member("sha256", saved.digest.description)
        writer.member("askedNHSNumber", record.askedNHSNumber)
        writer.member("isOtherPatient", record.mismatch != nil)
        writer.key("warnings")
        if let flags = saved.flags {
            writer.array { list in
                for flag in flags.flags {
                    list.object {
                        $0.member("code", flag.code)
                        $0.member("text", flag.words)
                    }
                }
            }
        } else {
            writer.null()
        }
        writer.member("bookmarks", record.bookmarks)
    }

    private static func write(_ document: SavedDocument, to writer: inout JSONWriter) {
        writer.member("id", Int(document.id))
        write(document.provenance, savedAt: document.savedAt, to: &writer)
        writer.member("reference", document.reference)
        writer.member("title", document.title)
        writer.member("contentType", document.contentType)
        writer.member("size", document.size)
        writer.member("sha256", document.digest.description)
    }

    private static func write(_ search: SavedSearch, to writer: inout JSONWriter) {
        writer.member("id", Int(search.id))
        write(search.provenance, savedAt: search.savedAt, to: &writer)
        writer.member("parameters", search.parameters)
        writer.member("documents", search.documentCount)
    }

    private static func write(_ provenance: Provenance, savedAt: Date, to writer: inout JSONWriter) {
        writer.member("retrieved", provenance.retrievedAt?.formatted(.iso8601))
        writer.member("saved", savedAt.formatted(.iso8601))
        if let days = provenance.days(now: Clock.now) {
            writer.member("ageDays", days)
        } else {
            writer.key("ageDays")
            writer.null()
        }
        writer.member("origin", provenance.origin.rawValue)
        writer.member("provider", provenance.provider)
        writer.member("odsCode", provenance.providerODSCode)
        writer.member("traceId", provenance.traceID)
        writer.member("file", provenance.fileName)
    }
}
