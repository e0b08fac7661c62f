package io.weir.cluster.kinds;

import io.weir.cluster.json.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What makes an object's metadata invalid, whatever its kind. */
final class MetadataRules {
  private static final int MAX_ANNOTATIONS = 256 << 10;

  private MetadataRules() {}

  static List<Fault> check(String resource, JsonNode object, Optional<JsonNode> current) {
    List<Fault> faults = new ArrayList<>();
    JsonNode metadata = object.path("metadata");
    String name = Trees.text(metadata, "name");
    if (name.isEmpty()) {
      faults.add(Fault.required("metadata.name", "name or generateName is required"));
    } else if (current.isEmpty()) {
      Names.wrongName(resource, name)
          .ifPresent(why -> faults.add(Fault.invalid("metadata.name", name, why)));
    }
    labels(metadata.path("labels"), "metadata.labels", faults);
    long size = 0;
    for (Map.Entry<String, JsonNode> annotation : metadata.path("annotations").properties()) {
      Names.wrongKey(annotation.getKey().toLowerCase(Locale.ROOT))
          .ifPresent(
              why -> faults.add(Fault.invalid("metadata.annotations", annotation.getKey(), why)));
      size += annotation.getKey().length() + annotation.getValue().asString("").length();
    }
    if (size > MAX_ANNOTATIONS) {
      faults.add(
          new Fault(
              "FieldValueTooLong",
              "Too long: may not be more than " + MAX_ANNOTATIONS + " bytes",
              "metadata.annotations"));
    }
    owners(metadata.path("ownerReferences"), faults);
    finalizers(metadata, current, faults);
    return faults;
  }

  static void labels(JsonNode labels, String at, List<Fault> faults) {
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      String value = label.getValue().asString("");
      Names.wrongKey(label.getKey())
          .ifPresent(why -> faults.add(Fault.invalid(at, label.getKey(), why)));
      Names.wrongLabelValue(value).ifPresent(why -> faults.add(Fault.invalid(at, value, why)));
    }
  }

  private static void owners(JsonNode owners, List<Fault> faults) {
    Set<String> controllers = new HashSet<>();
    for (int i = 0; i < owners.size(); i++) {
      // Which of them is meant, the real server does not say either.
      for (String field : List.of("apiVersion", "kind", "name", "uid")) {
        if (Trees.text(owners.get(i), field).isEmpty()) {
          String what =
              field.equals("apiVersion") ? "version must not be empty" : "must not be empty";
          faults.add(Fault.invalid("metadata.ownerReferences." + field, "", what));
        }
      }
      if (owners.get(i).path("controller").booleanValue(false)) {
        controllers.add(Trees.text(owners.get(i), "uid") + i);
      }
    }
    if (controllers.size() > 1) {
      faults.add(
          Fault.invalid(
              "metadata.ownerReferences",
              "several",
              "Only one reference can have Controller set to true"));
    }
  }

  private static void finalizers(
      JsonNode metadata, Optional<JsonNode> current, List<Fault> faults) {
    Set<String> before = new HashSet<>();
    current.ifPresent(
        old -> Trees.at(old, "metadata", "finalizers").forEach(f -> before.add(f.asString(""))));
    for (JsonNode finalizer : metadata.path("finalizers")) {
      String name = finalizer.asString("");
      Names.wrongKey(name)
          .ifPresent(why -> faults.add(Fault.invalid("metadata.finalizers", name, why)));
      if (Trees.has(metadata, "deletionTimestamp")
          && current.isPresent()
          && !before.contains(name)) {
        faults.add(
            Fault.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers \""
                    + name
                    + "\""));
      }
    }
  }
}
