package io.weir.command.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text in an HTTP header that goes on into headers of events, logs and terminals: it must be one
 * line that shows itself as what it is.
 */
final class HeaderText {
  private HeaderText() {}

  /**
   * The text that the client meant. The server reads headers as ISO 8859-1, one character a byte;
   * clients send UTF-8.
   */
  static String decode(String header) {
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException latin) {
      return header;
    }
  }

  /**
   * Whether it has characters that control instead of show: of ASCII, of ISO 8859-1, line and
   * paragraph separators, and those that turn the direction of text around.
   */
  static boolean hasControls(String text) {
    return text.codePoints().anyMatch(HeaderText::controls);
  }

  private static boolean controls(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default ->
          character == 0x061c
              || character == 0x200e
              || character == 0x200f
              || (character >= 0x202a && character <= 0x202e)
              || (character >= 0x2066 && character <= 0x2069);
    };
  }
}
