#include "CCrypto.h"

#include <openssl/evp.h>

bool ccrypto_sha256(const uint8_t *bytes, size_t count, uint8_t digest[CCRYPTO_SHA256_LENGTH]) {
    return EVP_Digest(bytes, count, digest, NULL, EVP_sha256(), NULL) == 1;
}
