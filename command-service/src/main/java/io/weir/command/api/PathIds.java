package io.weir.command.api;

import io.weir.appmanager.RefusedBodyException;
import java.util.List;
import java.util.UUID;

/** Ids in paths. */
final class PathIds {
  private static final String FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private PathIds() {}

  /**
   * The id.
   *
   * @param where the path, for the message
   * @param source where ids are to be found
   * @throws RefusedBodyException when the text is no UUID
   */
  static UUID uuid(String text, String where, String source) {
    if (!text.matches(FORM))
      throw new RefusedBodyException(
          RefusedBodyException.Code.INVALID_FIELD,
          "Expected a UUID in " + where + ", as " + source + " shows it, but got '" + text + "'",
          List.of());
    return UUID.fromString(text);
  }
}
