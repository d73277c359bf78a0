#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A door to OpenSSL's libcrypto, which libcurl brings into the process anyway. Only fixed-width types, so that no
// OpenSSL header is seen from Swift, where its macros and opaque structs do not import.

enum { CCRYPTO_SHA256_LENGTH = 32 };

/// Writes the SHA-256 digest (FIPS 180-4) of `count` bytes to `digest`; false when libcrypto refuses.
bool ccrypto_sha256(const uint8_t *bytes, size_t count, uint8_t digest[CCRYPTO_SHA256_LENGTH]);
