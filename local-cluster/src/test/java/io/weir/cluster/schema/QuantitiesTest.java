package io.weir.cluster.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0, 0",
    "1000m, 1",
    "1500m, 1500m",
    "0.5, 500m",
    "1.5Gi, 1536Mi",
    "1024Mi, 1Gi",
    "1Gi, 1Gi",
    "512, 512",
    "2000, 2k",
    "1000000, 1M",
    "0.1Gi, 107374182400m",
    "1e3, 1e3",
    "12e6, 12e6",
    "-1500m, -1500m",
    "1Ki, 1Ki",
    "100n, 100n",
    ".5, 500m",
    "5., 5"
  })
  void theCanonicalFormIsAWholeNumberWithTheLargestSuffix(String given, String canonical) {
    assertThat(Quantities.canonical(given)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "1 Gi", "1gb", "Gi", "1.2.3", "--1", "1mm"})
  void otherTextIsNoQuantity(String text) {
    assertThat(Quantities.canonical(text)).isEmpty();
    assertThat(Quantities.amount(text)).isEmpty();
  }

  @Test
  void amountsCompareAcrossSuffixes() {
    assertThat(Quantities.amount("1Gi").orElseThrow())
        .isGreaterThan(Quantities.amount("1G").orElseThrow());
    assertThat(Quantities.amount("250m").orElseThrow())
        .isEqualByComparingTo(new BigDecimal("0.25"));
    assertThat(Quantities.amount("1E").orElseThrow()).isEqualByComparingTo(new BigDecimal("1e18"));
  }
}
