import GPConnect

/// Width and height of an image, read from its header; nothing of the image is decoded.
package struct PixelSize: Hashable, Sendable {
    package let width: Int
    package let height: Int

    /// Nil when the header does not say.
    static func of(_ bytes: [UInt8], _ type: DocumentType) -> PixelSize? {
        let reader = HeaderReader(bytes: bytes)
        return readers[type].flatMap { $0(reader) }.flatMap { $0.width > 0 && $0.height > 0 ? $0 : nil }
    }

    private static let readers: [DocumentType: @Sendable (HeaderReader) -> PixelSize?] = [
        .gif: { $0.size(little: 6, 8) },
        .png: { $0.size(big32: 16, 20) },
        .bmp: { $0.size(little32: 18, 22) },
        .jpeg: { $0.jpegSize() },
    ]
}

/// Numbers at places of a header, nil beyond its end.
private struct HeaderReader: Sendable {
    let bytes: [UInt8]

    private func number(_ offset: Int, _ count: Int, isBig: Bool) -> Int? {
        guard offset >= 0, offset + count <= bytes.count else { return nil }
        let part = bytes[offset..<offset + count]
        return (isBig ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }

    func size(little width: Int, _ height: Int) -> PixelSize? {
        guard let width = number(width, 2, isBig: false), let height = number(height, 2, isBig: false) else {
            return nil
        }
        return PixelSize(width: width, height: height)
    }

    func size(little32 width: Int, _ height: Int) -> PixelSize? {
        guard let width = number(width, 4, isBig: false), let height = number(height, 4, isBig: false) else {
            return nil
        }
        return PixelSize(width: width, height: height)
    }

    func size(big32 width: Int, _ height: Int) -> PixelSize? {
        guard let width = number(width, 4, isBig: true), let height = number(height, 4, isBig: true) else { return nil }
        return PixelSize(width: width, height: height)
    }

    /// Walks the segments to the frame header (SOF0 to SOF15 but for the three that are none).
    func jpegSize() -> PixelSize? {
        var offset = 2
        while let marker = number(offset, 2, isBig: true), marker >> 8 == 0xFF,
            let length = number(offset + 2, 2, isBig: true), length >= 2
        {
            let kind = marker & 0xFF
            if (0xC0...0xCF).contains(kind), ![0xC4, 0xC8, 0xCC].contains(kind) {
                guard let height = number(offset + 5, 2, isBig: true), let width = number(offset + 7, 2, isBig: true)
                else { return nil }
                return PixelSize(width: width, height: height)
            }
            offset += 2 + length
        }
        return nil
    }
}
