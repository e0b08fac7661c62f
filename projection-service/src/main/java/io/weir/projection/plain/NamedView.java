package io.weir.projection.plain;

import java.time.Instant;
import java.util.Map;

/** A view of what users label and annotate. */
public interface NamedView extends PlainView {
  /** What users label it with. */
  Map<String, String> labels();

  /** What users note on it. */
  Map<String, String> annotations();

  /** When its first event was recorded. */
  Instant createdAt();

  /** When its last event was recorded. */
  Instant modifiedAt();
}
