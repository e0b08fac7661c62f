package io.weir.appmanager;

import java.util.List;
import java.util.Map;

/**
 * The list envelope (app-manager-api.md A.3).
 *
 * @param <T> the resource
 * @param kind the resource's kind followed by {@code List}
 * @param apiVersion always {@link #API_VERSION}
 * @param metadata empty unless a page says where the next one begins
 * @param items never absent, may be empty
 */
public record ResourceList<T>(
    String kind, String apiVersion, Map<String, String> metadata, List<T> items) {
  public static final String API_VERSION = "v1";

  public ResourceList {
    metadata = Map.copyOf(metadata);
    items = List.copyOf(items);
  }

  /** The list of resources of this kind. */
  public static <T> ResourceList<T> of(String itemKind, List<T> items) {
    return new ResourceList<>(itemKind + "List", API_VERSION, Map.of(), items);
  }
}
