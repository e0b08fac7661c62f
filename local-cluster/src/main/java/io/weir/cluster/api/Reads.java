package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import io.weir.cluster.store.Key;
import io.weir.cluster.store.Listing;
import io.weir.cluster.store.ObjectStore;
import io.weir.cluster.store.StoredObject;
import io.weir.cluster.store.VersionGone;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lists of objects, whole or in slices, as of now or of a version. */
final class Reads {
  private final ObjectStore store;

  Reads(ObjectStore store) {
    this.store = store;
  }

  /** The selected objects, in the form of their API group. */
  record Page(ObjectNode metadata, List<ObjectNode> objects) {}

  Page list(Selection selection, ListOptions options) {
    Listing listing = listing(selection, options);
    List<ObjectNode> objects = new ArrayList<>();
    Key last = null;
    long remaining = 0;
    for (StoredObject object : listing.items()) {
      if (options.from().isPresent() && object.key().compareTo(options.from().get().last()) <= 0) {
        continue;
      }
      ObjectNode shown = EventForms.show(selection.type(), object.tree());
      if (!selection.test(shown)) {
        continue;
      }
      if (options.limit() > 0 && objects.size() == options.limit()) {
        remaining++;
      } else {
        objects.add(shown);
        last = object.key();
      }
    }
    ObjectNode metadata = Trees.object().put("resourceVersion", Long.toString(listing.version()));
    if (remaining > 0) {
      metadata.put("continue", new ListOptions.Continuation(listing.version(), last).token());
      if (selection.labels().requirements().isEmpty()
          && selection.fields().requirements().isEmpty()) {
        metadata.put("remainingItemCount", remaining);
      }
    }
    return new Page(metadata, objects);
  }

  private Listing listing(Selection selection, ListOptions options) {
    String resource = selection.type().storedAs();
    try {
      if (options.from().isPresent()) {
        return store.listAt(resource, selection.namespace(), options.from().get().version());
      }
      if (options.exact()) {
        return store.listAt(resource, selection.namespace(), options.atLeast());
      }
    } catch (VersionGone e) {
      throw ApiFailure.expired(
          "The resourceVersion for the provided list is too old: "
              + e.asked()
              + " ("
              + e.oldest()
              + "). Start the list again without the continue parameter.");
    }
    Listing now = store.list(resource, selection.namespace());
    if (options.atLeast() > now.version()) {
      throw ApiFailure.timeout(
          "Too large resource version: " + options.atLeast() + ", current: " + now.version());
    }
    return now;
  }
}
