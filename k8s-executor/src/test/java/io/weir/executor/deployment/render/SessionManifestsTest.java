package io.weir.executor.deployment.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.testing.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class SessionManifestsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final RenderSettings SETTINGS =
      new RenderSettings("weir/artifact-fetcher:0.1.0", "flink");

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("session", Map.of("web.submit.enable", "false")),
        Arguments.of(
            "session-high-availability",
            Map.of(
                "high-availability.type", "kubernetes",
                "high-availability.storageDir", "file:///ha")));
  }

  /**
   * To accept a change: {@code mvn -pl k8s-executor test -Dgolden.update=true}, then look at it.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rendersAsTheGoldenFile(String name, Map<String, String> options) throws IOException {
    SessionIntent session = Sessions.after(options);
    StringBuilder text = new StringBuilder();
    for (Part part : session.parts())
      text.append(
          Serialization.asYaml(
              Serialization.unmarshal(
                  ClusterManifests.part(session, part, "owner-uid", SETTINGS).toString(),
                  Object.class)));
    Path file = GOLDEN.resolve(name + ".yaml");
    if (Boolean.getBoolean("golden.update")) Files.writeString(file, text);
    assertThat(text.toString())
        .as("what is rendered for %s; if the change is meant: -Dgolden.update=true", name)
        .isEqualTo(Files.readString(file));
  }

  @Test
  void theManifestOfItsTaskManagersHasTheSizeThatIsWantedNow() {
    SessionIntent scaled = Sessions.after(Sessions.STARTED, Sessions.scale(5));

    assertThat(
            ClusterManifests.part(scaled, Part.TASK_MANAGERS, "uid", SETTINGS)
                .at("/spec/replicas")
                .asInt())
        .isEqualTo(5);
  }

  @Test
  void optionsWithSecretsAreInItsSecretOnly() {
    SessionIntent session = Sessions.after(Map.of("s3.secret-key", "${KEY}"));
    assertThat(session.parts()).contains(Part.SECRET);

    ObjectNode secret = ClusterSecret.of(session, "uid", Map.of("KEY", "hidden"), Optional.empty());

    assertThat(secret.at("/data/config.yaml").asString()).isNotEmpty();
    for (Part part : session.parts())
      if (part != Part.SECRET)
        assertThat(ClusterManifests.part(session, part, "uid", SETTINGS).toString())
            .doesNotContain("hidden");
  }
}
