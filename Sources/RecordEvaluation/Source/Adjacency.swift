/// For each resource a short list of others, kept in two flat arrays: an evaluation walks thousands of links.
struct Adjacency: Sendable {
    private let starts: [Int32]
    private let values: [Int32]

    /// Keeps the order of the pairs of one source and drops repetitions.
    init(count: Int, pairs: [(source: Int, target: Int)]) {
        var lists = [Int: [Int32]]()
        for pair in pairs where lists[pair.source]?.contains(Int32(pair.target)) != true {
            lists[pair.source, default: []].append(Int32(pair.target))
        }
        var starts: [Int32] = []
        var values: [Int32] = []
        starts.reserveCapacity(count + 1)
        for source in 0..<count {
            starts.append(Int32(values.count))
            if let targets = lists[source] { values.append(contentsOf: targets) }
        }
        starts.append(Int32(values.count))
        self.starts = starts
        self.values = values
    }

    subscript(source: Int) -> ArraySlice<Int32> { values[Int(starts[source])..<Int(starts[source + 1])] }

    func isEmpty(_ source: Int) -> Bool { starts[source] == starts[source + 1] }
}
