package io.weir.command.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.command.artifact.RefusedArtifactException.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every storage of artifacts must do. */
abstract class ArtifactStorageContract {
  private static final ArtifactName JOB = new ArtifactName("job-1.0+x_2.jar");

  private ArtifactStorage storage;

  /** A storage without artifacts. */
  abstract ArtifactStorage empty() throws IOException;

  /** What a job finds at the artifact's URI. */
  abstract byte[] fetch(Artifact artifact) throws IOException;

  @BeforeEach
  void begin() throws IOException {
    storage = empty();
  }

  @Test
  void keepsWhatWasStoredUntilItIsDeleted() throws IOException {
    Artifact stored = storage.store("team-a", JOB, bytes("one"));

    assertThat(fetch(stored)).asString().isEqualTo("one");
    assertThat(stored.uri().toString()).contains("artifacts/namespaces/team-a/job-1.0+x_2.jar");
    assertThat(stored.createdAt()).isBeforeOrEqualTo(Instant.now());
    assertThat(stored.createdAt().getNano()).isZero();
    assertThat(storage.find("team-a", JOB)).contains(stored);
    assertThat(storage.list("team-a", 10)).containsExactly(stored);
    assertThat(storage.list("team-b", 10)).isEmpty();
    assertThat(storage.find("team-b", JOB)).isEmpty();
    assertThat(storage.delete("team-b", JOB)).isFalse();
    assertThat(storage.delete("team-a", JOB)).isTrue();
    assertThat(storage.delete("team-a", JOB)).isFalse();
    assertThat(storage.list("team-a", 10)).isEmpty();
  }

  @Test
  void replacesUnderTheSameNameAndListsByNameUpToTheLimit() throws IOException {
    for (String name : List.of("c.jar", "a.jar", "b.jar", "a.jar"))
      storage.store("ns", new ArtifactName(name), bytes(name + Math.random()));
    Artifact last = storage.store("ns", new ArtifactName("a.jar"), bytes("last"));

    assertThat(fetch(last)).asString().isEqualTo("last");
    assertThat(storage.list("ns", 10))
        .extracting(a -> a.name().text())
        .containsExactly("a.jar", "b.jar", "c.jar");
    assertThat(storage.list("ns", 2)).hasSize(2);
    storage.store("other", new ArtifactName("a.jar"), bytes("kept"));
    storage.deleteAll("ns");
    storage.deleteAll("nowhere");
    assertThat(storage.list("ns", 10)).isEmpty();
    assertThat(storage.list("other", 10)).hasSize(1);
  }

  @Test
  void leavesTheOldFileWhenTheNewOneDoesNotArriveWhole() throws IOException {
    Artifact old = storage.store("ns", JOB, bytes("old"));
    InputStream broken =
        new SequenceInputStream(
            bytes("new"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the client is gone");
              }
            });

    assertThatThrownBy(() -> storage.store("ns", JOB, broken))
        .isInstanceOf(RefusedArtifactException.class);
    assertThatThrownBy(() -> storage.store("ns", JOB, bytes("")))
        .isInstanceOfSatisfying(
            RefusedArtifactException.class, e -> assertThat(e.code()).isEqualTo(Code.EMPTY_FILE));

    assertThat(fetch(old)).asString().isEqualTo("old");
    assertThat(storage.list("ns", 10)).hasSize(1);
  }

  /** Readers see one whole file at any time, whoever else writes. */
  @Test
  void showsOneWholeFileWhileManyAreStored() throws Exception {
    byte[] a = "a".repeat(200_000).getBytes();
    byte[] b = "b".repeat(100_000).getBytes();
    Artifact artifact = storage.store("ns", JOB, new ByteArrayInputStream(a));
    CountDownLatch written = new CountDownLatch(2);
    try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> writes =
          List.<byte[]>of(a, b).stream()
              .<Future<?>>map(
                  content ->
                      writers.submit(
                          () -> {
                            for (int i = 0; i < 20; i++)
                              storage.store("ns", JOB, new ByteArrayInputStream(content));
                            written.countDown();
                            return null;
                          }))
              .toList();
      while (written.getCount() > 0 && writes.stream().noneMatch(Future::isDone)) {
        byte[] seen = fetch(artifact);
        assertThat(new String(seen)).matches("a{200000}|b{100000}");
      }
      for (Future<?> write : writes) write.get();
    }
    assertThat(storage.list("ns", 10)).hasSize(1);
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes());
  }
}
