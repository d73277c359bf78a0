import GPConnect

/// Which documents stand on a page, and the links to the others.
struct DocumentPages {
    let query: DocumentQuery
    let count: Int

    var pageCount: Int { max(1, (count + query.pageSize - 1) / query.pageSize) }

    var range: Range<Int> {
        let start = min((query.page - 1) * query.pageSize, count)
        return start..<min(start + query.pageSize, count)
    }

    /// - Parameter address: the absolute address of the search without its query.
    func links(address: String, query items: [RequestTarget.QueryItem]) -> [(relation: String, url: String)] {
        var links = [(relation: "self", url: url(address, items, page: query.page))]
        if pageCount > 1 {
            links.append(("first", url(address, items, page: 1)))
            if query.page > 1 { links.append(("previous", url(address, items, page: query.page - 1))) }
            if query.page < pageCount { links.append(("next", url(address, items, page: query.page + 1))) }
            links.append(("last", url(address, items, page: pageCount)))
        }
        return links
    }

    private func url(_ address: String, _ items: [RequestTarget.QueryItem], page: Int) -> String {
        var pairs = items.filter { $0.name != DocumentQuery.pageParameter }
        if page > 1 { pairs.append(.init(name: DocumentQuery.pageParameter, value: String(page))) }
        let query = pairs.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
        return query.isEmpty ? address : address + "?" + query.joined(separator: "&")
    }
}
