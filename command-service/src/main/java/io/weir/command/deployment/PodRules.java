package io.weir.command.deployment;

import io.weir.events.spec.KubernetesOptions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the pod options of a deployment must obey: what Kubernetes itself would refuse is refused
 * before it is recorded, as far as it can be told from here.
 */
final class PodRules {
  private static final String AT = SpecFaults.TEMPLATE + "/kubernetes";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final Pattern PREFIX =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern VARIABLE = Pattern.compile("[-._A-Za-z][-._A-Za-z0-9]*");

  private final SpecFaults faults;

  private PodRules(SpecFaults faults) {
    this.faults = faults;
  }

  static void check(KubernetesOptions options, SpecFaults faults) {
    PodRules rules = new PodRules(faults);
    if (options.pods().isPresent()
        && (options.jobManagerPodTemplate().isPresent()
            || options.taskManagerPodTemplate().isPresent()))
      faults.add(AT, "pods and pod templates are alternatives: give one");
    options
        .labels()
        .forEach((key, value) -> rules.label(AT + "/labels" + SpecFaults.step(key), key, value));
    options.pods().ifPresent(rules::pods);
    options
        .jobManagerPodTemplate()
        .ifPresent(tree -> rules.template(AT + "/jobManagerPodTemplate", tree));
    options
        .taskManagerPodTemplate()
        .ifPresent(tree -> rules.template(AT + "/taskManagerPodTemplate", tree));
  }

  private void pods(JsonNode pods) {
    String at = AT + "/pods";
    if (!object(at, pods)) return;
    texts(at + "/labels", pods.path("labels"), true);
    texts(at + "/annotations", pods.path("annotations"), false);
    texts(at + "/nodeSelector", pods.path("nodeSelector"), true);
    object(at + "/securityContext", pods.path("securityContext"));
    object(at + "/affinity", pods.path("affinity"));
    objects(at + "/tolerations", pods.path("tolerations"));
    if (objects(at + "/imagePullSecrets", pods.path("imagePullSecrets")))
      named(at + "/imagePullSecrets", pods.path("imagePullSecrets"), "pull-secret");
    if (objects(at + "/envVars", pods.path("envVars")))
      variables(at + "/envVars", pods.path("envVars"));
    if (objects(at + "/volumeMounts", pods.path("volumeMounts")))
      mounts(at + "/volumeMounts", pods.path("volumeMounts"));
  }

  private void variables(String at, JsonNode variables) {
    for (int i = 0; i < variables.size(); i++) {
      JsonNode variable = variables.get(i);
      if (!VARIABLE.matcher(variable.path("name").asString("")).matches())
        faults.add(at + "/" + i + "/name", "expected the name of a variable such as LOG_DIR");
      boolean value = variable.path("value").isValueNode() && !variable.path("value").isNull();
      boolean from = variable.path("valueFrom").isObject();
      if (value == from) faults.add(at + "/" + i, "expected either value or valueFrom");
    }
  }

  private void mounts(String at, JsonNode mounts) {
    for (int i = 0; i < mounts.size(); i++) {
      JsonNode mount = mounts.get(i);
      for (String part : new String[] {"volume", "volumeMount"})
        if (!mount.path(part).isObject())
          faults.add(
              at + "/" + i + "/" + part,
              "expected an object: an entry has a volume and its volumeMount");
      boolean named =
          Optional.of(mount).filter(m -> m.path("name").isString()).isPresent()
              || (mount.path("volume").path("name").isString()
                  && mount.path("volumeMount").path("name").isString());
      if (!named) faults.add(at + "/" + i + "/name", "expected the volume's name");
      if (mount.path("volumeMount").isObject()
          && !mount.path("volumeMount").path("mountPath").asString("").startsWith("/"))
        faults.add(at + "/" + i + "/volumeMount/mountPath", "expected a path such as /data");
    }
  }

  private void named(String at, JsonNode items, String example) {
    for (int i = 0; i < items.size(); i++)
      if (items.get(i).path("name").asString("").isBlank())
        faults.add(at + "/" + i + "/name", "expected a name such as " + example);
  }

  private void template(String at, JsonNode template) {
    if (!object(at, template)) return;
    JsonNode metadata = template.path("metadata");
    if (object(at + "/metadata", metadata)) {
      texts(at + "/metadata/labels", metadata.path("labels"), true);
      texts(at + "/metadata/annotations", metadata.path("annotations"), false);
    }
    if (!object(at + "/spec", template.path("spec"))) return;
    for (String list : new String[] {"containers", "initContainers", "volumes"})
      if (objects(at + "/spec/" + list, template.path("spec").path(list)))
        named(at + "/spec/" + list, template.path("spec").path(list), "flink-main-container");
  }

  private void texts(String at, JsonNode map, boolean labels) {
    if (!object(at, map)) return;
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String pointer = at + SpecFaults.step(entry.getKey());
      if (!entry.getValue().isValueNode() || entry.getValue().isNull())
        faults.add(pointer, "expected text");
      else if (labels) label(pointer, entry.getKey(), entry.getValue().asString());
      else key(pointer, entry.getKey());
    }
  }

  private void label(String at, String key, String value) {
    key(at, key);
    if (!value.isEmpty() && !NAME.matcher(value).matches())
      faults.add(
          at,
          "expected at most 63 of letters, digits, -, _ and ., with a letter or digit at both ends, but got '"
              + SpecFaults.printable(value)
              + "'");
  }

  private void key(String at, String key) {
    int slash = key.indexOf('/');
    boolean fits =
        NAME.matcher(key.substring(slash + 1)).matches()
            && (slash < 0 || PREFIX.matcher(key.substring(0, slash)).matches());
    if (!fits)
      faults.add(
          at,
          "expected a Kubernetes key such as team or example.com/team, but got '"
              + SpecFaults.printable(key)
              + "'");
  }

  /** Whether there is an object; something else is a fault. */
  private boolean object(String at, JsonNode value) {
    if (!value.isObject() && !value.isMissingNode()) faults.add(at, "expected an object");
    return value.isObject();
  }

  private boolean objects(String at, JsonNode value) {
    if (value.isMissingNode()) return false;
    boolean fits = value.isArray();
    if (fits) for (JsonNode item : value) fits &= item.isObject();
    if (!fits) faults.add(at, "expected a list of objects");
    return fits;
  }
}
