package io.weir.benchmarks.commands;

import io.weir.benchmarks.harness.HttpConnection;
import java.io.IOException;

/** Deployments that nobody wants to run, so that an edit stays a fact and starts nothing. */
public final class Deployments {
  private static final String PATH = "/api/v1/namespaces/default/deployments";

  private Deployments() {}

  /** Creates one; returns its id. */
  public static String create(HttpConnection service, String name) throws IOException {
    String made =
        service
            .send(
                "POST",
                PATH,
                """
                {"metadata":{"name":"%s","labels":{"team":"orders"}},"spec":{"state":"CANCELLED","template":{"spec":{
                  "artifact":{"kind":"JAR","jarUri":"https://example.org/artifacts/word-count-1.0.jar",
                    "entryClass":"org.example.WordCount","mainArgs":"--input kafka --output kafka","flinkVersion":"2.3"},
                  "flinkConfiguration":{"state.backend.type":"rocksdb","execution.checkpointing.interval":"10s"}}}}}
                """
                    .formatted(name),
                "Prefer",
                "respond-async")
            .require(201)
            .body();
    int id = made.indexOf("\"id\":\"") + 6;
    return made.substring(id, id + 36);
  }

  /** Creates one that has a savepoint: it can be suspended, and cancelled again. */
  public static void createWithSavepoint(HttpConnection service, String name) throws IOException {
    String id = create(service, name);
    service
        .send(
            "POST",
            "/api/v1/namespaces/default/savepoints",
            "{\"metadata\":{\"deploymentId\":\"%s\"},\"spec\":{\"savepointLocation\":\"s3://savepoints/%s\"}}"
                .formatted(id, name),
            "Prefer",
            "respond-async")
        .require(201);
  }

  /**
   * Changes the parallelism of one, durably and idempotently, without waiting for the read models
   * or asking for the resource: one event.
   *
   * @param n another one each time: half of the key, and what makes it a change
   */
  public static HttpConnection.Reply change(HttpConnection service, String name, int n)
      throws IOException {
    return patch(
        service,
        name,
        "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":%d}}}}".formatted(n % 1_000 + 2),
        name + "-" + n);
  }

  /**
   * Suspends one that has a savepoint, or cancels it when it is suspended, in the same way: three
   * events, since the transition completes at once.
   *
   * @param n another one each time: half of the key
   */
  public static HttpConnection.Reply wish(
      HttpConnection service, String name, boolean suspended, int n) throws IOException {
    return patch(
        service,
        name,
        suspended ? "{\"spec\":{\"state\":\"SUSPENDED\"}}" : "{\"spec\":{\"state\":\"CANCELLED\"}}",
        name + "-" + n);
  }

  private static HttpConnection.Reply patch(
      HttpConnection service, String name, String body, String key) throws IOException {
    return service
        .send(
            "PATCH",
            PATH + "/" + name,
            body,
            "Idempotency-Key",
            key,
            "Prefer",
            "respond-async, return=minimal")
        .require(204);
  }
}
