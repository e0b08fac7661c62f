package io.weir.projection.deployments;

import io.weir.events.wire.WireJson;
import io.weir.projection.store.JsonFields;
import java.util.Optional;

/**
 * Which parts of a deployment's status differ, and their JSON. Nearly every event changes one of
 * them; what it was before is what the event before it left, and is not written again. Of one
 * deployment and one thread.
 */
public final class StatusChange {
  private static final byte[] FAILURE = JsonFields.name("failure");
  private static final byte[] JOB = JsonFields.name("job");
  private static final byte[] STATE = JsonFields.name("state");
  private static final byte[] TRANSITION = JsonFields.name("transition");

  private final Written transition = new Written();
  private final Written job = new Written();
  private final Written failure = new Written();

  /** Adds the parts that differ to both sides, each as far as that side has it. */
  void between(Status one, Status other, JsonFields ofOne, JsonFields ofOther) {
    if (one.state() != other.state()) {
      ofOne.add(STATE, WireJson.write(one.state()));
      ofOther.add(STATE, WireJson.write(other.state()));
    }
    both(transition, TRANSITION, one.transition(), other.transition(), ofOne, ofOther);
    both(job, JOB, one.job(), other.job(), ofOne, ofOther);
    both(failure, FAILURE, one.failure(), other.failure(), ofOne, ofOther);
  }

  private static void both(
      Written written,
      byte[] name,
      Optional<?> one,
      Optional<?> other,
      JsonFields ofOne,
      JsonFields ofOther) {
    if (one.equals(other)) return;
    one.ifPresent(value -> ofOne.add(name, written.json(value)));
    other.ifPresent(value -> ofOther.add(name, written.json(value)));
  }

  /** The JSON of the value that was written last; by identity, which costs nothing. */
  private static final class Written {
    private Object value;
    private byte[] json;

    byte[] json(Object next) {
      if (value != next) {
        json = WireJson.write(next);
        value = next;
      }
      return json;
    }
  }
}
