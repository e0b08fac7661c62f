package io.weir.cluster.store;

import java.util.List;

/**
 * Objects as they were together at one version, in the order of their keys.
 *
 * @param version the last write that this listing knows of
 */
public record Listing(long version, List<StoredObject> items) {
  public Listing {
    items = List.copyOf(items);
  }
}
