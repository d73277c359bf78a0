import GPConnect

/// A request that passed the checks of the transport: step 1 of the order of checks
/// (docs/spec/README.md question Q14, docs/spec/fetch.md section 10).
struct AdmittedRequest: Sendable {
    let target: RequestTarget
    let route: Route
    let headers: SpineHeaders
    let requester: Requester
}

/// What is known of a request when it is refused: enough for the audit trail.
struct RequestTrace: Sendable {
    var route: Route?
    var headers: SpineHeaders?
    var requester: Requester?
}

struct RequestAdmission: Sendable {
    let configuration: ProviderConfiguration
    /// Seconds since 1970 UTC.
    let now: Int

    func admit(
        _ request: ProviderRequestValue, trace: inout RequestTrace
    ) throws(ProviderFault) -> AdmittedRequest {
        guard let target = RequestTarget(request.target) else {
            throw .badRequest("The address has a broken percent-encoding")
        }
        let route = try Route(target, method: request.method)
        trace.route = route
        try FormatRules.checkAnswer(request, target)
        let headers = try SpineHeaders(request, route: route, own: configuration.asid)
        trace.headers = headers
        let token = try BearerToken(request)
        let requester = try TokenChecks(token: token, interaction: headers.interaction, now: now).requester()
        trace.requester = requester
        try configuration.checkEnabled(headers.interaction.capability)
        return AdmittedRequest(target: target, route: route, headers: headers, requester: requester)
    }
}
