package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of docs/fields.md: each body asks for the job that lies beside it. To accept a
 * change: {@code -Dgolden.update=true}, then look at it, and at what k8s-executor makes of it.
 */
class FieldsTest {
  private static final Path EXAMPLES = Path.of("../docs/fields");

  @ParameterizedTest
  @ValueSource(strings = {"every-field", "pod-templates", "secrets"})
  void asksForTheJobBesideTheBody(String example) throws IOException {
    Path directory = EXAMPLES.resolve(example);
    String job =
        WireJson.mapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(
                    Bodies.job(Files.readString(directory.resolve("deployment.yaml"))))
            + "\n";
    Path file = directory.resolve("job.json");
    if (Boolean.getBoolean("golden.update")) Files.writeString(file, job);

    assertThat(job).isEqualTo(Files.readString(file));
  }
}
