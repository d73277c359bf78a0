/// A hash table from short byte texts (`Type/id`, fullUrl) to numbers, filled and asked without making a `String`:
/// a record holds thousands of references and each is looked up when the record is opened.
struct ByteKeyTable: Sendable {
    private var slots: [Slot]
    private var keys: [UInt8] = []
    private(set) var count = 0

    private struct Slot: Sendable {
        var hash: UInt64 = 0
        var keyStart: UInt32 = 0
        var keyLength: UInt32 = 0
        /// Minus one marks an empty slot.
        var value: Int32 = -1
    }

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        keys.reserveCapacity(capacity * 48)
    }

    /// Keeps the first value of a key. Returns the value that was there already, if any.
    mutating func insert(_ key: [UInt8], value: Int) -> Int? {
        if count * 2 >= slots.count { grow() }
        let hash = Self.hash(key[...])
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index].value >= 0 {
            if slots[index].hash == hash, matches(slots[index], key[...]) { return Int(slots[index].value) }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(
            hash: hash, keyStart: UInt32(keys.count), keyLength: UInt32(key.count), value: Int32(value))
        keys.append(contentsOf: key)
        count += 1
        return nil
    }

    func value(of key: ArraySlice<UInt8>) -> Int? {
        let hash = Self.hash(key)
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index].value >= 0 {
            if slots[index].hash == hash, matches(slots[index], key) { return Int(slots[index].value) }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    func value(of key: String) -> Int? { value(of: Array(key.utf8)[...]) }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.value >= 0 {
            var index = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
            while slots[index].value >= 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }

    private func matches(_ slot: Slot, _ key: ArraySlice<UInt8>) -> Bool {
        guard Int(slot.keyLength) == key.count else { return false }
        let stored = keys.span.extracting(Int(slot.keyStart)..<Int(slot.keyStart) + key.count)
        let asked = key.span
        for index in stored.indices where stored[index] != asked[index] { return false }
        return true
    }

    /// Multiply and fold, eight bytes at a time (FNV-1a for the rest). The table is not exposed to a network peer that could choose colliding ids at will and
    /// gain more than a slow look at its own file.
    private static func hash(_ key: ArraySlice<UInt8>) -> UInt64 {
        let bytes = key.span
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var index = 0
        while index &+ 8 <= bytes.count {
            hash =
                (hash ^ bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
                &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index &+= 8
        }
        while index < bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
            index &+= 1
        }
        return hash ^ (hash >> 29)
    }
}
