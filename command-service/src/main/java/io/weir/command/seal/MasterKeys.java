package io.weir.command.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that secret values are sealed with: the first seals, all of them open. To rotate, a new
 * line is put first; the old one may go when a start has sealed everything anew.
 */
public final class MasterKeys {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int KEY_BYTES = 32;

  private final String current;
  private final Map<String, SecretKey> keys;

  private MasterKeys(String current, Map<String, SecretKey> keys) {
    this.current = current;
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a file of lines {@code <key id> <32 bytes in base64>}; empty lines and those that begin
   * with {@code #} do not count.
   *
   * @throws IllegalArgumentException when the file is no such file; the message holds no key
   */
  public static MasterKeys read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "Expected to read the master keys from "
              + file
              + ", but: "
              + unreadable.getClass().getSimpleName(),
          unreadable);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          "Expected master keys in " + file + ", but " + bad.getMessage(), bad);
    }
  }

  /**
   * @throws IllegalArgumentException when a line is none, or there is none
   */
  public static MasterKeys parse(List<String> lines) {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (line.isEmpty() || line.startsWith("#")) continue;
      String[] parts = line.split("\\s+");
      if (parts.length != 2 || !ID.matcher(parts[0]).matches())
        throw bad(number, "is not '<key id> <32 bytes in base64>'");
      if (keys.put(parts[0], key(parts[1], number)) != null)
        throw bad(number, "repeats the key id " + parts[0]);
    }
    if (keys.isEmpty()) throw new IllegalArgumentException("it has no line with a key");
    return new MasterKeys(keys.keySet().iterator().next(), keys);
  }

  private static SecretKey key(String base64, int line) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      // Its message would quote the key.
      throw bad(line, "has a key that is not base64");
    }
    if (bytes.length != KEY_BYTES) throw bad(line, "has a key that is not of 32 bytes");
    return new SecretKeySpec(bytes, "AES");
  }

  private static IllegalArgumentException bad(int line, String what) {
    return new IllegalArgumentException("line " + line + " " + what);
  }

  /** The id of the key that seals. */
  String current() {
    return current;
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }
}
