package io.weir.events.spec;

import java.util.Map;

/**
 * The annotations of a template.
 *
 * @param annotations free text by key
 */
public record TemplateMetadata(Map<String, String> annotations) {
  public TemplateMetadata {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
