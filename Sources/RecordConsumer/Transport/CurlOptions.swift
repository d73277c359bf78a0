import CCurl
import Glibc

/// The options of one transfer (docs/spec/fetch.md sections 1, 5 and 6).
enum CurlOptions {
    /// The order of preference of docs/spec/fetch.md section 5.
    private static let ciphers = "AESGCM+EECDH:AESGCM+EDH:AES256+EECDH:AES256+EDH"

    static func set(on transfer: CurlTransfer, tls: TLSSettings) throws(FetchFailure) {
        let request = transfer.order.request
        setAddress(request.url, on: transfer.easy)
        try setTLS(tls, on: transfer.easy)
        setLimits(transfer.order.limits, on: transfer.easy)
        setCallbacks(on: transfer)
        setHeaders(of: request, on: transfer)
        if let body = request.body { setBody(body, on: transfer.easy) }
    }

    private static func setAddress(_ url: WebAddress, on easy: UnsafeMutableRawPointer) {
        ccurl_set_text(easy, CURLOPT_URL, url.description)
        // A proxy's path holds `https://`, which curl would otherwise draw together.
        ccurl_set_long(easy, CURLOPT_PATH_AS_IS, 1)
        ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, url.scheme)
        ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        // No HTTP proxy of the environment sees what is meant for this machine.
        if url.isLoopback { ccurl_set_text(easy, CURLOPT_PROXY, "") }
        ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    }

    private static func setTLS(_ tls: TLSSettings, on easy: UnsafeMutableRawPointer) throws(FetchFailure) {
        let version = tls.minimumVersion == .tls13 ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2
        ccurl_set_long(easy, CURLOPT_SSLVERSION, version)
        ccurl_set_text(easy, CURLOPT_SSL_CIPHER_LIST, ciphers)
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
        if let authorities = tls.authorities {
            guard access(authorities, R_OK) == 0 else {
                throw FetchFailure(.tls(.authorityFileUnusable), detail: authorities)
            }
            ccurl_set_text(easy, CURLOPT_CAINFO, authorities)
        }
        for (path, option) in [(tls.certificate, CURLOPT_SSLCERT), (tls.key, CURLOPT_SSLKEY)] {
            guard let path else { continue }
            guard access(path, R_OK) == 0 else { throw FetchFailure(.tls(.clientCertificateUnusable), detail: path) }
            ccurl_set_text(easy, option, path)
        }
        // Set also when empty: libcrypto would ask for it at the terminal.
        ccurl_set_text(easy, CURLOPT_KEYPASSWD, tls.keyPassphrase?.secret ?? "")
    }

    private static func setLimits(_ limits: TransferLimits, on easy: UnsafeMutableRawPointer) {
        ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connectSeconds * 1000))
        ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, Int(limits.totalSeconds * 1000))
        ccurl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bytes))
    }

    private static func setHeaders(of request: ProviderRequest, on transfer: CurlTransfer) {
        var list: UnsafeMutablePointer<curl_slist>?
        for header in request.headers where header.name != "Accept-Encoding" {
            list = curl_slist_append(list, "\(header.name): \(header.value)")
        }
        list = curl_slist_append(list, "Authorization: \(request.authorization.secret)")
        // A body is sent at once, without asking whether it is welcome.
        list = curl_slist_append(list, "Expect:")
        transfer.headerList = list
        ccurl_set_list(transfer.easy, CURLOPT_HTTPHEADER, list)
        // Sends the header and decompresses the answer.
        let encoding = request.headers.first { $0.name == "Accept-Encoding" }?.value
        ccurl_set_text(transfer.easy, CURLOPT_ACCEPT_ENCODING, encoding)
    }

    private static func setBody(_ body: [UInt8], on easy: UnsafeMutableRawPointer) {
        ccurl_set_long(easy, CURLOPT_POST, 1)
        ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        body.withUnsafeBytes { buffer in
            let bytes = buffer.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
            // Copied by curl: the array may move.
            ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, bytes)
        }
    }

    private static func setCallbacks(on transfer: CurlTransfer) {
        ccurl_set_pointer(transfer.easy, CURLOPT_ERRORBUFFER, transfer.errorText)
        // The loop holds the transfer for as long as curl holds its handle.
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        ccurl_set_write(
            transfer.easy,
            { bytes, size, count, context in
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context!).takeUnretainedValue()
                let raw = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return transfer.takeBody(raw.bindMemory(to: UInt8.self)) ? size * count : 0
            }, context)
        ccurl_set_header(
            transfer.easy,
            { bytes, size, count, context in
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context!).takeUnretainedValue()
                transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
                return size * count
            }, context)
        ccurl_set_progress(
            transfer.easy,
            { context, total, received, _, _ in
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context!).takeUnretainedValue()
                return transfer.takeProgress(received: Int(received), expected: Int(total)) ? 0 : 1
            }, context)
    }
}
