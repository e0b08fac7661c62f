package io.weir.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.standalone.compose.ComposeFile.Mount;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The rules of {@code docker-compose.yml}. */
class ComposeFileTest {
  private static final ComposeFile FILE = ComposeFile.read();
  private static final Set<String> PROFILES = Set.of("kubernetes", "demo", "monitoring");

  /** Keys of the Compose specification that the file may use; another one is misspelt. */
  private static final Set<String> TOP = Set.of("configs", "name", "services", "volumes");

  private static final Set<String> OF_SERVICE =
      Set.of(
          "cap_drop",
          "command",
          "configs",
          "depends_on",
          "entrypoint",
          "environment",
          "healthcheck",
          "image",
          "init",
          "network_mode",
          "networks",
          "ports",
          "profiles",
          "read_only",
          "restart",
          "security_opt",
          "stop_grace_period",
          "tmpfs",
          "user",
          "volumes");

  static Map<String, JsonNode> services() {
    return FILE.services();
  }

  static Set<String> names() {
    return FILE.services().keySet();
  }

  static Set<String> own() {
    return FILE.own().keySet();
  }

  @Test
  void usesKeysOfTheSpecificationOnly() {
    assertThat(FILE.tree().propertyNames())
        .allMatch(key -> TOP.contains(key) || key.startsWith("x-"));
    services().values().forEach(each -> assertThat(each.propertyNames()).isSubsetOf(OF_SERVICE));
  }

  @Test
  void namesTheImagesThatTheBuildMakesInItsVersion() {
    Set<String> images =
        FILE.own().values().stream().map(ComposeFile::image).collect(Collectors.toSet());
    assertThat(images)
        .isEqualTo(
            BuiltImages.mainClasses().keySet().stream()
                .map(module -> "weir/" + module + ":" + BuiltImages.version())
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void pinsTheVersionOfEveryImage(String service) {
    assertThat(ComposeFile.image(FILE.service(service))).matches("[a-z0-9./-]+:v?\\d+\\.\\d+[^:]*");
  }

  @ParameterizedTest
  @MethodSource("names")
  void publishesPortsOnLoopbackOnly(String service) {
    assertThat(ComposeFile.texts(FILE.service(service).path("ports")))
        .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
  }

  @ParameterizedTest
  @MethodSource("own")
  void runsOwnServicesWithoutRights(String name) {
    JsonNode service = FILE.service(name);
    if (name.equals("prepare")) {
      assertThat(service.path("network_mode").asString()).isEqualTo("none");
      return;
    }
    assertThat(service.has("user")).as("the image's user, who is not root").isFalse();
    assertThat(service.path("read_only").asBoolean()).isEqualTo(!name.equals("local-cluster"));
    assertThat(ComposeFile.texts(service.path("cap_drop"))).containsExactly("ALL");
    assertThat(ComposeFile.texts(service.path("security_opt")))
        .containsExactly("no-new-privileges:true");
  }

  @ParameterizedTest
  @MethodSource("names")
  void waitsForWhatAServiceNeedsUntilItCanServe(String name) {
    JsonNode service = FILE.service(name);
    service
        .path("depends_on")
        .forEachEntry(
            (needed, how) -> {
              JsonNode other = FILE.service(needed);
              assertThat(how.path("condition").asString())
                  .as(needed)
                  .isEqualTo(
                      other.has("healthcheck")
                          ? "service_healthy"
                          : "service_completed_successfully");
              assertThat(ComposeFile.profiles(service))
                  .as("%s runs wherever %s does", needed, name)
                  .satisfiesAnyOf(
                      mine -> assertThat(ComposeFile.profiles(other)).isEmpty(),
                      mine -> assertThat(ComposeFile.profiles(other)).isEqualTo(mine));
            });
    assertThat(PROFILES).containsAll(ComposeFile.profiles(service));
    if (!name.equals("prepare")) {
      assertThat(service.has("healthcheck")).isTrue();
      assertThat(service.path("restart").asString()).isEqualTo("unless-stopped");
      assertThat(service.path("stop_grace_period").asString()).matches("[2-6]0s");
    }
  }

  @Test
  void declaresExactlyTheVolumesThatAreUsed() {
    Set<String> used =
        services().values().stream()
            .flatMap(service -> ComposeFile.mounts(service).stream())
            .map(Mount::source)
            .filter(source -> !source.startsWith("."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(FILE.tree().path("volumes").propertyNames());
  }

  @ParameterizedTest
  @MethodSource("names")
  void keepsSecretsInFilesThatOnlyTheirUsersSee(String name) {
    JsonNode service = FILE.service(name);
    assertThat(ComposeFile.environment(service).keySet())
        .allMatch(
            variable ->
                !variable.matches(".*(PASSWORD|TOKEN|KEY|SECRET).*") || variable.endsWith("FILE"));
    for (Mount mount : ComposeFile.mounts(service))
      if (mount.source().startsWith("secrets-") && !name.equals("prepare"))
        assertThat(mount.readOnly()).as(mount.source()).isTrue();
    assertThat(
            ComposeFile.mounts(service).stream()
                .anyMatch(mount -> mount.source().equals("secrets-master")))
        .as("the master keys are the command service's")
        .isEqualTo(Set.of("command-service", "prepare").contains(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void mountsEveryFileThatAVariableNames(String name) {
    JsonNode service = FILE.service(name);
    ComposeFile.environment(service)
        .forEach(
            (variable, value) -> {
              String path = value.replaceFirst("^(file://|configtree:)", "");
              if (path.startsWith("/weir/"))
                assertThat(ComposeFile.mounts(service))
                    .as(variable)
                    .anyMatch(mount -> (path + "/").startsWith(mount.target() + "/"));
            });
  }

  @Test
  void scrapesEveryOwnServiceWhereItListens() {
    JsonNode prometheus =
        ComposeFile.yaml(FILE.tree().at("/configs/prometheus/content").asString());
    Set<String> scraped = new TreeSet<>();
    for (JsonNode job : prometheus.path("scrape_configs")) {
      job.at("/static_configs/0/targets").forEach(target -> scraped.add(target.asString()));
      JsonNode found = job.at("/dns_sd_configs/0");
      found
          .path("names")
          .forEach(name -> scraped.add(name.asString() + ":" + found.path("port").asInt()));
    }
    Set<String> listening = new TreeSet<>();
    FILE.own()
        .forEach(
            (name, service) -> {
              String host =
                  service.path("network_mode").asString(name).replaceFirst("^service:", "");
              String port = ComposeFile.environment(service).get("SERVER_PORT");
              if (!name.equals("prepare") && !name.equals("local-cluster"))
                listening.add(host + ":" + port);
            });
    assertThat(scraped).isEqualTo(listening);
  }

  @Test
  void givesEveryConfigurationToSomebodyAndTakesNoneThatIsNotThere() {
    Set<String> used = new TreeSet<>();
    services()
        .values()
        .forEach(
            each ->
                each.path("configs").forEach(config -> used.add(config.path("source").asString())));
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(FILE.tree().path("configs").propertyNames());
    FILE.tree()
        .path("configs")
        .forEach(
            config -> assertThat(ComposeFile.yaml(config.path("content").asString())).isNotEmpty());
    for (JsonNode service : services().values())
      for (Mount mount : ComposeFile.mounts(service))
        if (mount.source().startsWith("./charts"))
          assertThat(ComposeFile.ROOT.resolve(mount.source())).exists();
  }

  @Test
  void tellsKafkaWhatKafkaKnows() {
    Map<String, Object> properties = new HashMap<>();
    ComposeFile.environment(FILE.service("kafka"))
        .forEach(
            (name, value) -> {
              if (name.startsWith("KAFKA_"))
                properties.put(
                    name.substring("KAFKA_".length()).toLowerCase().replace('_', '.'), value);
            });
    assertThat(KafkaConfig.configNames().contains("log.dirs")).isTrue();
    properties
        .keySet()
        .forEach(key -> assertThat(KafkaConfig.configNames().contains(key)).as(key).isTrue());
    assertThat(new KafkaConfig(properties).effectiveAdvertisedBrokerListeners().size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"a$$b, a$b", "${PORT:-8080}:80, 8080:80", "${BASE:-file:///weir}, file:///weir"})
  void readsVariablesWithTheirDefaults(String text, String value) {
    assertThat(ComposeFile.interpolated(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"$PORT", "${PORT}"})
  void refusesVariablesWithoutADefault(String text) {
    assertThatThrownBy(() -> ComposeFile.interpolated(text)).hasMessageContaining("default");
  }
}
