package io.weir.events.wire;

import io.weir.events.deployment.DeploymentEvent;
import tools.jackson.core.JacksonException;

/** Events to and from JSON bytes, by the wire table. */
public final class EventCodec {
  private EventCodec() {}

  /** The event as UTF-8 JSON of its current revision. */
  public static byte[] encode(DeploymentEvent event) {
    return WireJson.write(event);
  }

  /**
   * Reads an event of any released revision.
   *
   * @throws UndecodableException when the type or revision is unknown or the bytes do not fit
   */
  public static DeploymentEvent decode(String type, String revision, byte[] payload) {
    EventType known =
        EventType.named(type)
            .orElseThrow(
                () ->
                    new UndecodableException(
                        "Expected a known event type, but got '"
                            + type
                            + "': is this reader older than the writer?"));
    if (!known.revision().equals(revision))
      throw new UndecodableException(
          "Expected revision "
              + known.revision()
              + " of "
              + type
              + ", but got '"
              + revision
              + "' and no upcaster reads it");
    try {
      return WireJson.mapper().readValue(payload, known.javaType());
    } catch (JacksonException e) {
      throw new UndecodableException(
          "Expected to read " + type + " revision " + revision + ", but " + e.getOriginalMessage(),
          e);
    }
  }
}
