package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A namespace for one flow, with the program of the example job in it.
 *
 * @param client of the Weir
 * @param name of the namespace
 * @param jar where jobs find the program
 */
public record Place(WeirClient client, String name, String jar) {
  private static final String NAMESPACES = "/namespaces/v1/namespaces";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Says whether something has come about. */
  interface Look {
    boolean isSo() throws IOException, InterruptedException;
  }

  /** Makes the namespace and uploads the program. */
  public static Place make(WeirClient client, String name, Path program)
      throws IOException, InterruptedException {
    Expect.json(client.postJson(NAMESPACES, "{\"name\":\"namespaces/%s\"}".formatted(name)), 201);
    Answer uploaded = Expect.json(client.upload(name, program), 200);
    return new Place(client, name, uploaded.text("/artifact/uri"));
  }

  /** Has everything in it stopped and removed, which goes on after this returns. */
  public void giveUp() throws IOException, InterruptedException {
    Expect.status(client.delete(NAMESPACES + "/" + name), 200, 404);
  }

  /** Waits until nothing of it is left. */
  public void awaitGone() throws IOException, InterruptedException {
    await("namespace " + name + " to be gone", () -> status(NAMESPACES + "/" + name) == 404);
  }

  /** The path of a kind of the App Manager's resources, or of one resource. */
  String path(String... steps) {
    return "/api/v1/namespaces/" + name + "/" + String.join("/", steps);
  }

  /**
   * Polls a resource as all clients do, until it is what it is wished to be.
   *
   * @throws UnexpectedAnswerException when it fails instead
   */
  Answer awaitWish(Voice voice, String path) throws IOException, InterruptedException {
    await(
        path + " to become what it is wished to be",
        () -> {
          Answer now = Expect.json(voice.get(path), 200);
          Expect.that(!now.text("/status/state").equals("FAILED"), "no failure", now);
          return now.text("/status/state").equals(now.text("/spec/state"));
        });
    return Expect.json(voice.get(path), 200);
  }

  /**
   * Polls a savepoint until it is complete.
   *
   * @throws UnexpectedAnswerException when it fails instead
   */
  Answer awaitSavepoint(Voice voice, String id) throws IOException, InterruptedException {
    String savepoint = path("savepoints", id);
    await(
        "the savepoint to be complete",
        () -> {
          Answer now = Expect.json(voice.get(savepoint), 200);
          Expect.that(!now.text("/status/state").equals("FAILED"), "no failure", now);
          return now.text("/status/state").equals("COMPLETED");
        });
    return Expect.json(voice.get(savepoint), 200);
  }

  /**
   * Looks again and again.
   *
   * @throws UnexpectedAnswerException when it does not come about in time
   */
  void await(String what, Look look) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!look.isSo()) {
      Expect.that(System.nanoTime() < deadline, what, "nothing within " + PATIENCE);
      Thread.sleep(LOOK_EVERY);
    }
  }

  private int status(String path) throws IOException, InterruptedException {
    return client.get(path).status();
  }
}
