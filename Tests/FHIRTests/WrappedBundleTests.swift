import Testing

@testable import FHIR

@Suite("A Bundle inside one other resource is read")
struct WrappedBundleTests {
    private static let inner =
        #"{"resourceType":"Bundle","id":"b","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p"}}]}"#

    @Test(
        "in Parameters, in a Bundle of one entry; two Bundles stay where they are",
        arguments: [
            (inner, "b", 1, false),
            (#"{"resourceType":"Parameters","parameter":[{"name":"return","resource":\#(inner)}]}"#, "b", 1, true),
            (#"{"resourceType":"Bundle","entry":[{"resource":\#(inner)}]}"#, "b", 1, true),
            (
                #"{"resourceType":"Bundle","id":"o","entry":[{"resource":\#(inner)},{"resource":\#(inner)}]}"#, "o", 2,
                false
            ),
            (#"{"resourceType":"Bundle","id":"o","entry":[]}"#, "o", 0, false),
        ])
    func wrapped(text: String, id: String, resources: Int, isWrapped: Bool) throws {
        let bundle = try Bundle(bytes: Array(text.utf8))
        #expect(bundle.id == id)
        #expect(bundle.resources.count == resources)
        #expect(bundle.isWrapped == isWrapped)
    }

    @Test("a request stays a request")
    func request() throws {
        let text = #"{"resourceType":"Parameters","parameter":[{"name":"includeAllergies"}]}"#
        #expect(try Bundle(bytes: Array(text.utf8)).kind == .single(.parameters))
    }
}
