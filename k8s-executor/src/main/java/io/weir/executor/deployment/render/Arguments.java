package io.weir.executor.deployment.render;

import java.util.ArrayList;
import java.util.List;

/** Splits one line into arguments as a POSIX shell would, without expanding anything. */
final class Arguments {
  private Arguments() {}

  /**
   * Blanks separate; single quotes keep everything, double quotes everything but {@code \"} and
   * {@code \\}; a backslash outside keeps the next character.
   *
   * @throws UnrenderableException when a quote is not closed
   */
  static List<String> split(String line) {
    List<String> arguments = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) arguments.add(word.toString());
        word = null;
        continue;
      }
      if (word == null) word = new StringBuilder();
      boolean escapes =
          c == '\\'
              && i + 1 < line.length()
              && (quote == 0 || quote == '"' && "\"\\".indexOf(line.charAt(i + 1)) >= 0);
      if (escapes) word.append(line.charAt(++i));
      else if (c == quote) quote = 0;
      else if (quote == 0 && (c == '\'' || c == '"')) quote = c;
      else word.append(c);
    }
    if (quote != 0)
      throw new UnrenderableException(
          "Expected mainArgs to close the quote %c, but it ends before: %s".formatted(quote, line));
    if (word != null) arguments.add(word.toString());
    return arguments;
  }
}
