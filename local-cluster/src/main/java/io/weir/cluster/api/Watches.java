package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import io.weir.cluster.store.Change;
import io.weir.cluster.store.Listing;
import io.weir.cluster.store.ObjectStore;
import io.weir.cluster.store.StoredObject;
import io.weir.cluster.store.VersionGone;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** Streams of changes, one JSON event per line. */
final class Watches {
  /** How long a watch lasts that names no time itself. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  /**
   * The pause between bookmarks; also, writing one is how the server notices that a silent client
   * has gone.
   */
  private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(30);

  /**
   * The last bookmark comes this long before the end, so that the client's next watch starts from a
   * fresh version.
   */
  private static final Duration LAST_BOOKMARK = Duration.ofSeconds(2);

  private final ObjectStore store;
  private final Origin origin;

  Watches(ObjectStore store, Origin origin) {
    this.store = store;
    this.origin = origin;
  }

  void serve(Call call, Selection selection, Form form) throws IOException, InterruptedException {
    Duration timeout =
        call.number("timeoutSeconds")
            .filter(seconds -> seconds > 0)
            .map(Duration::ofSeconds)
            .orElseGet(
                () ->
                    DEFAULT_TIMEOUT.plusSeconds(
                        ThreadLocalRandom.current().nextLong(DEFAULT_TIMEOUT.toSeconds())));
    boolean initialEvents = call.flag("sendInitialEvents");
    long start = ListOptions.version(call);
    try (OutputStream out = call.stream("application/json")) {
      Stream stream =
          new Stream(
              out, selection, form, call.flag("allowWatchBookmarks"), origin.now().plus(timeout));
      try {
        stream.run(start, start == 0 || initialEvents, initialEvents);
      } catch (VersionGone gone) {
        stream.fail(
            ApiFailure.expired(
                "too old resource version: " + gone.asked() + " (" + gone.oldest() + ")"));
      }
    }
  }

  /** One watch of one client. */
  private final class Stream {
    private final OutputStream out;
    private final Selection selection;
    private final Form form;
    private final boolean bookmarks;
    private final Instant end;
    private Instant nextBeat;

    Stream(OutputStream out, Selection selection, Form form, boolean bookmarks, Instant end) {
      this.out = out;
      this.selection = selection;
      this.form = form;
      this.bookmarks = bookmarks;
      this.end = end;
      scheduleBeat();
    }

    void run(long start, boolean fromList, boolean markEndOfList)
        throws IOException, InterruptedException {
      long seen = fromList ? sendAll(start) : start;
      if (markEndOfList) {
        bookmark(seen, true);
      }
      while (!store.isClosed()) {
        Instant now = origin.now();
        if (!now.isBefore(end)) {
          return;
        }
        if (!now.isBefore(nextBeat)) {
          bookmark(seen, false);
          scheduleBeat();
        }
        Duration wait = Duration.between(now, nextBeat.isBefore(end) ? nextBeat : end);
        List<Change> changes = store.changesAfter(seen, wait);
        boolean sent = false;
        for (Change change : changes) {
          sent |= send(change);
          seen = change.version();
        }
        if (sent) {
          out.flush();
        }
      }
    }

    private void scheduleBeat() {
      Instant now = origin.now();
      Instant last = end.minus(LAST_BOOKMARK);
      Instant regular = now.plus(BOOKMARK_EVERY);
      nextBeat = now.isBefore(last) && last.isBefore(regular) ? last : regular;
    }

    private long sendAll(long atLeast) throws IOException {
      Listing listing = store.list(selection.type().storedAs(), selection.namespace());
      if (atLeast > listing.version()) {
        throw ApiFailure.timeout(
            "Too large resource version: " + atLeast + ", current: " + listing.version());
      }
      for (StoredObject object : listing.items()) {
        Optional<ObjectNode> shown = shown(object);
        if (shown.isPresent()) {
          write("ADDED", shown.get());
        }
      }
      out.flush();
      return listing.version();
    }

    /**
     * A change of labels can bring an object into the selection or out of it: then it is an
     * addition or a deletion to this client.
     */
    private boolean send(Change change) throws IOException {
      if (!change.after().key().resource().equals(selection.type().storedAs())
          || !(selection.namespace().isEmpty()
              || selection.namespace().equals(change.after().key().namespace()))) {
        return false;
      }
      Optional<ObjectNode> before = change.before().flatMap(this::shown);
      Optional<ObjectNode> after =
          change.kind() == Change.Kind.DELETED ? Optional.empty() : shown(change.after());
      if (after.isPresent()) {
        write(before.isPresent() ? "MODIFIED" : "ADDED", after.get());
      } else if (before.isPresent()) {
        ObjectNode last = before.get().deepCopy();
        Trees.child(last, "metadata").put("resourceVersion", Long.toString(change.version()));
        write("DELETED", last);
      }
      return before.isPresent() || after.isPresent();
    }

    private Optional<ObjectNode> shown(StoredObject object) {
      return Optional.of(EventForms.show(selection.type(), object.tree())).filter(selection);
    }

    private void bookmark(long seen, boolean endOfList) throws IOException {
      if (!bookmarks) {
        return;
      }
      ObjectNode mark =
          Trees.object()
              .put("kind", selection.type().kind())
              .put("apiVersion", selection.type().apiVersion());
      ObjectNode metadata =
          mark.putObject("metadata")
              .put("resourceVersion", Long.toString(seen))
              .putNull("creationTimestamp");
      if (endOfList) {
        metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
      }
      write("BOOKMARK", mark);
      out.flush();
    }

    private void write(String kind, ObjectNode object) throws IOException {
      line(kind, form.one(selection.type(), object));
    }

    void fail(ApiFailure failure) throws IOException {
      line("ERROR", failure.status());
    }

    private void line(String kind, ObjectNode object) throws IOException {
      ObjectNode event = Trees.object().put("type", kind);
      event.set("object", object);
      out.write(Trees.print(event));
      out.write('\n');
    }
  }
}
