package io.weir.appmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BodyWriterTest {
  /** One of each kind of field that resources have. */
  record Anything(
      Optional<String> absent,
      Optional<Integer> there,
      List<BigDecimal> numbers,
      Instant at,
      Map<String, String> labels,
      UUID id,
      BodySyntax choice,
      boolean flag) {}

  /**
   * Some are answered as they are, others as the tree that was kept: a client sees no difference.
   */
  @ParameterizedTest
  @EnumSource
  void writesARecordAsItWritesItsTree(BodySyntax syntax) {
    Anything value =
        new Anything(
            Optional.empty(),
            Optional.of(7),
            List.of(new BigDecimal("1.10"), new BigDecimal("0.5"), new BigDecimal("1E+3")),
            Instant.parse("2026-11-21T10:00:00.000100Z"),
            Map.of("team", "größer \"x\""),
            new UUID(1, 2),
            BodySyntax.YAML,
            true);

    assertThat(BodyWriter.write(value, syntax))
        .isEqualTo(BodyWriter.write(ResourceJson.mapper().valueToTree(value), syntax));
  }
}
