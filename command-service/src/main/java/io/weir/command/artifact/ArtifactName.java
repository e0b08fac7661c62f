package io.weir.command.artifact;

import java.util.regex.Pattern;

/**
 * The name of an artifact: one segment of a path and of a URI that reads the same with and without
 * decoding, so that it can lead nowhere else and means one file on every storage.
 *
 * @param text 1 to 200 of {@code A-Z a-z 0-9 . _ + -}, the first a letter or digit
 */
public record ArtifactName(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}");

  /**
   * @throws RefusedArtifactException when the text is no such name
   */
  public ArtifactName {
    if (!fits(text))
      throw new RefusedArtifactException(
          RefusedArtifactException.Code.INVALID_FILENAME,
          "Expected a file name of 1 to 200 letters, digits and . _ + - that begins with a letter or"
              + " digit, but it is '"
              + printable(text)
              + "'. Rename the file, and send its name without a directory");
  }

  /** Whether the text is such a name. */
  static boolean fits(String text) {
    return FORM.matcher(text).matches();
  }

  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 80 ? line.substring(0, 80) + "…" : line;
  }
}
