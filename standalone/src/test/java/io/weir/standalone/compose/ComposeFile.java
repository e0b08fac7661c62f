package io.weir.standalone.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docker-compose.yml} as the engine sees it where nothing is set: merged, with the defaults
 * of its variables.
 */
record ComposeFile(JsonNode tree) {
  static final Path ROOT = Path.of(System.getProperty("weir.root")).toAbsolutePath();

  /** {@code $$}, {@code ${NAME}} or {@code ${NAME:-default}}; any other dollar is a mistake. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:(\\$)|\\{([A-Z][A-Z0-9_]*)(?::-([^}$]*))?}|)");

  static ComposeFile read() {
    try {
      return new ComposeFile(yaml(Files.readString(ROOT.resolve("docker-compose.yml"))));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Text as a tree, with merge keys resolved. */
  static JsonNode yaml(String text) {
    Object merged = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return JsonMapper.shared().valueToTree(merged);
  }

  Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new TreeMap<>();
    tree.path("services").forEachEntry(services::put);
    return services;
  }

  JsonNode service(String name) {
    JsonNode service = tree.path("services").path(name);
    if (service.isMissingNode()) throw new IllegalArgumentException("No service " + name);
    return service;
  }

  /** Services of Weir's own images, by name. */
  Map<String, JsonNode> own() {
    Map<String, JsonNode> own = new TreeMap<>(services());
    own.values().removeIf(service -> !image(service).startsWith("weir/"));
    return own;
  }

  static String image(JsonNode service) {
    return interpolated(service.path("image").asString());
  }

  /** The module that an image of Weir's own is built from. */
  static String module(JsonNode service) {
    return image(service).replaceAll("^weir/|:.*$", "");
  }

  static Map<String, String> environment(JsonNode service) {
    Map<String, String> variables = new TreeMap<>();
    service
        .path("environment")
        .forEachEntry((name, value) -> variables.put(name, interpolated(value.asString())));
    return variables;
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(each -> interpolated(each.asString())).toList();
  }

  static Set<String> profiles(JsonNode service) {
    return service
        .path("profiles")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  /** The volume or path and what it is mounted as, with its mode where one is given. */
  static List<Mount> mounts(JsonNode service) {
    return service.path("volumes").valueStream().map(ComposeFile::mount).toList();
  }

  private static Mount mount(JsonNode mount) {
    if (mount.isObject())
      return new Mount(
          interpolated(mount.path("source").asString()),
          mount.path("target").asString(),
          mount.path("read_only").asBoolean(false));
    String[] parts = interpolated(mount.asString()).split(":");
    return new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro"));
  }

  record Mount(String source, String target, boolean readOnly) {}

  static String interpolated(String text) {
    Function<MatchResult, String> value =
        match -> {
          if (match.group(1) != null) return "$";
          if (match.group(3) != null) return match.group(3);
          throw new IllegalArgumentException(
              "Expected $$ or a variable with a default such as ${PORT:-8080}, but got " + text);
        };
    return VARIABLE.matcher(text).replaceAll(match -> quote(value.apply(match)));
  }

  private static String quote(String text) {
    return Matcher.quoteReplacement(text);
  }
}
