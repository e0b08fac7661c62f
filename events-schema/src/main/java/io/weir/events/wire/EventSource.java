package io.weir.events.wire;

import static io.weir.events.wire.CloudEventHeaders.SOURCE;

import io.weir.events.AggregateKind;
import io.weir.events.wire.canonical.CanonicalText;
import java.util.Map;
import java.util.UUID;

/**
 * The parts of {@code ce_source}: {@code /namespaces/{ns}/{kind}/{id}}.
 *
 * @param path of the kind
 */
record EventSource(String namespace, String path, UUID id) {
  private static final String PREFIX = "/namespaces/";
  private static final int UUID_LENGTH = 36;

  static String text(AggregateKind kind, String namespace, UUID aggregateId) {
    return PREFIX + namespace + "/" + kind.path() + "/" + aggregateId;
  }

  /**
   * @throws UndecodableException when it is not of three parts, the last one an id
   */
  static EventSource of(Map<String, String> headers) {
    EventSource source =
        headers instanceof HeaderBytes bytes
            ? HeaderValues.fromBytes(headers, SOURCE, utf8 -> parse(bytes, utf8))
            : null;
    return source != null ? source : parse(HeaderValues.required(headers, SOURCE));
  }

  /** Null when it is of an unusual form. */
  private static EventSource parse(HeaderBytes headers, byte[] utf8) {
    int namespace = PREFIX.length();
    int id = utf8.length - UUID_LENGTH;
    int path = id - 1;
    while (utf8[path - 1] != '/') path--;
    if (utf8[id - 1] != '/' || path <= namespace || path == id - 1) return null;
    for (int i = 0; i < namespace; i++) if (utf8[i] != PREFIX.charAt(i)) return null;
    for (int i = namespace; i < path - 1; i++) if (utf8[i] == '/') return null;
    return new EventSource(
        headers.text(utf8, namespace, path - 1),
        headers.text(utf8, path, id - 1),
        CanonicalText.uuid(utf8, id));
  }

  private static EventSource parse(String source) {
    int namespace = PREFIX.length();
    int path = source.indexOf('/', namespace) + 1;
    int id = source.indexOf('/', path) + 1;
    if (!source.startsWith(PREFIX)
        || path == 0
        || id == path
        || id == 0
        || id == source.length()
        || source.indexOf('/', id) >= 0)
      throw new UndecodableException(
          "Expected " + SOURCE + " as /namespaces/{ns}/{kind}/{id}, but got '" + source + "'");
    try {
      return new EventSource(
          source.substring(namespace, path - 1),
          source.substring(path, id - 1),
          UUID.fromString(source.substring(id)));
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("Expected CloudEvents headers, but " + e.getMessage(), e);
    }
  }
}
