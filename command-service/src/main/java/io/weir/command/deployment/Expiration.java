package io.weir.command.deployment;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time in a spec, such as {@code spec.jobFailureExpirationTime}: {@code 1h}, {@code 30
 * min}, {@code PT1H}; at most {@value #LONGEST_DAYS} days, so that every moment it leads to is one.
 */
final class Expiration {
  static final long LONGEST_DAYS = 36_500;

  private static final Duration LONGEST = Duration.ofDays(LONGEST_DAYS);
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,9})\\s*(ms|s|sec|m|min|h|d)", Pattern.CASE_INSENSITIVE);

  private Expiration() {}

  static Optional<Duration> of(DeploymentState state) {
    return state.wish().spec().jobFailureExpirationTime().flatMap(Expiration::parse);
  }

  /** Empty when the text is no duration, or too long a one. */
  static Optional<Duration> parse(String text) {
    return unbounded(text).filter(length -> length.compareTo(LONGEST) <= 0);
  }

  private static Optional<Duration> unbounded(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (amount.matches()) {
      long number = Long.parseLong(amount.group(1));
      return Optional.of(
          switch (amount.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(number);
            case "s", "sec" -> Duration.ofSeconds(number);
            case "m", "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          });
    }
    try {
      return Optional.of(Duration.parse(text.strip())).filter(d -> !d.isNegative());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
