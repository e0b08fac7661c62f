package io.weir.command.deployment;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code spec.jobFailureExpirationTime} as a duration: {@code 1h}, {@code 30 min}, {@code PT1H}.
 */
final class Expiration {
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,9})\\s*(ms|s|sec|m|min|h|d)", Pattern.CASE_INSENSITIVE);

  private Expiration() {}

  static Optional<Duration> of(DeploymentState state) {
    return state.wish().spec().jobFailureExpirationTime().flatMap(Expiration::parse);
  }

  /** Empty when the text is no duration. */
  static Optional<Duration> parse(String text) {
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
