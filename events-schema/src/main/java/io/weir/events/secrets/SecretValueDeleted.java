package io.weir.events.secrets;

import java.util.UUID;

/**
 * A secret value is gone and its value is destroyed.
 *
 * @param secretId the secret value
 */
public record SecretValueDeleted(UUID secretId) implements SecretValueEvent {}
