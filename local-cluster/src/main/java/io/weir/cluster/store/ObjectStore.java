package io.weir.cluster.store;

import io.weir.cluster.json.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All objects of one cluster, kept in memory and on the disk.
 *
 * <p>Writes take turns: check the expected version, append to the journal, reach the disk, then
 * become visible to readers and watchers. Every write takes the next number of one counter.
 * Thread-safe.
 */
public final class ObjectStore implements AutoCloseable {
  /** A journal is compacted when this much was added since the last time. */
  private static final long COMPACT_AFTER_BYTES = 8L << 20;

  private static final int WATCH_BATCH = 500;

  /** Held for a whole write, disk included. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Held for moments, to read or publish what is in memory. */
  private final ReentrantLock memory = new ReentrantLock();

  private final Condition changed = memory.newCondition();
  private final NavigableMap<Key, StoredObject> objects = new TreeMap<>();
  private final History history = new History();
  private final long compactAfterBytes;
  private final JournalDirectory journal;

  /**
   * Where a fresh store starts: 0 means "any" to clients, and 1 is a version that nobody was given.
   */
  private long version = 2;

  private int keptToLoad;
  private boolean closed;

  private ObjectStore(Path directory, long compactAfterBytes, Consumer<Step> steps) {
    this.compactAfterBytes = compactAfterBytes;
    history.startAt(version);
    this.journal = JournalDirectory.open(directory, steps, this::load);
  }

  /**
   * Opens the store in the directory, made if absent.
   *
   * @throws StoreFailed if another store has it open, or its files cannot be read
   */
  public static ObjectStore open(Path directory) {
    return open(directory, COMPACT_AFTER_BYTES, Step.GO_ON);
  }

  static ObjectStore open(Path directory, long compactAfterBytes, Consumer<Step> steps) {
    return new ObjectStore(directory, compactAfterBytes, steps);
  }

  private void load(JsonNode record) {
    if (record.has("base")) {
      version = record.at("/base/version").longValue();
      keptToLoad = record.at("/base/kept").intValue();
      history.startAt(version);
      return;
    }
    boolean delete = record.has("delete");
    Key key = Records.key(record.get(delete ? "delete" : "put"));
    long written = record.get("version").longValue();
    if (keptToLoad > 0) {
      keptToLoad--;
      objects.put(key, new StoredObject(key, written, (ObjectNode) record.get("object")));
      return;
    }
    StoredObject before = objects.get(key);
    StoredObject after =
        delete
            ? tombstone(before, written)
            : new StoredObject(key, written, (ObjectNode) record.get("object"));
    publish(change(delete, written, before, after), Trees.print(record).length);
  }

  /** The number of the last write. */
  public long version() {
    memory.lock();
    try {
      return version;
    } finally {
      memory.unlock();
    }
  }

  public Optional<StoredObject> get(Key key) {
    memory.lock();
    try {
      return Optional.ofNullable(objects.get(key));
    } finally {
      memory.unlock();
    }
  }

  /**
   * The objects of a resource as they are now.
   *
   * @param namespace empty for all
   */
  public Listing list(String resource, String namespace) {
    memory.lock();
    try {
      return new Listing(version, List.copyOf(range(objects, resource, namespace)));
    } finally {
      memory.unlock();
    }
  }

  /**
   * The objects of a resource as they were at a version.
   *
   * @throws VersionGone if that version is no longer, or not yet, known
   */
  public Listing listAt(String resource, String namespace, long asked) {
    memory.lock();
    try {
      requireKnown(asked);
      NavigableMap<Key, StoredObject> past = new TreeMap<>();
      range(objects, resource, namespace).forEach(object -> past.put(object.key(), object));
      for (Change change : history.backTo(asked)) {
        Key key = change.after().key();
        change.before().ifPresentOrElse(before -> past.put(key, before), () -> past.remove(key));
      }
      return new Listing(asked, List.copyOf(range(past, resource, namespace)));
    } finally {
      memory.unlock();
    }
  }

  private static Collection<StoredObject> range(
      NavigableMap<Key, StoredObject> from, String resource, String namespace) {
    return namespace.isEmpty()
        ? from.subMap(new Key(resource, "", ""), new Key(resource + '\0', "", "")).values()
        : from.subMap(new Key(resource, namespace, ""), new Key(resource, namespace + '\0', ""))
            .values();
  }

  /**
   * Writes a new object; its {@code metadata.resourceVersion} is set.
   *
   * @param tree handed over: the caller must not change it any more
   * @throws WriteRefused if there is one of that key
   */
  public StoredObject create(Key key, ObjectNode tree) {
    return write(key, 0, tree);
  }

  /**
   * Writes the next version of an object.
   *
   * @param tree handed over: the caller must not change it any more
   * @throws WriteRefused if {@code current} is no longer the current version
   */
  public StoredObject replace(StoredObject current, ObjectNode tree) {
    return write(current.key(), current.version(), tree);
  }

  /**
   * Deletes an object; answers its last state under the version of the deletion.
   *
   * @throws WriteRefused if {@code current} is no longer the current version
   */
  public StoredObject delete(StoredObject current) {
    return write(current.key(), current.version(), null);
  }

  private StoredObject write(Key key, long expected, ObjectNode tree) {
    writing.lock();
    try {
      StoredObject before = get(key).orElse(null);
      long found = before == null ? 0 : before.version();
      if (found != expected) {
        throw new WriteRefused(key, expected, found);
      }
      long next = version + 1;
      boolean delete = tree == null;
      StoredObject after =
          delete ? tombstone(before, next) : new StoredObject(key, next, stamped(tree, next));
      byte[] line = Journal.line(delete ? Records.delete(key, next) : Records.put(after));
      journal.append(line);
      memory.lock();
      try {
        publish(change(delete, next, before, after), line.length);
        changed.signalAll();
      } finally {
        memory.unlock();
      }
      if (journal.growth() > compactAfterBytes) {
        compact();
      }
      return after;
    } finally {
      writing.unlock();
    }
  }

  private static Change change(
      boolean delete, long version, StoredObject before, StoredObject after) {
    Change.Kind kind =
        delete ? Change.Kind.DELETED : before == null ? Change.Kind.ADDED : Change.Kind.MODIFIED;
    return new Change(kind, version, Optional.ofNullable(before), after);
  }

  private static StoredObject tombstone(StoredObject last, long version) {
    return new StoredObject(last.key(), version, stamped(last.tree().deepCopy(), version));
  }

  private static ObjectNode stamped(ObjectNode tree, long version) {
    Trees.child(tree, "metadata").put("resourceVersion", Long.toString(version));
    return tree;
  }

  private void publish(Change change, int size) {
    Key key = change.after().key();
    if (change.kind() == Change.Kind.DELETED) {
      objects.remove(key);
    } else {
      objects.put(key, change.after());
    }
    version = change.version();
    history.add(change, size);
  }

  private void compact() {
    journal.compact(
        Stream.concat(
            Stream.of(Records.base(version, objects.size())),
            objects.values().stream().map(Records::put)));
  }

  /**
   * The changes after a version, oldest first, at most a few hundred at a time; waits for one when
   * there is none.
   *
   * @return empty when the wait is over or the store was closed
   * @throws VersionGone if not every later change is remembered
   */
  public List<Change> changesAfter(long seen, Duration wait) throws InterruptedException {
    long nanos = wait.toNanos();
    memory.lockInterruptibly();
    try {
      while (seen == version && nanos > 0 && !closed) {
        nanos = changed.awaitNanos(nanos);
      }
      requireKnown(seen);
      return history.after(seen, WATCH_BATCH);
    } finally {
      memory.unlock();
    }
  }

  /** Whether a watch can start from this version. */
  public boolean remembers(long asked) {
    memory.lock();
    try {
      return asked >= history.base() && asked <= version;
    } finally {
      memory.unlock();
    }
  }

  private void requireKnown(long asked) {
    if (asked < history.base() || asked > version) {
      throw new VersionGone(asked, history.base());
    }
  }

  public boolean isClosed() {
    memory.lock();
    try {
      return closed;
    } finally {
      memory.unlock();
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      memory.lock();
      try {
        closed = true;
        changed.signalAll();
      } finally {
        memory.unlock();
      }
      journal.close();
    } catch (IOException e) {
      throw new StoreFailed("Expected to close the journal, but: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }
}
