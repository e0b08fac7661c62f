package io.weir.executor.deployment.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory.
 *
 * @param mebibytes whole mebibytes, at least 1
 */
record Memory(long mebibytes) {
  private static final Pattern AMOUNT =
      Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z]*)\\s*");
  private static final Map<String, BigDecimal> IN_MEBIBYTES =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE.divide(BigDecimal.valueOf(1024 * 1024))),
          Map.entry("b", BigDecimal.ONE.divide(BigDecimal.valueOf(1024 * 1024))),
          Map.entry("k", new BigDecimal("0.0009765625")),
          Map.entry("kb", new BigDecimal("0.0009765625")),
          Map.entry("ki", new BigDecimal("0.0009765625")),
          Map.entry("m", BigDecimal.ONE),
          Map.entry("mb", BigDecimal.ONE),
          Map.entry("mi", BigDecimal.ONE),
          Map.entry("g", BigDecimal.valueOf(1024)),
          Map.entry("gb", BigDecimal.valueOf(1024)),
          Map.entry("gi", BigDecimal.valueOf(1024)),
          Map.entry("t", BigDecimal.valueOf(1024 * 1024)),
          Map.entry("tb", BigDecimal.valueOf(1024 * 1024)),
          Map.entry("ti", BigDecimal.valueOf(1024 * 1024)));

  /**
   * Reads {@code 1g}, {@code 1.5G}, {@code 2048m} and the like; the units are powers of 1024.
   *
   * @throws UnrenderableException when it is no such amount
   */
  static Memory parse(String text) {
    Matcher amount = AMOUNT.matcher(text);
    BigDecimal unit =
        amount.matches() ? IN_MEBIBYTES.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
    long value =
        unit == null
            ? 0
            : new BigDecimal(amount.group(1))
                .multiply(unit)
                .setScale(0, RoundingMode.DOWN)
                .longValue();
    if (value < 1)
      throw new UnrenderableException(
          "Expected memory as an amount such as 1g, 1.5G or 2048m, but got '" + text + "'");
    return new Memory(value);
  }

  /** As Kubernetes writes it. */
  String quantity() {
    return mebibytes % 1024 == 0 ? mebibytes / 1024 + "Gi" : mebibytes + "Mi";
  }

  /** As Flink writes it. */
  String flink() {
    return mebibytes + "m";
  }
}
