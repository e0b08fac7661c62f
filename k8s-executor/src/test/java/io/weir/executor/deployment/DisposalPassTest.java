package io.weir.executor.deployment;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.SAVEPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.TransitionReport;
import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.Submissions;
import io.weir.executor.deployment.decide.DataView;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.deployment.report.Reporter;
import io.weir.executor.flink.FileHaStorage;
import io.weir.executor.flink.FileRemoval;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.flink.StateRemoval;
import io.weir.executor.program.FetchedPrograms;
import io.weir.executor.secrets.NoSecretValues;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done and told, pass by pass, about data that does not go at once. */
class DisposalPassTest {
  private static final RestFlinkJobs FLINK =
      new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(1));

  @TempDir Path storage;
  private final List<TransitionReport> told = new ArrayList<>();
  private Instant now = NOON;
  private boolean readOnly = true;
  private Path savepoint;
  private Desired desired;

  private final DisposalPass pass =
      new DisposalPass(
          new ReadOnlyForATime(),
          new Actor(
              null,
              FLINK,
              new Submissions(
                  FLINK,
                  new FetchedPrograms(FetchedPrograms.client(), Duration.ofSeconds(1), false),
                  new NoSecretValues(),
                  Runnable::run,
                  () -> now),
              new ReadOnlyForATime(),
              new FileHaStorage(),
              new Reporter(sent -> told.add(sent.report()), "test"),
              new NoSecretValues(),
              new RenderSettings("fetcher", "flink"),
              () -> now),
          Pace.DEFAULT,
          () -> now,
          (wanted, decision) -> {});

  @BeforeEach
  void aRemovalBegan() throws IOException {
    savepoint = Files.createDirectories(storage.resolve("savepoint-aaaa"));
    Files.writeString(savepoint.resolve("_metadata"), "m");
    desired = Desired.empty(DEPLOYMENT);
    fold(
        new SavepointDisposalRequested(
            DEPLOYMENT, SAVEPOINT, "file:" + savepoint, 1, NOON, NOON.plusSeconds(14)));
    fold(new SavepointDisposalStarted(DEPLOYMENT, SAVEPOINT));
  }

  @Test
  void whatPassesBeforeTheDeadlineIsNoFailure() {
    assertThat(pass.pass(desired)).contains(Pace.DEFAULT.settled());
    now = now.plusSeconds(10);
    readOnly = false;
    pass.pass(desired);
    pass.pass(desired);

    assertThat(savepoint).doesNotExist();
    assertThat(told).containsExactly(new SavepointRemoved(DEPLOYMENT, SAVEPOINT, true));
  }

  @Test
  void atTheDeadlineItTellsWhatTheStorageSaidLast() {
    assertThat(pass.pass(desired)).contains(Pace.DEFAULT.settled());
    now = now.plusSeconds(10);
    assertThat(pass.pass(desired)).contains(Duration.ofSeconds(4));
    assertThat(told).isEmpty();
    now = now.plusSeconds(4);
    pass.pass(desired);

    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            SavepointNotRemoved.class,
            report -> {
              assertThat(report.failure().reason()).isEqualTo(FailureReason.DATA_NOT_REMOVED);
              assertThat(report.failure().message())
                  .contains(savepoint.toString(), "Read-only file system");
            });
    assertThat(savepoint.resolve("_metadata")).exists();
  }

  /** A volume whose mount is away, and its place is not. */
  @Test
  void aVolumeThatIsNotMountedKeepsItsSavepointInTheCatalogueUntilItIsMountedAgain()
      throws IOException {
    Path volume = storage.resolve("volume");
    Path data = volume.resolve(SAVEPOINT + "/savepoint-bbbb");
    Files.createDirectories(data);
    Files.writeString(data.resolve("_metadata"), "m");
    Path away = storage.resolve("away");
    Files.move(volume, away);
    Files.createDirectories(volume);
    readOnly = false;
    request(data, 1, now);
    pass.pass(desired);

    SavepointNotRemoved told = (SavepointNotRemoved) this.told.removeLast();
    assertThat(told.failure().reason()).isEqualTo(FailureReason.DATA_NOT_SEEN);
    assertThat(told.failure().message())
        .contains(data.toString(), volume + ", the nearest", "not mounted", "?force=true");
    assertThat(away.resolve(SAVEPOINT + "/savepoint-bbbb/_metadata")).exists();

    now = now.plusSeconds(60);
    Files.delete(volume);
    Files.move(away, volume);
    request(data, 2, now);
    pass.pass(desired);
    assertThat(this.told.removeLast()).isEqualTo(new SavepointRemovalBegan(DEPLOYMENT, SAVEPOINT));
    fold(new SavepointDisposalStarted(DEPLOYMENT, SAVEPOINT));
    pass.pass(desired);
    // It was the only one there, so the place is as empty as if it were not mounted.
    assertThat(volume).isEmptyDirectory();
    pass.pass(desired);
    assertThat(this.told.removeLast()).isEqualTo(new SavepointRemoved(DEPLOYMENT, SAVEPOINT, true));
  }

  private void request(Path data, int attempt, Instant at) {
    fold(
        new SavepointDisposalRequested(
            DEPLOYMENT, SAVEPOINT, "file:" + data, attempt, at, at.plusSeconds(600)));
  }

  private void fold(DeploymentEvent event) {
    desired = desired.evolve(LogTopics.metadata(DEPLOYMENT, desired.sequence() + 1), event);
  }

  /** Files that cannot be removed as long as {@link #readOnly}. */
  private final class ReadOnlyForATime implements StateRemoval {
    private final FileRemoval files = new FileRemoval();

    @Override
    public DataView look(String location) {
      return files.look(location);
    }

    @Override
    public void remove(String location) throws IOException, NotStateException {
      if (readOnly) throw new FileSystemException(location, null, "Read-only file system");
      files.remove(location);
    }
  }
}
