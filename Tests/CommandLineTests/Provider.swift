import FHIR
import Foundation
import NetworkTestSupport

/// A practice system that answers every request with what a test gives it.
enum Provider {
    static func record(number: String = "9000000033", note: String = "Penicillin", trace: String = "t") -> String {
        """
        {"resourceType":"Bundle","id":"\(trace)","type":"collection","entry":[
        {"resource":{"resourceType":"Patient","id":"p1","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number",
        "value":"\(number)"}],"name":[{"use":"official","family":"Example","given":["Robin"]}],"gender":"female",
        "birthDate":"1960-02-29"}},
        {"resource":{"resourceType":"DocumentReference","id":"dr1","description":"Clinic letter","content":[{"attachment":
        {"contentType":"text/html","url":"https://elsewhere.nhs.uk/docs/Binary/b1","size":14}}]}},
        {"resource":{"resourceType":"DocumentReference","id":"dr2","content":[{"attachment":
        {"title":"Too large to send","size":18551238}}]}},
        {"resource":{"resourceType":"AllergyIntolerance","id":"a1","code":{"text":"\(note)"}}}]}
        """
    }

    static func outcome(_ code: String) -> String {
        """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found","details":{"coding":[{
        "system":"https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1","code":"\(code)"}]}}]}
        """
    }

    /// By the end of the path, before the query.
    static func script(_ answers: [String: (status: Int, body: String)]) -> ScriptedServer.Script {
        { request, connection in
            let path = request.target.split(separator: "?")[0]
            let known = answers.first { path.hasSuffix($0.key) }?.value
            let answer = known ?? (status: 404, body: outcome("NO_RECORD_FOUND"))
            let trace = request.header("Ssp-TraceID") ?? ""
            let body = answer.body.replacingOccurrences(of: "\"id\":\"t\"", with: "\"id\":\"\(trace)\"")
            connection.answer(answer.status, [], Array(body.utf8))
        }
    }
}
