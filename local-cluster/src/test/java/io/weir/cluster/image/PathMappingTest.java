package io.weir.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMappingTest {
  private static final PathMapping MAPPING =
      new PathMapping(
          List.of(
              new PathMapping.Mount("/opt/flink", Path.of("/p/root")),
              new PathMapping.Mount("/opt/flink/conf", Path.of("/p/conf")),
              new PathMapping.Mount("/data", Path.of("/host/data"))));

  @ParameterizedTest
  @CsvSource({
    "/opt/flink/conf/config.yaml, /p/conf/config.yaml",
    "/opt/flink/lib, /p/root/lib",
    "file:///data/x, file:///host/data/x",
    "local:///opt/flink/usrlib/a.jar, local:///p/root/usrlib/a.jar",
    "--dir=/data, --dir=/host/data",
    "a:/data:/opt/flink/conf, a:/host/data:/p/conf",
    "'x, /data', 'x, /host/data'",
    "/database, /database",
    "/data-2, /data-2",
    "/my/data, /my/data",
    "s3://bucket/data, s3://bucket/data",
    "/opt/flinker, /opt/flinker"
  })
  void replacesAMountedPathWhereItStandsAsAWhole(String text, String expected) {
    assertThat(MAPPING.rewrite(text)).isEqualTo(expected);
  }

  @Test
  void resolvesByTheDeepestMount() {
    assertThat(MAPPING.resolve("/opt/flink/conf")).isEqualTo(Path.of("/p/conf"));
    assertThat(MAPPING.resolve("/opt/flink/conf/a/b")).isEqualTo(Path.of("/p/conf/a/b"));
    assertThat(MAPPING.resolve("/tmp/x")).isEqualTo(Path.of("/tmp/x"));
  }
}
