package io.weir.apirules;

import io.weir.appmanager.ResourceJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a client knows by now: names that it uses again and again, and ids that it was told. So
 * requests meet what is there, and one another.
 */
public final class Vocabulary {
  private static final List<String> NAMES =
      List.of("orders", "clicks", "word-count", "default", "production");
  private static final int REMEMBERED = 20;

  /** Parameters and fields that mean a resource of this kind, by its id. */
  private static final Map<String, String> KINDS =
      Map.of(
          "nameOrId", "Deployment",
          "deploymentId", "Deployment",
          "deploymentTargetId", "DeploymentTarget",
          "savepointId", "Savepoint",
          "jobId", "Job");

  private final Map<String, List<String>> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>(NAMES);
  private final Map<String, List<String>> fixed = new HashMap<>();

  public Vocabulary() {
    fixed.put(
        "namespace",
        List.of("default", "default", "default", "default", "default", "team-a", "nowhere"));
    fixed.put("jarUri", List.of("file:///words.jar", "https://repo.example.org/words.jar?a=b"));
    fixed.put("savepointLocation", List.of("file:///data/a", "file:///data/b/", "/data/a"));
    fixed.put("filename", List.of("words.jar", "a.b-c_d+e", "words.txt"));
    fixed.put("flinkVersion", List.of("2.3", "1.20", "1.6"));
    fixed.put("labelSelector", List.of("team=a", "a in (b,c)", "!x", "a!=b,c notin (d)"));
    fixed.put("interval", List.of("6h", "PT10S"));
    fixed.put("maxAge", List.of("30d", "PT720H"));
    fixed.put("afterDeletion", List.of("90d", "PT1H"));
    fixed.put("zone", List.of("Europe/Berlin", "UTC"));
    fixed.put("jobFailureExpirationTime", List.of("1h", "PT1H"));
    fixed.put("memory", List.of("1g", "1.5G", "2048m"));
    fixed.put("cron", List.of("30 3 * * 1-5", "*/5 * * * *"));
    fixed.put("If-Match", List.of("*", "\"1\"", "W/\"2\"", "\"3\""));
    fixed.put("Idempotency-Key", List.of("key-1", "key-2", "key-3", "key-4"));
  }

  /** Lets the client know a further value of a parameter or field. */
  public Vocabulary with(String name, String... values) {
    fixed.put(name, List.of(values));
    return this;
  }

  /** Takes in what an answer tells. */
  public void learn(String body) {
    try {
      for (JsonNode holder : ResourceJson.mapper().readTree(body).findParents("metadata")) {
        String kind = holder.path("kind").asString("");
        learn(holder.at("/metadata/id"), ids.computeIfAbsent(kind, any -> new ArrayList<>()));
        learn(holder.at("/metadata/name"), names);
      }
    } catch (JacksonException notJson) {
      // YAML tells nothing that JSON does not.
    }
  }

  private static void learn(JsonNode value, List<String> known) {
    if (value.isString() && !known.contains(value.asString())) known.add(value.asString());
    if (known.size() > REMEMBERED) known.removeFirst();
  }

  /** A value that a parameter or field of this name may have; empty when nothing is known. */
  String draw(String name, SplittableRandom random) {
    if (fixed.containsKey(name)) return any(fixed.get(name), random);
    List<String> told = ids.getOrDefault(KINDS.getOrDefault(name, ""), List.of());
    if (!told.isEmpty() && random.nextInt(5) > 0) return any(told, random);
    return name.equals("name") || name.equals("nameOrId") ? any(names, random) : "";
  }

  private static String any(List<String> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }
}
