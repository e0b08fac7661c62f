package io.weir.command.sessions;

import io.weir.events.sessions.SessionClusterSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** The fields of a session cluster's spec, by name. */
final class SessionFields {
  private SessionFields() {}

  /** The names of the fields that differ, in the order of the record. */
  static List<String> different(SessionClusterSpec one, SessionClusterSpec other) {
    List<String> names = new ArrayList<>();
    for (RecordComponent field : SessionClusterSpec.class.getRecordComponents())
      if (!value(field, one).equals(value(field, other))) names.add(field.getName());
    return names;
  }

  private static Object value(RecordComponent field, SessionClusterSpec spec) {
    try {
      return field.getAccessor().invoke(spec);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected to read " + field.getName(), e);
    }
  }
}
