package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.spec.Artifact;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest(name = "{0} with {1}, {2}, {3} is {4}")
  @CsvSource({
    "flink:2.3.0,,,, flink:2.3.0",
    "flink:2.3.0, r.io,,, r.io/flink:2.3.0",
    "flink:2.3.0, r.io:5000, data/flink, 2.3-acme, r.io:5000/data/flink:2.3-acme",
    "flink:2.3.0,, data/flink,, data/flink:2.3.0",
    "flink:2.3.0,, r.io/data/flink,, r.io/data/flink:2.3.0",
    "flink:2.3.0,,, DIGEST, flink@DIGEST",
    "flink:2.3.0,,, 2.3@DIGEST, flink:2.3@DIGEST",
    "localhost:5000/flink,,,, localhost:5000/flink",
    "localhost:5000/flink,,, 2.3, localhost:5000/flink:2.3",
    "localhost:5000/flink:1, r.io,,, r.io/flink:1",
    "r.io/a/b@DIGEST,, c,, r.io/c@DIGEST",
    "flink,,, 2.3, flink:2.3"
  })
  void takesWhatAnArtifactOverrides(
      String mapped, String registry, String repository, String tag, String image) {
    Artifact artifact =
        new Artifact(
            Artifact.Kind.JAR,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(registry),
            Optional.ofNullable(repository),
            Optional.ofNullable(tag).map(ImageNameTest::expanded));

    assertThat(ImageName.parse(expanded(mapped)).with(artifact).text()).isEqualTo(expanded(image));
  }

  private static String expanded(String text) {
    return text.replace("DIGEST", DIGEST);
  }
}
