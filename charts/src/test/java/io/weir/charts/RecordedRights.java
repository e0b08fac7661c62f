package io.weir.charts;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.weir.cluster.api.ApiServer;
import io.weir.cluster.api.PodLogs;
import io.weir.events.deployment.JobRequested;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.render.ClusterManifests;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.kube.FabricObjects;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which rights the executor's requests need: everything that it can ask of Kubernetes is asked of a
 * server, and written down as an authorizer would see it.
 */
final class RecordedRights implements Interceptor {
  private static final String NAMESPACE = "default";
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api/v1|apis/([^/]+)/v1)/namespaces/[^/]+/([a-z]+)(?:/([^/]+)(?:/([a-z]+))?)?");

  private final Set<String> rights = new ConcurrentSkipListSet<>();

  static Set<String> ofTheExecutor() {
    RecordedRights recorded = new RecordedRights();
    try {
      Path directory = Files.createTempDirectory("weir-rights-");
      ApiServer server =
          ApiServer.start(directory, new InetSocketAddress("127.0.0.1", 0), PodLogs.NONE);
      try (KubernetesClient client = recorded.client(server.uri());
          FabricObjects objects = new FabricObjects(client, changed -> {})) {
        recorded.askEverything(objects);
      } finally {
        server.close();
      }
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    return recorded.rights;
  }

  /** The methods of the port that {@link #askEverything} calls: all of them. */
  static final Set<String> ASKED =
      Set.of("cached", "live", "create", "apply", "scale", "delete", "logTail", "complaints");

  /** Every method of the port, with every kind that it is called with. */
  private void askEverything(FabricObjects objects) throws IOException {
    JobIntent job = job();
    await("every watch begins")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                objects.cached(job).isPresent()
                    && rights.stream().filter(right -> right.endsWith(" watch")).count() == 6);
    objects.live(job);
    objects.create(NAMESPACE, ClusterManifests.owner(job));
    // What is in it does not matter here.
    objects.create(NAMESPACE, named("v1", "Secret"));
    RenderSettings settings = new RenderSettings("weir/artifact-fetcher:0.1.0", "weir-flink");
    for (Part part :
        List.of(Part.CONFIGURATION, Part.SERVICE, Part.TASK_MANAGERS, Part.JOB_MANAGER))
      objects.apply(
          NAMESPACE, ClusterManifests.part(job, part, UUID.randomUUID().toString(), settings));
    objects.scale(
        NAMESPACE,
        new ObjectRef(
            "Deployment",
            Part.TASK_MANAGERS.nameIn(job.clusterName()),
            UUID.randomUUID().toString()),
        2);
    for (String kind : List.of("Secret", "ConfigMap", "Service", "Pod", "Deployment", "Job"))
      objects.delete(NAMESPACE, new ObjectRef(kind, "gone", UUID.randomUUID().toString()));
    objects.logTail(NAMESPACE, "gone", "main", 10);
    objects.complaints(job);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    Matcher path = PATH.matcher(request.uri().getPath());
    if (!path.matches())
      throw new AssertionError("Expected requests in a namespace, but got " + request.uri());
    String resource =
        (path.group(1) == null ? "" : path.group(1) + "/")
            + path.group(2)
            + (path.group(4) == null ? "" : "/" + path.group(4));
    boolean named = path.group(3) != null;
    switch (request.method()) {
      case "GET" -> rights.add(resource + (named ? " get" : watches(request) ? " watch" : " list"));
      case "POST" -> rights.add(resource + " create");
      case "DELETE" -> rights.add(resource + (named ? " delete" : " deletecollection"));
      case "PUT" -> rights.add(resource + " update");
      case "PATCH" -> {
        rights.add(resource + " patch");
        // The server asks for it, too, when an apply makes the object.
        rights.add(resource + " create");
      }
      default -> throw new AssertionError("Unknown method " + request.method());
    }
  }

  private static boolean watches(HttpRequest request) {
    return String.valueOf(request.uri().getQuery()).contains("watch=true");
  }

  private KubernetesClient client(URI server) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                .withMasterUrl(server.toString())
                .build())
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("weir-rights", this))
        .build();
  }

  private static ObjectNode named(String version, String kind) {
    ObjectNode object = WireJson.mapper().createObjectNode();
    object.put("apiVersion", version).put("kind", kind);
    object.putObject("metadata").put("name", "made");
    return object;
  }

  private static JobIntent job() throws IOException {
    Path golden =
        Chart.ROOT.resolve("events-schema/src/test/resources/golden/job.requested/1.json");
    ObjectNode event = (ObjectNode) WireJson.mapper().readTree(Files.readAllBytes(golden));
    JsonNode target = event.path("target");
    if (target instanceof ObjectNode where) where.put("kubernetesNamespace", NAMESPACE);
    JobRequested request = WireJson.mapper().treeToValue(event, JobRequested.class);
    UUID any = UUID.randomUUID();
    EventMetadata metadata =
        new EventMetadata(
            any,
            request.deploymentId(),
            0,
            0,
            Instant.EPOCH,
            "default",
            "rights",
            new Actor(Actor.Kind.USER, "somebody"),
            Optional.empty(),
            any,
            any,
            "CreateDeployment",
            Optional.empty());
    return Desired.empty(request.deploymentId()).evolve(metadata, request).jobs().getFirst();
  }
}
