package io.weir.command.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a value is sealed for: moved to another name or version, it does not open.
 *
 * @param namespace the secret value's namespace
 * @param name its name
 * @param version the version of the value
 */
public record SealedName(String namespace, String name, long version) {
  /** Each part with its length, so that no two names are the same bytes. */
  byte[] authenticated() {
    byte[] namespaceBytes = namespace.getBytes(StandardCharsets.UTF_8);
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Integer.BYTES + namespaceBytes.length + nameBytes.length + 8)
        .putInt(namespaceBytes.length)
        .put(namespaceBytes)
        .putInt(nameBytes.length)
        .put(nameBytes)
        .putLong(version)
        .array();
  }
}
