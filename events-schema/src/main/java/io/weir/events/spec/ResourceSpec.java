package io.weir.events.spec;

import java.math.BigDecimal;

/**
 * The resources of one JobManager or TaskManager.
 *
 * @param cpu cores, at least 0.1
 * @param memory an amount such as {@code 1g}, {@code 1.5G} or {@code 2048m}
 */
public record ResourceSpec(BigDecimal cpu, String memory) {
  public ResourceSpec {
    // 1, 1.0 and 1.00 are the same wish and must be equal.
    BigDecimal stripped = cpu.stripTrailingZeros();
    cpu = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
