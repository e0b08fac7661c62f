package io.weir.events.wire;

import io.weir.events.WeirEvent;
import java.util.List;

/** Events to and from JSON bytes, by the wire table. */
public final class EventCodec {
  private static final WireCodec<WeirEvent> CODEC =
      new WireCodec<>("event", WireCodec.table(List.of(EventType.values())), Upcasters.OF_EVENTS);

  private EventCodec() {}

  /** The event as UTF-8 JSON of its current revision. */
  public static byte[] encode(WeirEvent event) {
    return WireJson.write(event);
  }

  /**
   * Reads an event of any released revision.
   *
   * @throws UndecodableException when the type or revision is unknown or the bytes do not fit
   */
  public static WeirEvent decode(String type, String revision, byte[] payload) {
    return CODEC.decode(type, revision, payload);
  }
}
