package io.weir.cluster.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts with a suffix, such as {@code 1500m}, {@code 2Gi} or {@code 1e3}, in the canonical form
 * of the Kubernetes API reference.
 */
public final class Quantities {
  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]{1,3}))?");

  private static final String DECIMAL = "numkMGTPE";
  private static final String[] DECIMAL_SUFFIXES = {
    "n", "u", "m", "", "k", "M", "G", "T", "P", "E"
  };
  private static final String[] BINARY_SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final int NANO = 9;

  private Quantities() {}

  /** The amount; empty if the text is no quantity. */
  public static Optional<BigDecimal> amount(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(form.group(1));
    if (form.group(3) != null) {
      return Optional.of(
          number.scaleByPowerOfTen(Integer.parseInt(form.group(3).replace("+", ""))));
    }
    String suffix = form.group(2) == null ? "" : form.group(2);
    if (suffix.endsWith("i")) {
      return Optional.of(
          number.multiply(new BigDecimal(KIBI.pow("KMGTPE".indexOf(suffix.charAt(0)) + 1))));
    }
    return Optional.of(number.scaleByPowerOfTen(suffix.isEmpty() ? 0 : exponent(suffix.charAt(0))));
  }

  private static int exponent(char suffix) {
    int index = DECIMAL.indexOf(suffix);
    return index < 3 ? (index - 3) * 3 : (index - 2) * 3;
  }

  /**
   * The form in which the server shows an amount: a whole number with the largest fitting suffix;
   * empty if the text is no quantity.
   */
  public static Optional<String> canonical(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    BigDecimal amount = amount(text).orElseThrow();
    boolean binary = form.group(2) != null && form.group(2).endsWith("i");
    if (form.group(3) != null) {
      return Optional.of(scientific(amount));
    }
    return Optional.of(
        binary
                && amount.stripTrailingZeros().scale() <= 0
                && amount.abs().compareTo(new BigDecimal(KIBI)) >= 0
            ? binary(amount)
            : decimal(amount));
  }

  private static String binary(BigDecimal amount) {
    BigInteger whole = amount.toBigIntegerExact();
    int power = 0;
    while (power < BINARY_SUFFIXES.length - 1
        && whole.signum() != 0
        && whole.mod(KIBI).signum() == 0) {
      whole = whole.divide(KIBI);
      power++;
    }
    return whole + BINARY_SUFFIXES[power];
  }

  private static String decimal(BigDecimal amount) {
    BigInteger nanos = nanos(amount);
    BigInteger thousand = BigInteger.valueOf(1000);
    int step = 0;
    while (step < DECIMAL_SUFFIXES.length - 1
        && nanos.signum() != 0
        && nanos.mod(thousand).signum() == 0) {
      nanos = nanos.divide(thousand);
      step++;
    }
    return nanos.signum() == 0 ? "0" : nanos + DECIMAL_SUFFIXES[step];
  }

  private static String scientific(BigDecimal amount) {
    BigInteger nanos = nanos(amount);
    BigInteger thousand = BigInteger.valueOf(1000);
    int exponent = -NANO;
    while (nanos.signum() != 0 && nanos.mod(thousand).signum() == 0) {
      nanos = nanos.divide(thousand);
      exponent += 3;
    }
    return nanos.signum() == 0 ? "0" : exponent == 0 ? nanos.toString() : nanos + "e" + exponent;
  }

  /** Smaller parts are rounded up, as the reference says. */
  private static BigInteger nanos(BigDecimal amount) {
    return amount.scaleByPowerOfTen(NANO).setScale(0, RoundingMode.UP).toBigInteger();
  }
}
