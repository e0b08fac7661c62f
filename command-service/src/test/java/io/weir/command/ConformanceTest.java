package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.apirules.Conformance;
import io.weir.apirules.Conformance.Report;
import io.weir.apirules.Vocabulary;
import io.weir.embedded.junit.DatabaseExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that are made from the description, good ones and bad ones: each is answered as
 * described, and none makes the service fail. Other seeds: {@code -Dweir.seed=7}.
 */
class ConformanceTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final long SEED = Long.getLong("weir.seed", 20261121);
  private static final int REQUESTS = Integer.getInteger("weir.requests", 5000);

  @TempDir Path directory;

  @Test
  void answersAsDescribedWhateverIsAsked() throws IOException {
    try (ServiceUnderTest service =
        ServiceUnderTest.start(
            DATABASE.freshDatabase().jdbcUrl(),
            "weir.storage.base=" + directory.resolve("storage").toUri(),
            "weir.secrets.key-file=" + keys())) {
      // It needs the default target, so no request can delete that: without it, the description's
      // examples would create no deployment, and some seeds began by deleting it.
      assertThat(service.create("orders", "RUNNING").status()).isEqualTo(201);
      Report report =
          new Conformance(URI.create(service.address()), "command")
              .run(new Vocabulary(), SEED, REQUESTS);

      assertThat(report.faults()).as("%s", report.statuses()).isEmpty();
      // Or it would show nothing: most operations must be meant well enough to be carried out.
      assertThat(report.succeeded()).as("%s", report.statuses()).hasSizeGreaterThan(25);
    }
  }

  private Path keys() throws IOException {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    return Files.writeString(directory.resolve("keys"), "one " + key);
  }
}
