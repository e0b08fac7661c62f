package io.weir.command.store;

/**
 * The answer to a request, kept under its Idempotency-Key.
 *
 * @param key the key
 * @param fingerprint the same for the same request
 * @param answer JSON
 */
public record KeptAnswer(String key, byte[] fingerprint, byte[] answer) {}
