package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds out what a request is about. */
final class Router {
  private final ResourceCalls resources;
  private final URI self;

  Router(ResourceCalls resources, URI self) {
    this.resources = resources;
    this.self = self;
  }

  void serve(Call call) throws IOException, InterruptedException {
    List<String> path = call.path();
    String first = path.isEmpty() ? "" : path.getFirst();
    switch (first) {
      case "" ->
          call.reply(
              200,
              Trees.object()
                  .set(
                      "paths",
                      Trees.array()
                          .add("/api")
                          .add("/apis")
                          .add("/version")
                          .add("/healthz")
                          .add("/openapi/v2")));
      case "version" -> call.reply(200, Discovery.version());
      case "healthz", "livez", "readyz" ->
          call.reply(200, "text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
      case "openapi" -> OpenApi.serve(call);
      case "api" -> api(call, path);
      case "apis" -> apis(call, path);
      default -> throw ApiFailure.noSuchPath();
    }
  }

  private void api(Call call, List<String> path) throws IOException, InterruptedException {
    switch (path.size()) {
      case 1 -> call.reply(200, Discovery.coreVersions(self.getAuthority()));
      case 2 -> call.reply(200, Discovery.resources("", path.get(1)));
      default -> resource(call, "", path.get(1), path.subList(2, path.size()));
    }
  }

  private void apis(Call call, List<String> path) throws IOException, InterruptedException {
    switch (path.size()) {
      case 1 -> call.reply(200, Discovery.groupList());
      case 2 -> call.reply(200, Discovery.group(path.get(1)));
      case 3 -> call.reply(200, Discovery.resources(path.get(1), path.get(2)));
      default -> resource(call, path.get(1), path.get(2), path.subList(3, path.size()));
    }
  }

  /** The rest of the path: {@code [namespaces/<namespace>/]<plural>[/<name>[/<subresource>]]}. */
  private void resource(Call call, String group, String version, List<String> rest)
      throws IOException, InterruptedException {
    boolean inNamespace =
        rest.size() >= 3
            && rest.getFirst().equals("namespaces")
            && Catalogue.find(group, version, rest.get(2)).isPresent();
    boolean review =
        group.equals("authorization.k8s.io")
            && version.equals("v1")
            && AccessReviews.KINDS.containsKey(rest.getLast());
    if (review) {
      if (!call.method().equals("POST")) {
        throw ApiFailure.methodNotAllowed();
      }
      call.reply(201, AccessReviews.answer(rest.getLast(), call.object()));
      return;
    }
    List<String> local = inNamespace ? rest.subList(2, rest.size()) : rest;
    ResourceType type =
        Catalogue.find(group, version, local.getFirst()).orElseThrow(ApiFailure::noSuchPath);
    if (local.size() > 3
        || (inNamespace && !type.namespaced())
        || (!inNamespace && type.namespaced() && local.size() > 1)) {
      throw ApiFailure.noSuchPath();
    }
    Target target =
        new Target(
            type,
            inNamespace ? rest.get(1) : "",
            local.size() > 1 ? local.get(1) : "",
            local.size() > 2 ? local.get(2) : "");
    resources.serve(call, target);
  }
}
