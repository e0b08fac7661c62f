package io.weir.command.body;

import io.weir.appmanager.DeploymentTargetResource;
import io.weir.appmanager.ResourceBinder;
import io.weir.command.targets.TargetWish;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a deployment target (app-manager-api.md 2.5). */
public final class TargetBody {
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z_-]{1,250}");
  private static final Pattern KUBERNETES_NAMESPACE =
      Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private TargetBody() {}

  private record Kubernetes(Optional<String> namespace) {}

  /**
   * Reads the body.
   *
   * @param path the name in the path; absent at POST
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public static TargetWish of(ObjectNode body, String namespace, Optional<String> path) {
    Envelope.check(body, DeploymentTargetResource.KIND, namespace);
    MetadataBody metadata = Envelope.metadata(body);
    String name = Envelope.name(metadata, path);
    if (!NAME.matcher(name).matches())
      throw Envelope.fault("/metadata/name", "expected 1 to 250 of 0-9, a-z, A-Z, _ and -");
    return new TargetWish(
        name, metadata.labels(), metadata.annotations(), kubernetesNamespace(body));
  }

  private static Optional<String> kubernetesNamespace(ObjectNode body) {
    JsonNode spec = body.path("spec");
    Envelope.object(spec, "/spec");
    JsonNode kubernetes = spec.path("kubernetes");
    Envelope.object(kubernetes, "/spec/kubernetes");
    if (!kubernetes.isObject()) return Optional.empty();
    Optional<String> namespace =
        ResourceBinder.bind(
                SpecOverlay.withoutNulls(kubernetes), Kubernetes.class, "/spec/kubernetes")
            .namespace()
            .filter(text -> !text.isEmpty());
    if (namespace.filter(n -> !KUBERNETES_NAMESPACE.matcher(n).matches()).isPresent())
      throw Envelope.fault(
          "/spec/kubernetes/namespace",
          "expected 1 to 63 of a-z, 0-9 and -, with a letter or digit at both ends");
    return namespace;
  }
}
