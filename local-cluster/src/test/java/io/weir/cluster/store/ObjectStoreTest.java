package io.weir.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cluster.json.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ObjectStoreTest {
  @TempDir Path directory;
  private ObjectStore store;

  @BeforeEach
  void open() {
    store = ObjectStore.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Key key(String namespace, String name) {
    return new Key("things", namespace, name);
  }

  private static ObjectNode tree(String value) {
    return Trees.object().put("value", value);
  }

  private static List<String> values(Listing listing) {
    return listing.items().stream()
        .map(o -> o.key().name() + "=" + Trees.text(o.tree(), "value"))
        .toList();
  }

  @Test
  void everyWriteTakesTheNextVersion() {
    long start = store.version();
    StoredObject created = store.create(key("n", "a"), tree("1"));
    StoredObject replaced = store.replace(created, tree("2"));
    StoredObject deleted = store.delete(replaced);
    assertThat(List.of(created.version(), replaced.version(), deleted.version()))
        .containsExactly(start + 1, start + 2, start + 3);
    assertThat(Trees.text(deleted.tree(), "metadata", "resourceVersion"))
        .isEqualTo(Long.toString(start + 3));
    assertThat(store.get(key("n", "a"))).isEmpty();
  }

  @Test
  void aWriterThatKnowsAnOldVersionIsRefused() {
    StoredObject first = store.create(key("n", "a"), tree("1"));
    store.replace(first, tree("2"));
    assertThatThrownBy(() -> store.replace(first, tree("3"))).isInstanceOf(WriteRefused.class);
    assertThatThrownBy(() -> store.delete(first)).isInstanceOf(WriteRefused.class);
    assertThatThrownBy(() -> store.create(key("n", "a"), tree("4")))
        .isInstanceOf(WriteRefused.class);
    assertThat(values(store.list("things", ""))).containsExactly("a=2");
  }

  @Test
  void listsAreOfOneNamespaceOrOfAll() {
    store.create(key("n", "a"), tree("1"));
    store.create(key("n2", "b"), tree("1"));
    store.create(new Key("things.other", "n", "c"), tree("1"));
    assertThat(values(store.list("things", "n"))).containsExactly("a=1");
    assertThat(values(store.list("things", ""))).containsExactly("a=1", "b=1");
  }

  @Test
  void aListOfThePastIsAsItWas() {
    StoredObject a = store.create(key("n", "a"), tree("1"));
    StoredObject b = store.create(key("n", "b"), tree("1"));
    long then = store.version();
    store.replace(a, tree("2"));
    store.delete(b);
    store.create(key("n", "c"), tree("1"));
    assertThat(values(store.listAt("things", "n", then))).containsExactly("a=1", "b=1");
    assertThat(values(store.listAt("things", "n", store.version()))).containsExactly("a=2", "c=1");
    assertThatThrownBy(() -> store.listAt("things", "n", store.version() + 1))
        .isInstanceOf(VersionGone.class);
    assertThatThrownBy(() -> store.listAt("things", "n", 1)).isInstanceOf(VersionGone.class);
  }

  @Test
  void changesAreGivenInOrderAndAWaitEndsWithTheFirst() throws Exception {
    long seen = store.version();
    assertThat(store.changesAfter(seen, Duration.ZERO)).isEmpty();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Change>> waiting =
          threads.submit(() -> store.changesAfter(seen, Duration.ofSeconds(30)));
      store.create(key("n", "a"), tree("1"));
      assertThat(waiting.get()).extracting(Change::kind).containsExactly(Change.Kind.ADDED);
    }
    store.delete(store.get(key("n", "a")).orElseThrow());
    assertThat(store.changesAfter(seen, Duration.ZERO))
        .extracting(Change::kind)
        .containsExactly(Change.Kind.ADDED, Change.Kind.DELETED);
  }

  @Test
  void contentsHistoryAndVersionSurviveARestart() throws Exception {
    StoredObject a = store.create(key("n", "a"), tree("1"));
    store.replace(a, tree("2"));
    long version = store.version();
    store.close();
    store = ObjectStore.open(directory);
    assertThat(store.version()).isEqualTo(version);
    assertThat(values(store.list("things", ""))).containsExactly("a=2");
    assertThat(store.changesAfter(a.version(), Duration.ZERO))
        .extracting(Change::kind)
        .containsExactly(Change.Kind.MODIFIED);
  }

  @Test
  void compactionKeepsContentsAndForgetsHistoryOnlyAtTheNextStart() throws Exception {
    store.close();
    store = ObjectStore.open(directory, StoreProcess.COMPACT_AFTER_BYTES, Step.GO_ON);
    long start = store.version();
    StoredObject a = store.create(key("n", "a"), tree("0"));
    for (int i = 1; i <= 200; i++) {
      a = store.replace(a, tree(Integer.toString(i)));
    }
    assertThat(store.changesAfter(start, Duration.ZERO)).hasSize(201);
    store.close();
    store = ObjectStore.open(directory);
    assertThat(values(store.list("things", ""))).containsExactly("a=200");
    assertThat(store.version()).isEqualTo(a.version());
    assertThatThrownBy(() -> store.changesAfter(start, Duration.ZERO))
        .isInstanceOf(VersionGone.class);
  }

  @Test
  void concurrentWritersOfOneObjectLoseNoUpdate() throws Exception {
    store.create(key("n", "counter"), Trees.object().put("value", 0));
    Callable<Void> increment =
        () -> {
          for (int i = 0; i < 50; i++) {
            boolean done = false;
            while (!done) {
              StoredObject current = store.get(key("n", "counter")).orElseThrow();
              try {
                store.replace(
                    current,
                    Trees.object().put("value", current.tree().path("value").intValue() + 1));
                done = true;
              } catch (WriteRefused e) {
                // Another thread was faster: read again.
              }
            }
          }
          return null;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(threads.submit(increment));
      }
      for (Future<Void> each : running) {
        each.get();
      }
    }
    assertThat(store.get(key("n", "counter")).orElseThrow().tree().path("value").intValue())
        .isEqualTo(200);
  }

  @Test
  void aSecondStoreOnTheSameDirectoryIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> ObjectStore.open(directory))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("Another API server")
        .hasMessageContaining(directory.resolve("lock").toString());
  }

  @Test
  void aClosedStoreRefusesWritesAndEndsWaits() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long seen = store.version();
      Future<List<Change>> waiting =
          threads.submit(() -> store.changesAfter(seen, Duration.ofSeconds(30)));
      store.close();
      assertThat(waiting.get()).isEmpty();
    }
    assertThatThrownBy(() -> store.create(key("n", "a"), tree("1")))
        .isInstanceOf(StoreFailed.class);
  }

  @Test
  void aCompactionThatCannotBeWrittenLosesNothing() throws Exception {
    store.close();
    store = ObjectStore.open(directory, 1000, Step.GO_ON);
    Files.createDirectory(directory.resolve("journal.2.tmp"));
    StoredObject a = store.create(key("n", "a"), tree("0"));
    for (int i = 1; i <= 60; i++) {
      a = store.replace(a, tree(Integer.toString(i)));
    }
    store.close();
    Files.delete(directory.resolve("journal.2.tmp"));
    store = ObjectStore.open(directory);
    assertThat(values(store.list("things", ""))).containsExactly("a=60");
  }
}
