package io.weir.executor.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.FinalStatus;
import io.weir.executor.deployment.decide.JobResult;
import io.weir.executor.deployment.decide.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that Flink 2.3 writes; ExecutorEndToEndTest reads those of a real one. */
class FileJobResultsTest {
  private static final UUID JOB = UUID.fromString("0193a000-0000-7000-8000-0000000000aa");
  private static final String HEX = "0193a0000000700080000000000000aa";

  @TempDir Path directory;
  private final JobResults results = new FileJobResults();

  @Test
  void readsHowTheJobEnded() throws IOException {
    write(HEX + ".json", "SUCCEEDED");
    assertThat(look())
        .isEqualTo(Seen.present(new JobResult(FinalStatus.FINISHED, Optional.empty())));
    write(HEX + ".json", "CANCELED");
    assertThat(look())
        .isEqualTo(Seen.present(new JobResult(FinalStatus.CANCELED, Optional.empty())));
    write(HEX + ".json", "FAILED\",\"failure-cause\":{\"stack-trace\":\"x.Boom\"},\"a\":\"b");
    assertThat(look())
        .isEqualTo(Seen.present(new JobResult(FinalStatus.FAILED, Optional.of("x.Boom"))));
    write(HEX + ".json", "SOMETHING_NEW");
    assertThat(look())
        .isEqualTo(Seen.present(new JobResult(FinalStatus.UNKNOWN, Optional.empty())));
  }

  @Test
  void takesNothingForAResultThatIsNone() throws IOException {
    assertThat(look()).isEqualTo(Seen.absent());
    write(HEX + "_DIRTY.json", "SUCCEEDED");
    write("another.json", "SUCCEEDED");
    assertThat(look()).as("Flink has not done with it").isEqualTo(Seen.absent());
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    assertThat(results.of("s3://bucket/ha", JOB)).isInstanceOf(Seen.Unknown.class);
    write(HEX + ".json", "SUCCEEDED");
    Files.writeString(store().resolve(HEX + ".json"), "{\"result\":");
    assertThat(look()).isInstanceOf(Seen.Unknown.class);
  }

  private Seen<JobResult> look() {
    return results.of(directory.toUri().toString(), JOB);
  }

  private void write(String name, String status) throws IOException {
    Files.createDirectories(store());
    Files.writeString(
        store().resolve(name),
        "{\"result\":{\"id\":\"%s\",\"application-status\":\"%s\"},\"version\":1}"
            .formatted(HEX, status));
  }

  private Path store() {
    return directory.resolve("job-result-store/default");
  }
}
