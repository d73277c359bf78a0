#pragma once
#include <stddef.h>
#include <stdint.h>

// A door to zlib, whose stream structure and macros Swift does not import. Whole texts only.

/// Bytes that `count` bytes can take at most when packed.
size_t czlib_bound(size_t count);

/// Packs as gzip; the number of bytes written, 0 when it fails.
size_t czlib_pack(const uint8_t *bytes, size_t count, uint8_t *packed, size_t capacity);

/// Unpacks gzip; the number of bytes written, never more than `capacity`, or -1 when the text is damaged or cut short.
/// A result equal to `capacity` may be only the beginning.
ptrdiff_t czlib_unpack(const uint8_t *bytes, size_t count, uint8_t *unpacked, size_t capacity);
