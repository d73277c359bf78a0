import CCurl
import Foundation
import Glibc
import Synchronization

/// The transport over libcurl: one multi handle, driven by one thread of its own, because curl's handles belong to
/// one thread. `curl_multi_wakeup` is the only call made from others.
package final class CurlTransport: Transport {
    private let loop: CurlLoop

    package init(tls: TLSSettings = TLSSettings()) {
        loop = CurlLoop(tls: tls)
        loop.start()
    }

    deinit { loop.stop() }

    package func send(
        _ request: ProviderRequest, limits: TransferLimits, progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(FetchFailure) -> ProviderAnswer {
        guard request.url.isSecure else { throw FetchFailure(.unusableAddress(request.url.description)) }
        let order = TransferOrder(request: request, limits: limits, progress: progress)
        return try await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.add(order, continuation)
            }
        } onCancel: {
            order.cancel()
            loop.wake()
        }.get()
    }
}

/// A transfer as ordered, with the flag by which any thread calls it off.
final class TransferOrder: Sendable {
    let request: ProviderRequest
    let limits: TransferLimits
    let progress: (@Sendable (TransferProgress) -> Void)?
    private let cancelled = Atomic<Bool>(false)

    init(request: ProviderRequest, limits: TransferLimits, progress: (@Sendable (TransferProgress) -> Void)?) {
        self.request = request
        self.limits = limits
        self.progress = progress
    }

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
    func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// The thread and what other threads hand to it.
final class CurlLoop: Sendable {
    typealias Answer = Result<ProviderAnswer, FetchFailure>
    typealias Continuation = CheckedContinuation<Answer, Never>

    private struct Inbox {
        var orders: [(TransferOrder, Continuation)] = []
        var isStopped = false
    }

    private static let isCurlReady = ccurl_global_init() == CURLE_OK

    private let inbox = Mutex(Inbox())
    private let tls: TLSSettings
    /// The `CURLM`: an address, because a raw pointer is not Sendable. Freed by the thread when it ends.
    private let multiAddress: UInt

    init(tls: TLSSettings) {
        precondition(Self.isCurlReady, "libcurl cannot be initialised")
        guard let multi = curl_multi_init() else { preconditionFailure("libcurl is out of memory") }
        self.tls = tls
        multiAddress = UInt(bitPattern: multi)
    }

    private var multi: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: multiAddress)! }

    func start() {
        Thread.detachNewThread { self.run() }
    }

    func stop() {
        inbox.withLock { inbox in
            guard !inbox.isStopped else { return }
            inbox.isStopped = true
            curl_multi_wakeup(multi)
        }
    }

    func wake() {
        inbox.withLock { inbox in
            if !inbox.isStopped { curl_multi_wakeup(multi) }
        }
    }

    func add(_ order: TransferOrder, _ continuation: Continuation) {
        let isTaken = inbox.withLock { inbox in
            if inbox.isStopped { return false }
            inbox.orders.append((order, continuation))
            curl_multi_wakeup(multi)
            return true
        }
        if !isTaken { continuation.resume(returning: .failure(FetchFailure(.cancelled))) }
    }

    // What follows runs on the thread.

    private func run() {
        Self.blockBrokenPipe()
        var transfers: [UnsafeMutableRawPointer: CurlTransfer] = [:]
        var running: Int32 = 0
        while true {
            let (orders, isStopped) = inbox.withLock { inbox in
                defer { inbox.orders = [] }
                return (inbox.orders, inbox.isStopped)
            }
            for (order, continuation) in orders { begin(order, continuation, &transfers) }
            for transfer in Array(transfers.values) where isStopped || transfer.order.isCancelled {
                // Answer first: letting go of a handle may have to wait for a name server.
                transfer.finish(.failure(FetchFailure(.cancelled)))
                remove(transfer, &transfers)
            }
            if isStopped { break }
            curl_multi_perform(multi, &running)
            collect(&transfers)
            curl_multi_poll(multi, nil, 0, 1000, nil)
        }
        curl_multi_cleanup(multi)
    }

    /// libcrypto writes to sockets that the other side may have closed; without CURLOPT_NOSIGNAL curl would change the
    /// signal's handling for the whole process.
    private static func blockBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func begin(
        _ order: TransferOrder, _ continuation: Continuation,
        _ transfers: inout [UnsafeMutableRawPointer: CurlTransfer]
    ) {
        guard let transfer = CurlTransfer(order: order, continuation: continuation) else {
            continuation.resume(returning: .failure(FetchFailure(.network(.other), detail: "libcurl is out of memory")))
            return
        }
        do throws(FetchFailure) {
            try CurlOptions.set(on: transfer, tls: tls)
        } catch {
            transfer.finish(.failure(error))
            return
        }
        transfers[transfer.easy] = transfer
        curl_multi_add_handle(multi, transfer.easy)
    }

    private func collect(_ transfers: inout [UnsafeMutableRawPointer: CurlTransfer]) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = transfers[easy]
            else { continue }
            // Read before the handle is removed, which frees the message.
            transfer.finish(ccurl_message_result(message))
            remove(transfer, &transfers)
        }
    }

    private func remove(_ transfer: CurlTransfer, _ transfers: inout [UnsafeMutableRawPointer: CurlTransfer]) {
        curl_multi_remove_handle(multi, transfer.easy)
        transfers[transfer.easy] = nil
    }
}
