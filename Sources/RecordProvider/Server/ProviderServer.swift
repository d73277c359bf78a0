import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The network's edge: HTTP on the loopback interface in front of a `Provider`, which decides everything.
package struct ProviderServer: Sendable {
    /// Only this machine can reach the provider.
    package static let host = "127.0.0.1"
    /// How long requests under way may take once the provider is told to stop.
    static let stopWithin = Duration.seconds(3)

    private let responder: ProviderResponder
    private let port: Int
    private let onListening: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - port: 0 lets the system choose.
    ///   - audit: records an access before its answer is sent; when it throws, the answer is not given.
    ///   - logger: takes a line a request, without patients' data.
    ///   - onListening: called with the port once connections are taken.
    package init(
        provider: Provider, port: Int, logger: Logger,
        audit: @escaping @Sendable (ProviderAccess) async throws -> Void,
        onListening: @escaping @Sendable (Int) -> Void
    ) {
        responder = ProviderResponder(provider: provider, audit: audit, logger: logger)
        self.port = port
        self.onListening = onListening
    }

    /// Serves until the process is told to stop by INT or TERM, or the task is cancelled. Requests under way are
    /// answered first; a client that does not finish its own is not waited for.
    package func run() async throws {
        var quiet = responder.logger
        // The framework's own lines say nothing that the request lines do not.
        quiet.logLevel = .warning
        let onListening = onListening
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(Self.host, port: port)),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? 0) },
            logger: quiet)
        var lifecycle = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        lifecycle.maximumGracefulShutdownDuration = Self.stopWithin
        do { try await ServiceGroup(configuration: lifecycle).run() } catch let error as IOError {
            throw ListeningFault(words: String(cString: strerror(error.errnoCode)))
        }
    }

    /// The port cannot be listened on: in use, or not allowed.
    package struct ListeningFault: Error, CustomStringConvertible {
        /// The system's own.
        let words: String

        package var description: String { "cannot be listened on: \(words)" }
    }
}

/// Turns a request of the framework into a value, and the provider's answer back.
struct ProviderResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let provider: Provider
    let audit: @Sendable (ProviderAccess) async throws -> Void
    let logger: Logger

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let start = ContinuousClock.now
        let value = await Self.value(of: request)
        let answer = provider.answer(value, now: Int(Date().timeIntervalSince1970))
        let response = await recorded(answer)
        let sent = Self.sent(response, to: value)
        log(answer.access, value, sent, since: start)
        return sent
    }

    /// An access that cannot be recorded must not happen.
    private func recorded(_ answer: ProviderAnswer) async -> ProviderResponseValue {
        do {
            try await audit(answer.access)
            return answer.response
        } catch {
            logger.error("the audit trail cannot be written: \(error)")
            return ProviderFault.internalError("The access could not be recorded").response
        }
    }

    private static func value(of request: Request) async -> ProviderRequestValue {
        var headers = request.headers.map { ProviderRequestValue.Header($0.name.rawName, $0.value) }
        // The authority stands apart from the other fields.
        if let host = request.head.authority { headers.append(ProviderRequestValue.Header("Host", host)) }
        var value = ProviderRequestValue(
            method: request.method.rawValue, target: request.head.path ?? "/", headers: headers)
        do {
            let buffer = try await request.body.collect(upTo: ProviderLimits.requestBytes)
            value.body = Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            value.bodyFault = .bodyTooLarge
        } catch {
            value.bodyFault = .bodyCutOff
        }
        return value
    }

    private static func sent(_ response: ProviderResponseValue, to request: ProviderRequestValue) -> Response {
        var fields = HTTPFields()
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        var body = response.body
        fields.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        if !body.isEmpty, Gzip.isAccepted(request), let packed = Gzip.pack(body) {
            body = packed
            fields.append(HTTPField(name: .contentEncoding, value: "gzip"))
        }
        return Response(
            status: .init(code: response.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// What was asked, by whom and how it ended; no query, no id of the path, no NHS number, no name.
    private func log(
        _ access: ProviderAccess, _ request: ProviderRequestValue, _ response: Response,
        since start: ContinuousClock.Instant
    ) {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        var line = "\(request.method) \(access.operation) \(response.status.code)"
        if let refusal = access.refusal { line += " \(refusal)" }
        line += " \(response.body.contentLength ?? 0) bytes \(milliseconds) ms"
        if let consumer = access.consumer { line += " from \(consumer)" }
        if let trace = access.traceID { line += " trace \(trace)" }
        logger.info("\(line)")
    }
}
