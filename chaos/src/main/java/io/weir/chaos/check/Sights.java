package io.weir.chaos.check;

import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what {@link ConvergenceChecker} judges, over HTTP. */
public final class Sights {
  private static final List<String> KINDS =
      List.of(
          "api/v1/namespaces/default/configmaps",
          "api/v1/namespaces/default/services",
          "api/v1/namespaces/default/pods",
          "apis/apps/v1/namespaces/default/deployments",
          "apis/batch/v1/namespaces/default/jobs");
  private static final String OWNED = "?labelSelector=weir.io%2Fdeployment-id";

  private Sights() {}

  /** All deployments of the default namespace. */
  public static List<ConvergenceChecker.Deployment> deployments(WeirClient weir)
      throws IOException, InterruptedException {
    List<ConvergenceChecker.Deployment> deployments = new ArrayList<>();
    for (JsonNode item : weir.get("/api/v1/namespaces/default/deployments").body().path("items")) {
      deployments.add(
          new ConvergenceChecker.Deployment(
              item.at("/metadata/id").asString(""),
              item.at("/spec/state").asString(""),
              item.at("/status/state").asString(""),
              item.at("/metadata/resourceVersion").asLong(0)));
    }
    return deployments;
  }

  /** What the cluster has for deployments. */
  public static List<ConvergenceChecker.Resource> resources(WeirClient cluster)
      throws IOException, InterruptedException {
    List<ConvergenceChecker.Resource> resources = new ArrayList<>();
    for (String kind : KINDS) {
      for (JsonNode item : cluster.get("/" + kind + OWNED).body().path("items")) {
        resources.add(
            new ConvergenceChecker.Resource(
                kind.substring(kind.lastIndexOf('/') + 1),
                item.at("/metadata/name").asString(""),
                item.path("metadata").path("labels").path("weir.io/deployment-id").asString("")));
      }
    }
    return resources;
  }
}
