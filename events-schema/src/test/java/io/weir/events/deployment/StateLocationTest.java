package io.weir.events.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two texts for one place must not look like two places, or data is removed under somebody. */
class StateLocationTest {
  @ParameterizedTest
  @CsvSource({
    "file:/a/b,                    file:/a/b",
    "file:///a/b/,                 file:/a/b",
    "FILE:/a//b/.,                 file:/a/b",
    "/a/b,                         file:/a/b",
    "file:///a/x/../b,             file:/a/b",
    "file:/a/b/_metadata,          file:/a/b",
    "file:/../../a/b,              file:/a/b",
    "s3a://bucket/a/b/,            s3://bucket/a/b",
    "s3://bucket/a/b/_metadata,    s3://bucket/a/b",
    "hdfs://nn:8020/a/b,           hdfs://nn:8020/a/b",
    "hdfs:///a/b,                  hdfs:/a/b",
    "file:/a/b c,                  file:/a/b c"
  })
  void onePlaceHasOneSpelling(String written, String canonical) {
    assertThat(StateLocation.canonical(written)).isEqualTo(canonical);
    assertThat(StateLocation.canonical(canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "file:/a/b, file:/a/c",
    "file:/a/b, file:/a/b/c",
    "s3://one/a, s3://two/a",
    "s3://one/a, gs://one/a",
    "s3://Bucket/a, s3://bucket/a"
  })
  void twoPlacesStayTwo(String one, String other) {
    assertThat(StateLocation.canonical(one)).isNotEqualTo(StateLocation.canonical(other));
  }
}
