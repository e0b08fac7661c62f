package io.weir.executor.deployment.observe;

import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.SavepointIntent;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.flink.SavepointStorage;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the storage knows of savepoints beside what Flink says of them. */
final class WrittenSavepoints {
  private final SavepointStorage storage;

  WrittenSavepoints(SavepointStorage storage) {
    this.storage = storage;
  }

  /** Flink does not tell the size; the storage may. */
  Map<UUID, Seen<TriggerView>> withSizes(Map<UUID, Seen<TriggerView>> triggers) {
    Map<UUID, Seen<TriggerView>> sized = new HashMap<>(triggers);
    sized.replaceAll(
        (id, seen) ->
            seen instanceof Seen.Present<TriggerView> known
                    && known.value() instanceof TriggerView.Written written
                ? Seen.present(
                    new TriggerView.Written(
                        written.location(),
                        storage
                            .newest(written.location())
                            .found()
                            .flatMap(SavepointStorage.State::sizeBytes)))
                : seen);
    return sized;
  }

  /** Only where Flink does not know the trigger, or no longer answers. */
  Map<UUID, Seen<TriggerView.Written>> data(JobIntent job, Map<UUID, Seen<TriggerView>> triggers) {
    Map<UUID, Seen<TriggerView.Written>> data = new HashMap<>();
    for (SavepointIntent savepoint : job.savepoints()) {
      if (triggers.get(savepoint.savepointId()) instanceof Seen.Present) continue;
      data.put(
          savepoint.savepointId(),
          switch (storage.newest(savepoint.request().targetDirectory())) {
            case Seen.Present<SavepointStorage.State> there ->
                Seen.present(
                    new TriggerView.Written(there.value().location(), there.value().sizeBytes()));
            case Seen.Absent<SavepointStorage.State> none -> Seen.absent();
            case Seen.Unknown<SavepointStorage.State> unknown -> Seen.unknown(unknown.why());
          });
    }
    return data;
  }
}
