package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment of a container as its spec asks for it, in the order of the spec. */
final class ContainerEnvironment {
  private static final String PROBLEM = "CreateContainerConfigError";

  private final Pod pod;
  private final String podIp;
  private final Sources sources;

  private ContainerEnvironment(Pod pod, String podIp, Sources sources) {
    this.pod = pod;
    this.podIp = podIp;
    this.sources = sources;
  }

  /**
   * @throws CannotStart if a config map, a secret or a key is missing that is not optional
   */
  static Map<String, String> of(Pod pod, Container container, String podIp, Sources sources)
      throws CannotStart {
    ContainerEnvironment environment = new ContainerEnvironment(pod, podIp, sources);
    Map<String, String> values = new LinkedHashMap<>();
    for (EnvFromSource from : container.getEnvFrom()) {
      environment.whole(from, values);
    }
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValueFrom() == null) {
        values.put(variable.getName(), Optional.ofNullable(variable.getValue()).orElse(""));
      } else {
        environment
            .single(variable.getValueFrom(), container)
            .ifPresent(value -> values.put(variable.getName(), value));
      }
    }
    return values;
  }

  private void whole(EnvFromSource from, Map<String, String> values) throws CannotStart {
    String prefix = Optional.ofNullable(from.getPrefix()).orElse("");
    Optional<Map<String, byte[]>> data;
    boolean optional;
    String what;
    if (from.getConfigMapRef() != null) {
      what = "configmap \"" + from.getConfigMapRef().getName() + "\"";
      optional = Boolean.TRUE.equals(from.getConfigMapRef().getOptional());
      data = sources.configMapData(namespace(), from.getConfigMapRef().getName());
    } else {
      what = "secret \"" + from.getSecretRef().getName() + "\"";
      optional = Boolean.TRUE.equals(from.getSecretRef().getOptional());
      data = sources.secretData(namespace(), from.getSecretRef().getName());
    }
    if (data.isEmpty() && !optional) {
      throw new CannotStart(PROBLEM, what + " not found");
    }
    data.ifPresent(
        entries -> entries.forEach((key, bytes) -> values.put(prefix + key, text(bytes))));
  }

  private Optional<String> single(EnvVarSource source, Container container) throws CannotStart {
    if (source.getFieldRef() != null) {
      return Optional.of(field(source.getFieldRef().getFieldPath()));
    }
    if (source.getResourceFieldRef() != null) {
      return Optional.of(
          resource(
              container,
              source.getResourceFieldRef().getResource(),
              source.getResourceFieldRef().getDivisor()));
    }
    if (source.getConfigMapKeyRef() != null) {
      var ref = source.getConfigMapKeyRef();
      return key(
          "configmap",
          ref.getName(),
          ref.getKey(),
          Boolean.TRUE.equals(ref.getOptional()),
          sources.configMapData(namespace(), ref.getName()));
    }
    var ref = source.getSecretKeyRef();
    return key(
        "secret",
        ref.getName(),
        ref.getKey(),
        Boolean.TRUE.equals(ref.getOptional()),
        sources.secretData(namespace(), ref.getName()));
  }

  private Optional<String> key(
      String kind, String name, String key, boolean optional, Optional<Map<String, byte[]>> data)
      throws CannotStart {
    Optional<String> value = data.map(entries -> entries.get(key)).map(ContainerEnvironment::text);
    if (value.isEmpty() && !optional) {
      throw new CannotStart(
          PROBLEM,
          data.isEmpty()
              ? "%s \"%s\" not found".formatted(kind, name)
              : "couldn't find key %s in %s %s/%s".formatted(key, kind, namespace(), name));
    }
    return value;
  }

  /** A field of the pod, as the downward API names it. */
  String field(String path) throws CannotStart {
    var metadata = pod.getMetadata();
    if (path.startsWith("metadata.labels['") || path.startsWith("metadata.annotations['")) {
      Map<String, String> map =
          path.startsWith("metadata.labels") ? metadata.getLabels() : metadata.getAnnotations();
      String key = path.substring(path.indexOf('\'') + 1, path.length() - 2);
      return Optional.ofNullable(map).map(entries -> entries.get(key)).orElse("");
    }
    return switch (path) {
      case "metadata.name" -> metadata.getName();
      case "metadata.namespace" -> metadata.getNamespace();
      case "metadata.uid" -> metadata.getUid();
      case "spec.nodeName" -> pod.getSpec().getNodeName();
      case "spec.serviceAccountName" ->
          Optional.ofNullable(pod.getSpec().getServiceAccountName()).orElse("default");
      case "status.podIP", "status.podIPs" -> podIp;
      case "status.hostIP", "status.hostIPs" -> PodStatusView.HOST_IP;
      default -> throw new CannotStart(PROBLEM, "the downward API has no field " + path);
    };
  }

  private static String resource(Container container, String resource, Quantity divisor)
      throws CannotStart {
    String[] parts = resource.split("\\.", 2);
    var resources = container.getResources();
    Map<String, Quantity> map =
        resources == null
            ? null
            : parts[0].equals("limits") ? resources.getLimits() : resources.getRequests();
    Quantity quantity = map == null ? null : map.get(parts[parts.length - 1]);
    if (quantity == null) {
      throw new CannotStart(
          PROBLEM, "container %s has no %s".formatted(container.getName(), resource));
    }
    BigDecimal unit = divisor == null ? BigDecimal.ONE : divisor.getNumericalAmount();
    unit = unit.signum() == 0 ? BigDecimal.ONE : unit;
    return quantity.getNumericalAmount().divide(unit, 0, RoundingMode.CEILING).toPlainString();
  }

  private String namespace() {
    return pod.getMetadata().getNamespace();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
