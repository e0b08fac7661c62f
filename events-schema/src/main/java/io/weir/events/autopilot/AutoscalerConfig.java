package io.weir.events.autopilot;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Within which bounds a deployment's parallelism may change.
 *
 * @param cooldownMinutes between two changes, minutes, at least 0
 * @param minParallelism at least 1
 * @param maxParallelism at least {@code minParallelism}
 * @param targetUtilization the share of time in which tasks work, above 0, at most 1
 * @param extraConfig further options by key
 */
public record AutoscalerConfig(
    Optional<Integer> cooldownMinutes,
    Optional<Integer> minParallelism,
    Optional<Integer> maxParallelism,
    Optional<BigDecimal> targetUtilization,
    Map<String, String> extraConfig) {
  public AutoscalerConfig {
    // 0.8 and 0.80 are the same wish and must be equal.
    targetUtilization =
        targetUtilization.map(BigDecimal::stripTrailingZeros).map(AutoscalerConfig::plain);
    extraConfig = Map.copyOf(extraConfig);
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
