package io.weir.benchmarks.commands;

import io.weir.benchmarks.harness.HttpConnection;
import java.io.IOException;

/** Deployments that nobody wants to run, so that an edit stays a fact and starts nothing. */
public final class Deployments {
  private static final String PATH = "/api/v1/namespaces/default/deployments";

  private Deployments() {}

  /** Creates one. */
  public static void create(HttpConnection service, String name) throws IOException {
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
        .require(201);
  }

  /**
   * Changes the parallelism of one, durably and idempotently, without waiting for the read models.
   *
   * @param n another one each time: half of the key, and what makes it a change
   */
  public static HttpConnection.Reply change(HttpConnection service, String name, int n)
      throws IOException {
    return service
        .send(
            "PATCH",
            PATH + "/" + name,
            "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":%d}}}}".formatted(n % 1_000 + 2),
            "Idempotency-Key",
            name + "-" + n,
            "Prefer",
            "respond-async")
        .require(200);
  }
}
