package io.weir.appmanager;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * Refuses numbers such as {@code 1e999999999}, which are short to send and endless to write out.
 */
final class NumberLimits {
  private NumberLimits() {}

  static void check(JsonNode tree, String pointer) {
    if (tree.isNumber()) {
      BigDecimal number = tree.decimalValue();
      if (!fits(number))
        throw new RefusedBodyException(
            RefusedBodyException.Code.BODY_OUTSIDE_LIMITS,
            "Expected numbers of at most "
                + BodyLimits.NUMBER_DIGITS
                + " digits, but the one at "
                + pointer
                + " has more. Write it as text if it is meant as text");
    }
    if (tree.isObject())
      tree.properties().forEach(p -> check(p.getValue(), pointer + "/" + p.getKey()));
    if (tree.isArray()) for (int i = 0; i < tree.size(); i++) check(tree.get(i), pointer + "/" + i);
  }

  static boolean fits(BigDecimal number) {
    return Math.abs((long) number.scale()) <= BodyLimits.NUMBER_DIGITS
        && number.precision() <= BodyLimits.NUMBER_DIGITS;
  }
}
