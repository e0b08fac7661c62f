package io.weir.executor.deployment.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.events.deployment.JobRequested;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of docs/fields.md: the manifests of each job that command-service asks for. To
 * accept a change: {@code -Dgolden.update=true}, then look at it.
 */
class FieldsTest {
  private static final Path EXAMPLES = Path.of("../docs/fields");
  private static final RenderSettings SETTINGS =
      new RenderSettings("weir/artifact-fetcher:0.1.0", "flink");
  private static final Map<String, String> SECRETS =
      Map.of("S3_KEY", "key", "REPO_USER", "ada", "REPO_PASSWORD", "secret");
  private static final KeyStoreFile KEYS = new KeyStoreFile(new byte[] {1}, "password");

  @ParameterizedTest
  @ValueSource(strings = {"every-field", "pod-templates", "secrets"})
  void rendersTheManifestsBesideTheJob(String example) throws IOException {
    Path directory = EXAMPLES.resolve(example);
    JobIntent job = intent(Files.readString(directory.resolve("job.json")));
    StringBuilder text = new StringBuilder();
    for (Part part : job.parts())
      text.append(
          Serialization.asYaml(
              Serialization.unmarshal(manifest(job, part).toString(), Object.class)));
    Path file = directory.resolve("manifests.yaml");
    if (Boolean.getBoolean("golden.update")) Files.writeString(file, text);

    assertThat(text).hasToString(Files.readString(file));
  }

  private static ObjectNode manifest(JobIntent job, Part part) {
    return part == Part.SECRET
        ? ClusterSecret.of(job, "owner-uid", SECRETS, Optional.of(KEYS))
        : ClusterManifests.part(job, part, "owner-uid", SETTINGS, Set.of("FILTER"));
  }

  private static JobIntent intent(String json) {
    JobRequested request = WireJson.mapper().readValue(json, JobRequested.class);
    return Desired.empty(request.deploymentId())
        .evolve(LogTopics.metadata(request.deploymentId(), 0), request)
        .current()
        .orElseThrow();
  }
}
