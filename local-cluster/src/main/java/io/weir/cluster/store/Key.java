package io.weir.cluster.store;

import java.util.Comparator;

/**
 * Where an object is kept.
 *
 * @param resource plural name with its group, for example {@code configmaps} or {@code
 *     deployments.apps}
 * @param namespace empty for what belongs to no namespace
 * @param name unique within resource and namespace
 */
public record Key(String resource, String namespace, String name) implements Comparable<Key> {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::resource).thenComparing(Key::namespace).thenComparing(Key::name);

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
