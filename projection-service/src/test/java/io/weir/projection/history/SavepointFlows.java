package io.weir.projection.history;

import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointFormat;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.wire.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Savepoints that are asked for, written, copied, found, held and deleted. */
final class SavepointFlows {
  private final StoryLog log;

  SavepointFlows(StoryLog log) {
    this.log = log;
  }

  void requestSavepoint(
      Optional<UUID> of, SavepointOrigin origin, int attempt, String command, Actor actor) {
    log.savepoint = log.uuid();
    log.append(
        actor,
        command,
        new SavepointRequested(
            log.id,
            log.savepoint,
            log.uuid(),
            log.job,
            "file:///data/storage/flink-savepoints/" + log.savepoint,
            origin,
            SavepointFormat.CANONICAL,
            of.isPresent() ? SavepointEffect.STOP : SavepointEffect.KEEP_RUNNING,
            of,
            attempt,
            of.isPresent() ? 4 : 1,
            log.now,
            Optional.empty(),
            log.now.plusSeconds(600)));
  }

  void completeSavepoint(SavepointOrigin origin) {
    log.report("SavepointAccepted", new SavepointTriggered(log.id, log.savepoint));
    log.tick();
    String location = "file:///data/storage/flink-savepoints/" + log.savepoint + "/savepoint-1";
    log.byExecutor(
        "SavepointWritten",
        new SavepointCompleted(log.id, log.savepoint, location, Optional.of(4711L), log.now));
    log.latest =
        Optional.of(
            new RestorePoint(
                log.savepoint,
                location,
                origin,
                log.now,
                Duration.ofSeconds(3),
                Optional.of(log.job)));
  }

  void userSavepoint(boolean works) {
    log.begin();
    requestSavepoint(
        Optional.empty(), SavepointOrigin.USER_REQUEST, 1, "CreateSavepoint", StoryLog.USER);
    if (works) completeSavepoint(SavepointOrigin.USER_REQUEST);
    else
      log.report(
          "SavepointUnsuccessful",
          new SavepointFailed(
              log.id,
              log.savepoint,
              log.failure(FailureReason.SAVEPOINT_FAILED),
              1,
              1,
              Optional.empty()));
  }

  void copySavepoint() {
    log.begin();
    log.byUser(
        "CreateSavepoint",
        new SavepointCopied(
            log.id,
            log.uuid(),
            "file:///elsewhere/savepoint-2",
            Optional.of("abc"),
            Optional.empty()));
  }

  /** Somebody holds a savepoint, lets it go and deletes it. */
  void disposeSavepoint(boolean works) {
    disposeSavepoint(works, FailureReason.DATA_NOT_REMOVED);
  }

  /** Its volume is not mounted, and somebody says that this does not matter. */
  void giveUpSavepointThatWasNotSeen() {
    UUID copy = disposeSavepoint(false, FailureReason.DATA_NOT_SEEN);
    log.begin();
    log.byUser("DeleteSavepoint", new SavepointDisposed(log.id, copy, DataFate.UNKNOWN));
  }

  private UUID disposeSavepoint(boolean works, FailureReason reason) {
    copySavepoint();
    UUID copy = ((SavepointCopied) log.events.getLast().event()).savepointId();
    log.begin();
    log.byUser(
        "PinSavepoint", new SavepointPinned(log.id, copy, Optional.of("before the migration")));
    log.byUser("UnpinSavepoint", new SavepointUnpinned(log.id, copy));
    log.byUser(
        "DeleteSavepoint",
        new SavepointDisposalRequested(
            log.id, copy, "file:///elsewhere/savepoint-2", 1, log.now, log.now.plusSeconds(600)));
    log.report("SavepointRemovalBegan", new SavepointDisposalStarted(log.id, copy));
    if (works)
      log.report("SavepointRemoved", new SavepointDisposed(log.id, copy, DataFate.REMOVED));
    else {
      log.report(
          "SavepointNotRemoved",
          new SavepointDisposalFailed(
              log.id, copy, log.failure(reason), 1, Optional.of(log.now.plusSeconds(60))));
      log.byExecutor(
          "SavepointNotRemoved",
          new SavepointDisposalRequested(
              log.id,
              copy,
              "file:///elsewhere/savepoint-2",
              2,
              log.now.plusSeconds(60),
              log.now.plusSeconds(660)));
    }
    return copy;
  }

  void retainCheckpoint() {
    UUID kept = log.uuid();
    String location = "file:///data/storage/flink-checkpoints/" + log.job + "/chk-17";
    log.byExecutor(
        "JobEnded", new RetainedCheckpointFound(log.id, kept, log.job, location, log.now));
    log.latest =
        Optional.of(
            new RestorePoint(
                kept,
                location,
                SavepointOrigin.RETAINED_CHECKPOINT,
                log.now,
                Duration.ofSeconds(1),
                Optional.of(log.job)));
  }
}
