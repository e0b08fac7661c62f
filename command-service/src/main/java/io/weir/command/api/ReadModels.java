package io.weir.command.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits, within a bound, until the read models hold what was just written, so that a client reads
 * its own write (architecture.md, "Consistency").
 */
public final class ReadModels {
  private static final Duration SPARE = Duration.ofMillis(500);

  private final Optional<URI> projection;
  private final Duration wait;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();

  /**
   * @param projection the projection service; absent: nothing is waited for
   * @param wait at most so long
   */
  public ReadModels(Optional<URI> projection, Duration wait) {
    this.projection = projection;
    this.wait = wait;
  }

  /** Whether they hold it; false also when that could not be learned in time. */
  boolean hold(String position) {
    if (projection.isEmpty()) return false;
    URI question =
        projection
            .get()
            .resolve("/internal/position?at=" + position + "&timeoutMs=" + wait.toMillis());
    try {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(question).timeout(wait.plus(SPARE)).build(),
              HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 204;
    } catch (IOException e) {
      // The command is done; that its effect may not be visible yet is what the header says.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
