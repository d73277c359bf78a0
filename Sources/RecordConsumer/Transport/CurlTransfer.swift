import CCurl
import Foundation

/// One transfer on the loop's thread: curl's handle and what has come so far.
final class CurlTransfer {
    let order: TransferOrder
    let easy: UnsafeMutableRawPointer
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    var headerList: UnsafeMutablePointer<curl_slist>?
    private var continuation: CurlLoop.Continuation?
    private var headers: [ProviderRequest.Header] = []
    private var body: [UInt8] = []
    /// The limit that ended the transfer.
    private var exceeded: FetchFailure?
    private var lastProgress: ContinuousClock.Instant?

    /// Nil when curl has no memory.
    init?(order: TransferOrder, continuation: CurlLoop.Continuation) {
        guard let easy = curl_easy_init() else { return nil }
        self.order = order
        self.easy = easy
        self.continuation = continuation
        errorText[0] = 0
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// Takes one header line. A status line begins a new answer: what an interim one (100) brought is dropped.
    func takeHeader(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = []
            return
        }
        guard let colon = line.firstIndex(of: ":"), headers.count < 200 else { return }
        headers.append(
            ProviderRequest.Header(
                name: String(line[..<colon]),
                value: line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Takes decompressed bytes of the body; false ends the transfer.
    func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard body.count + bytes.count <= order.limits.bytes else {
            exceeded = FetchFailure(.tooLarge(limit: order.limits.bytes, isDecompressed: isCompressed))
            return false
        }
        if body.isEmpty { reserve(first: bytes.count) }
        body.append(contentsOf: bytes)
        return true
    }

    /// Takes the count of bytes as received; false ends the transfer.
    func takeProgress(received: Int, expected: Int) -> Bool {
        if received > order.limits.bytes {
            exceeded = FetchFailure(.tooLarge(limit: order.limits.bytes, isDecompressed: false))
            return false
        }
        report(TransferProgress(received: received, expected: expected > 0 ? expected : nil))
        return !order.isCancelled
    }

    /// At most twenty times a second, and never before something came.
    private func report(_ progress: TransferProgress) {
        guard let handler = order.progress, progress.received > 0 else { return }
        let now = ContinuousClock.now
        if progress.received != progress.expected, let lastProgress, now - lastProgress < .milliseconds(50) { return }
        lastProgress = now
        handler(progress)
    }

    private func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

    private var isCompressed: Bool { header("content-encoding") != nil }

    /// The whole body's room at once where its length is stated: growing would hold it twice.
    private func reserve(first: Int) {
        guard !isCompressed, let length = header("content-length").flatMap({ Int($0) }), length > first,
            length <= order.limits.bytes
        else { return }
        body.reserveCapacity(length)
    }

    func finish(_ code: CURLcode) {
        if order.isCancelled { return finish(.failure(FetchFailure(.cancelled))) }
        if let exceeded { return finish(.failure(exceeded)) }
        guard code == CURLE_OK else { return finish(.failure(CurlFault.failure(code, of: self))) }
        var status = 0
        ccurl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        finish(.success(ProviderAnswer(status: status, headers: headers, body: body, receivedAt: Date())))
    }

    /// Answers whoever waits, once.
    func finish(_ answer: CurlLoop.Answer) {
        continuation?.resume(returning: answer)
        continuation = nil
    }
}
