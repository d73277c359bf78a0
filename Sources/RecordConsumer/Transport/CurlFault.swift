import CCurl

/// What curl's result codes mean to a person.
enum CurlFault {
    private static let network: [CURLcode: NetworkFault] = [
        CURLE_COULDNT_RESOLVE_HOST: .nameNotResolved,
        CURLE_COULDNT_RESOLVE_PROXY: .nameNotResolved,
        CURLE_COULDNT_CONNECT: .connectionRefused,
        CURLE_PARTIAL_FILE: .cutShort,
        CURLE_GOT_NOTHING: .cutShort,
        CURLE_RECV_ERROR: .cutShort,
        CURLE_SEND_ERROR: .cutShort,
        CURLE_HTTP2_STREAM: .cutShort,
        CURLE_WEIRD_SERVER_REPLY: .notHTTP,
        CURLE_UNSUPPORTED_PROTOCOL: .notHTTP,
        CURLE_BAD_CONTENT_ENCODING: .badEncoding,
        CURLE_WRITE_ERROR: .badEncoding,
    ]

    private static let tls: [CURLcode: TLSFault] = [
        CURLE_PEER_FAILED_VERIFICATION: .notTrusted,
        CURLE_SSL_CONNECT_ERROR: .handshake,
        CURLE_SSL_CERTPROBLEM: .clientCertificateUnusable,
        CURLE_SSL_CACERT_BADFILE: .authorityFileUnusable,
        CURLE_SSL_CIPHER: .handshake,
        CURLE_SSL_ISSUER_ERROR: .notTrusted,
        CURLE_SSL_INVALIDCERTSTATUS: .notTrusted,
        CURLE_SSL_CLIENTCERT: .clientCertificateMissing,
    ]

    static func failure(_ code: CURLcode, of transfer: CurlTransfer) -> FetchFailure {
        let text = String(cString: transfer.errorText)
        let detail = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        let limit = transfer.order.limits.bytes
        if code == CURLE_FILESIZE_EXCEEDED { return FetchFailure(.tooLarge(limit: limit, isDecompressed: false)) }
        if code == CURLE_OPERATION_TIMEDOUT {
            return FetchFailure(.network(hasConnected(transfer) ? .totalTimeout : .connectTimeout), detail: detail)
        }
        if let fault = tls[code] {
            return FetchFailure(.tls(refine(fault, transfer, detail)), detail: detail)
        }
        return FetchFailure(.network(network[code] ?? .other), detail: detail)
    }

    private static func hasConnected(_ transfer: CurlTransfer) -> Bool {
        var connects = 0
        ccurl_get_long(transfer.easy, CURLINFO_NUM_CONNECTS, &connects)
        return connects > 0
    }

    /// Curl has one code for every certificate that fails: libcrypto's own says which way (X509_V_ERR_...).
    private static func refine(_ fault: TLSFault, _ transfer: CurlTransfer, _ detail: String) -> TLSFault {
        var result = 0
        ccurl_get_long(transfer.easy, CURLINFO_SSL_VERIFYRESULT, &result)
        let certificateHasExpired = 10
        // Curl compares the name itself once the chain is good, and leaves the result as it was set at first (1).
        let nothingWithTheChain = [0, 1, 62]
        if fault == .notTrusted {
            return result == certificateHasExpired
                ? .expired : nothingWithTheChain.contains(result) ? .wrongHost : .notTrusted
        }
        let alert = detail.lowercased()
        if fault == .handshake, alert.contains("alert certificate required") { return .clientCertificateMissing }
        if fault == .handshake, alert.contains("alert"), alert.contains("certificate") || alert.contains("unknown ca") {
            return .clientCertificateRefused
        }
        return fault
    }
}
