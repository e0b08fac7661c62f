package io.weir.command.api;

import java.util.Enumeration;
import java.util.Locale;

/**
 * What a client would rather have (RFC 7240); what is not known here is ignored.
 *
 * @param respondAsync not to wait for the read models
 * @param returnMinimal no resource in the answer to a change of it
 */
record Preferences(boolean respondAsync, boolean returnMinimal) {
  /** Reads the values of {@code Prefer}. */
  static Preferences of(Enumeration<String> values) {
    boolean async = false;
    boolean minimal = false;
    while (values.hasMoreElements())
      for (String preference : values.nextElement().split(",")) {
        // Parameters of a preference follow a semicolon; spaces around = are allowed.
        String name = preference.split(";", 2)[0].replace(" ", "").toLowerCase(Locale.ROOT);
        async |= name.equals("respond-async");
        minimal |= name.equals("return=minimal") || name.equals("return=\"minimal\"");
      }
    return new Preferences(async, minimal);
  }
}
