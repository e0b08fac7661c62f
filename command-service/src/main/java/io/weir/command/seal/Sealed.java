package io.weir.command.seal;

/**
 * A sealed secret, safe to store.
 *
 * @param keyId the master key that opens it
 * @param nonce 12 bytes, never used twice with a key
 * @param ciphertext with its tag
 */
public record Sealed(String keyId, byte[] nonce, byte[] ciphertext) {}
