package io.weir.executor.flink;

import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointRequested;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a line of Flink wants to be asked for a savepoint. Which one it is, its refusals tell. The
 * first form was taken by 2.3 and 2.1; 1.8 refused its fields as unknown, and has no stop.
 */
enum SavepointForm {
  /** The trigger id is ours, and a repetition harmless. */
  BY_OUR_ID,

  /** Flink gives a trigger id of its own; all formats are the canonical one. */
  BY_ITS_ID,

  /** There is no stop: the job is cancelled once the savepoint is complete. */
  BY_CANCELLING;

  private static final String UNKNOWN_FIELDS = "did not match expected format";

  /** Of a path that the line has not; an unknown job is told in another way. */
  private static final String UNKNOWN_PATH = "Not found.";

  /** Below the job's path. */
  String path(SavepointRequested savepoint) {
    boolean stop = stops(savepoint) && this != BY_CANCELLING;
    return stop ? "/stop" : "/savepoints";
  }

  /** The body, as JSON. */
  String body(SavepointRequested savepoint) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (this == BY_OUR_ID) {
      body.put("triggerId", hex(savepoint.triggerId()));
      body.put("formatType", savepoint.format().name());
    }
    if (stops(savepoint) && this != BY_CANCELLING) {
      body.put("targetDirectory", savepoint.targetDirectory());
      body.put("drain", savepoint.effect() == SavepointEffect.DRAIN);
    } else {
      body.put("target-directory", savepoint.targetDirectory());
      body.put("cancel-job", stops(savepoint));
    }
    return body.toString();
  }

  /**
   * The form of an older line, if that is why this one was refused. A job that must be drained is
   * not cancelled instead.
   */
  Optional<SavepointForm> older(SavepointRequested savepoint, int status, String error) {
    if (this == BY_OUR_ID && status == 400 && error.contains(UNKNOWN_FIELDS))
      return Optional.of(BY_ITS_ID);
    boolean hasNoStop = status == 404 && error.equals(UNKNOWN_PATH);
    return this != BY_CANCELLING && hasNoStop && savepoint.effect() == SavepointEffect.STOP
        ? Optional.of(BY_CANCELLING)
        : Optional.empty();
  }

  private static boolean stops(SavepointRequested savepoint) {
    return savepoint.effect() != SavepointEffect.KEEP_RUNNING;
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }
}
