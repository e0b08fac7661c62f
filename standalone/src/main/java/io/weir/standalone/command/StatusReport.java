package io.weir.standalone.command;

import io.weir.standalone.cli.Command;
import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.data.Instance;
import io.weir.standalone.process.PartStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import tools.jackson.databind.JsonNode;

/** {@code weir status}: the parts, and the deployments of the default namespace. */
public final class StatusReport {
  private final PrintStream out;
  private final HttpClient http;

  public StatusReport(PrintStream out, HttpClient http) {
    this.out = out;
    this.http = http;
  }

  public void run(Command.Status command) throws IOException, InterruptedException {
    Instance instance = Instance.require(command.data());
    out.println(
        "Weir at "
            + instance.origin()
            + (instance.ready() ? "" : " (starting)")
            + ", since "
            + instance.startedAt());
    out.printf("%n%-20s %-11s %8s %9s  %s%n", "PART", "STATE", "PID", "RESTARTS", "LAST PROBLEM");
    for (PartStatus part : instance.parts()) {
      out.printf(
          "%-20s %-11s %8s %9d  %s%n",
          part.name(),
          part.state(),
          part.pid().map(String::valueOf).orElse("-"),
          part.restarts(),
          part.lastProblem().orElse(""));
    }
    sayDeployments(new WeirClient(URI.create(instance.origin()), http));
  }

  private void sayDeployments(WeirClient client) throws InterruptedException {
    Answer answer;
    try {
      answer = client.get("/api/v1/namespaces/default/deployments");
    } catch (IOException away) {
      out.println("\nThe API does not answer: " + away);
      return;
    }
    if (!answer.isSuccess()) {
      out.println("\nThe API answered " + answer.status() + ": " + answer.text("/message"));
      return;
    }
    out.printf("%n%-24s %-10s %s%n", "DEPLOYMENT", "WISH", "STATE");
    for (JsonNode item : answer.body().path("items")) {
      out.printf(
          "%-24s %-10s %s%n",
          item.at("/metadata/name").asString(""),
          item.at("/spec/state").asString(""),
          item.at("/status/state").asString(""));
    }
  }
}
