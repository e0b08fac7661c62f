package io.weir.standalone.command;

import io.weir.standalone.cli.Command;
import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.data.Instance;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.process.CrashReport;
import io.weir.standalone.refusal.UserError;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** {@code weir logs}: what the pods of a deployment's newest job say, by the Kubernetes API. */
public final class PodLogs {
  private static final String WEIR = "/api/v1/namespaces/default";

  private final PrintStream out;
  private final HttpClient http;

  public PodLogs(PrintStream out, HttpClient http) {
    this.out = out;
    this.http = http;
  }

  public void run(Command.Logs command) throws IOException, InterruptedException {
    Instance instance = Instance.require(command.data());
    if (command.deployment().isEmpty()) {
      out.println("Logs of the parts are in " + command.data().resolve("logs"));
      CrashReport.all(command.data())
          .forEach(report -> out.println("What a JVM says of its crash: " + report));
      out.println("Logs of a deployment's pods: weir logs <deployment>");
      return;
    }
    WeirClient weir = new WeirClient(URI.create(instance.origin()), http);
    String job = newestJob(weir, command.deployment().get());
    WeirClient kubernetes =
        new WeirClient(
            URI.create("http://127.0.0.1:" + instance.ports().get(PortTable.Name.CLUSTER)), http);
    List<JsonNode> pods =
        StreamSupport.stream(
                kubernetes.get("/api/v1/pods").body().path("items").spliterator(), false)
            .filter(pod -> pod.at("/metadata/name").asString("").startsWith("job-" + job))
            .toList();
    if (pods.isEmpty()) {
      throw new UserError(
          "Expected pods of job %s, but it has none; the deployment does not run.".formatted(job));
    }
    for (JsonNode pod : pods) {
      String name = pod.at("/metadata/name").asString("");
      out.println("==> " + name + " <==");
      out.println(
          kubernetes.getText(
              "/api/v1/namespaces/%s/pods/%s/log?tailLines=%d"
                  .formatted(pod.at("/metadata/namespace").asString(""), name, command.tail())));
    }
  }

  private static String newestJob(WeirClient weir, String deployment)
      throws IOException, InterruptedException {
    Answer found = weir.get(WEIR + "/deployments/" + WeirClient.encode(deployment));
    if (!found.isSuccess()) {
      throw new UserError(
          "Expected a deployment '%s', but the API answered %d: %s"
              .formatted(deployment, found.status(), found.text("/message")));
    }
    Answer jobs = weir.get(WEIR + "/jobs?deploymentId=" + found.text("/metadata/id"));
    JsonNode items = jobs.body().path("items");
    if (items.isEmpty()) {
      throw new UserError("The deployment '%s' has not had a job yet.".formatted(deployment));
    }
    return items.get(items.size() - 1).at("/metadata/id").asString("");
  }
}
