package io.weir.gateway.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds paths that one parser reads differently from another: the door to a service's private paths
 * past a check of the gateway's.
 */
public final class RequestPath {
  private RequestPath() {}

  /**
   * What is wrong with a path; empty when nothing is.
   *
   * @param rawPath the path as it came, still encoded, without the query
   */
  public static Optional<String> fault(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return Optional.of("it does not begin with '/'");
    }
    byte[] decoded = new byte[rawPath.length()];
    int length = 0;
    for (int i = 0; i < rawPath.length(); i++) {
      char c = rawPath.charAt(i);
      if (c == '%') {
        int octet = octet(rawPath, i);
        if (octet < 0) {
          return Optional.of("'%' is not followed by two hexadecimal digits");
        }
        if (octet == '/' || octet == '\\' || octet == '%' || octet == '.' || octet == ';') {
          return Optional.of("it holds the encoded character '" + (char) octet + "'");
        }
        decoded[length++] = (byte) octet;
        i += 2;
      } else if (c == '\\' || c == ';' || c > 0x7e) {
        return Optional.of("it holds the character '" + c + "', which must be encoded or left out");
      } else {
        decoded[length++] = (byte) c;
      }
    }
    return faultOfDecoded(decoded, length);
  }

  private static Optional<String> faultOfDecoded(byte[] decoded, int length) {
    String path;
    try {
      path =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(decoded, 0, length))
              .toString();
    } catch (CharacterCodingException notUtf8) {
      return Optional.of("its encoded characters are not UTF-8");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("it holds a control character");
    }
    for (String segment : path.substring(1).split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return Optional.of("it holds the segment '" + segment + "'");
      }
    }
    return path.contains("//") ? Optional.of("it holds an empty segment") : Optional.empty();
  }

  private static int octet(String path, int percent) {
    if (percent + 2 >= path.length()) {
      return -1;
    }
    int high = Character.digit(path.charAt(percent + 1), 16);
    int low = Character.digit(path.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
