package io.weir.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.Ports;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The services of {@code docker compose --profile demo up}, without an engine: each is a process
 * with the environment of the compose file, in which names of containers stand for loopback
 * addresses, and paths for a directory of the test.
 */
class ComposeIT {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String NAMESPACE = "/api/v1/namespaces/default";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ComposeFile FILE = ComposeFile.read();

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, ComposeProcess> processes = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final int clusterPort = Ports.free();

  @AfterEach
  void endWhatIsLeft() {
    processes.values().forEach(ComposeProcess::kill);
  }

  @Test
  void carriesAWishToKubernetesWithItsSecretAndStopsInOrder() throws Exception {
    for (String mount :
        List.of("storage", "cluster", "secrets/database", "secrets/master", "secrets/executor"))
      Files.createDirectories(directory.resolve(mount));
    makeRoleAndDatabase();
    process("prepare").run();
    assertThatSecretsAreMade();

    start("local-cluster", "command-service", "projection-service");
    start("gateway", "demo-executor");

    WeirClient client = new WeirClient(URI.create("http://" + address("gateway") + ":8080"), http);
    Answer secret =
        client.postYaml(
            NAMESPACE + "/secret-values",
            "metadata: {name: GREETING}\nspec: {kind: PLAIN, value: hello-there}");
    assertThat(secret.status()).as("%s", secret.body()).isEqualTo(201);
    Path jar = Files.write(directory.resolve("job.jar"), new byte[] {1});
    Answer uploaded = client.upload("default", jar);
    assertThat(uploaded.status()).as("%s", uploaded.body()).isEqualTo(200);
    assertThat(uploaded.text("/artifact/uri")).startsWith("file://" + directory + "/storage/");

    Answer made =
        client.postYaml(NAMESPACE + "/deployments", deployment(uploaded.text("/artifact/uri")));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    await("the projection service shows it, and asks the command service what may be asked of it")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Answer read = client.get(NAMESPACE + "/deployments/smoke");
              assertThat(read.status()).isEqualTo(200);
              assertThat(read.text("/spec/state")).isEqualTo("RUNNING");
              // Left out where the command service takes long.
              assertThat(read.body().at("/status").has("allowedActions")).isTrue();
            });

    WeirClient cluster = new WeirClient(URI.create("http://127.0.0.1:" + clusterPort), http);
    await("the executor has told the cluster")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(secrets(cluster)).anyMatch(value -> value.contains("hello-there")));
    assertThatMetricsAreServed();

    for (String name : List.of("demo-executor", "gateway", "projection-service", "command-service"))
      assertThat(processes.get(name).stop()).as(name + " ends by SIGTERM").isEqualTo(143);
  }

  /** Its image is not there, so no Flink is started; what comes before that is all of Weir's. */
  private static String deployment(String jar) {
    return """
    metadata: {name: smoke}
    spec:
      state: RUNNING
      deploymentTargetName: default
      template:
        spec:
          artifact:
            kind: JAR
            jarUri: %s
            entryClass: Main
            flinkVersion: "2.3"
            flinkImageTag: none
          flinkConfiguration:
            user.greeting: ${GREETING}
    """
        .formatted(jar);
  }

  /** The values of all Secrets, decoded. */
  private static List<String> secrets(WeirClient cluster) throws Exception {
    return cluster
        .get("/api/v1/namespaces/default/secrets")
        .body()
        .path("items")
        .valueStream()
        .flatMap(item -> item.path("data").valueStream())
        .map(value -> new String(Base64.getDecoder().decode(value.asString())))
        .toList();
  }

  private void assertThatSecretsAreMade() throws Exception {
    Path password = directory.resolve("secrets/database/spring.datasource.password");
    String before = Files.readString(password);
    assertThat(before).matches("[A-Za-z0-9]{36,}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    process("prepare").run();
    assertThat(Files.readString(password)).as("a second start keeps it").isEqualTo(before);
  }

  private void assertThatMetricsAreServed() throws Exception {
    Map<String, Integer> ports =
        Map.of(
            "gateway", 8080,
            "command-service", 8081,
            "projection-service", 8082,
            "demo-executor", 8083);
    for (Map.Entry<String, Integer> each : ports.entrySet()) {
      URI metrics =
          URI.create("http://%s:%d/metrics".formatted(address(each.getKey()), each.getValue()));
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
      assertThat(http.send(request, BodyHandlers.ofString()).body())
          .as(each.getKey())
          .contains("# TYPE weir_");
    }
  }

  private void start(String... names) throws Exception {
    for (String name : names) {
      processes.put(name, process(name));
      processes.get(name).start();
    }
    for (String name : names) processes.get(name).awaitHealthy();
  }

  private ComposeProcess process(String name) throws Exception {
    JsonNode service = FILE.service(name);
    Mapping everywhere =
        new Mapping(
            Map.of(
                "/weir/", directory + "/",
                "/opt/weir/", ComposeFile.ROOT + "/",
                "kafka:9092", BROKER.bootstrapServers(),
                "postgres:5432", "127.0.0.1:" + DATABASE.server().port(),
                "command-service:", address("command-service") + ":",
                "//executor:", "//" + address("demo-executor") + ":",
                "projection-service:", address("projection-service") + ":",
                "6443", String.valueOf(clusterPort)));
    Mapping own =
        name.equals("local-cluster")
            ? everywhere
            : everywhere.and(Map.of("0.0.0.0", address(name), "127.0.0.1/", address(name) + "/"));
    // The image's users exist only there.
    Mapping mapping = name.equals("prepare") ? own.and(Map.of("10001:10001", user())) : own;
    return new ComposeProcess(name, service, mapping, directory);
  }

  private String user() throws Exception {
    return Files.getAttribute(directory, "unix:uid")
        + ":"
        + Files.getAttribute(directory, "unix:gid");
  }

  /** An address of its own for each service, as in its own network: so no port is taken. */
  private String address(String service) {
    return addresses.computeIfAbsent(
        service,
        name -> {
          ThreadLocalRandom random = ThreadLocalRandom.current();
          return "127.%d.%d.%d"
              .formatted(random.nextInt(64, 128), random.nextInt(1, 255), random.nextInt(1, 255));
        });
  }

  /** As the image of PostgreSQL makes them, but with no more rights than the services need. */
  private static void makeRoleAndDatabase() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(DATABASE.server().jdbcUrl("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE weir LOGIN");
      statement.execute("CREATE DATABASE weir OWNER weir");
    }
  }
}
