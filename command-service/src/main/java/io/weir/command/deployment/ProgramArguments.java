package io.weir.command.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits one line into arguments as a POSIX shell would, without expanding anything. */
final class ProgramArguments {
  private ProgramArguments() {}

  /**
   * Blanks separate; single quotes keep everything, double quotes everything but {@code \"} and
   * {@code \\}; a backslash outside keeps the next character.
   *
   * @return empty when a quote is not closed
   */
  static Optional<List<String>> split(String line) {
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
    if (quote != 0) return Optional.empty();
    if (word != null) arguments.add(word.toString());
    return Optional.of(arguments);
  }
}
