package io.weir.projection.deployments;

import io.weir.events.wire.WireJson;
import java.util.IdentityHashMap;
import java.util.Map;

/** The JSON of values, each written once. Of one thread; lives as long as a batch. */
public final class PartJson {
  /** By identity: to compare two specs costs more than to write one. */
  private final Map<Object, String> written = new IdentityHashMap<>();

  String of(Object value) {
    return written.computeIfAbsent(value, WireJson.mapper()::writeValueAsString);
  }
}
