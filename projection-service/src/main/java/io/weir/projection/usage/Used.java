package io.weir.projection.usage;

import io.weir.events.spec.ResourceSpec;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What processes have, whether they make use of it or not.
 *
 * @param cpu cores
 * @param memory bytes
 */
public record Used(BigDecimal cpu, BigDecimal memory) {
  static final Used NOTHING = new Used(BigDecimal.ZERO, BigDecimal.ZERO);

  /** As the command service takes it: units are powers of 1024, whatever their case. */
  private static final Pattern MEMORY =
      Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(?:([kKmMgGtT])[iI]?[bB]?|[bB])?\\s*");

  /**
   * What a cluster of this size has.
   *
   * @param resources by {@code jobmanager} and {@code taskmanager}; a job on a session cluster has
   *     none of its own
   * @throws IllegalStateException when an amount of memory is none
   */
  static Used of(Map<String, ResourceSpec> resources, int taskManagers) {
    return one(resources.get("jobmanager"))
        .plus(one(resources.get("taskmanager")).times(taskManagers));
  }

  private static Used one(ResourceSpec process) {
    return process == null ? NOTHING : new Used(process.cpu(), bytes(process.memory()));
  }

  private static BigDecimal bytes(String memory) {
    Matcher amount = MEMORY.matcher(memory);
    if (!amount.matches())
      throw new IllegalStateException(
          "Expected an amount of memory such as 1g, but got '%s'".formatted(memory));
    String unit = amount.group(2) == null ? "" : amount.group(2).toLowerCase(Locale.ROOT);
    int power = unit.isEmpty() ? 0 : "kmgt".indexOf(unit) + 1;
    return new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(1L << 10 * power));
  }

  Used plus(Used other) {
    return new Used(cpu.add(other.cpu), memory.add(other.memory));
  }

  Used times(int factor) {
    BigDecimal by = BigDecimal.valueOf(factor);
    return new Used(cpu.multiply(by), memory.multiply(by));
  }

  boolean isNothing() {
    return cpu.signum() == 0 && memory.signum() == 0;
  }
}
