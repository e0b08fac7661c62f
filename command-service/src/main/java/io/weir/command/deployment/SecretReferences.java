package io.weir.command.deployment;

import java.util.regex.Pattern;

/** References such as {@code ${NAME}} to secrets (app-manager-api.md 6.3). They stay references. */
final class SecretReferences {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[0-9A-Za-z_-]{1,250}}");

  private SecretReferences() {}

  /** The text with a letter in the place of each reference, to judge the rest of it. */
  static String masked(String text) {
    return REFERENCE.matcher(text).replaceAll("x");
  }
}
