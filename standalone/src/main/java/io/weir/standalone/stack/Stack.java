package io.weir.standalone.stack;

import io.weir.embedded.BrokerSettings;
import io.weir.embedded.DatabaseSettings;
import io.weir.embedded.EmbeddedDatabase;
import io.weir.standalone.data.DataDirectory;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.data.SecretFiles;
import io.weir.standalone.process.JvmPart;
import io.weir.standalone.process.JvmSpec;
import io.weir.standalone.process.Part;
import io.weir.standalone.process.PidFiles;
import io.weir.standalone.process.Supervisor.Seat;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The parts of a standalone Weir. */
public final class Stack {
  public static final String CLUSTER = "local-cluster";
  public static final String COMMAND = "command-service";
  public static final String PROJECTION = "projection-service";
  public static final String EXECUTOR = "k8s-executor";
  public static final String GATEWAY = "gateway";

  private static final Duration BROKER_WITHIN = Duration.ofSeconds(90);

  private final BuiltModules modules;
  private final DataDirectory data;
  private final PortTable ports;
  private final int gatewayPort;
  private final PidFiles pidFiles;
  private final HttpClient client;

  /**
   * @param gatewayPort where the API listens
   * @param pidFiles takes the processes of the parts
   */
  public Stack(
      BuiltModules modules,
      DataDirectory data,
      PortTable ports,
      int gatewayPort,
      PidFiles pidFiles,
      HttpClient client) {
    this.modules = modules;
    this.data = data;
    this.ports = ports;
    this.gatewayPort = gatewayPort;
    this.pidFiles = pidFiles;
    this.client = client;
  }

  /** Every part and what it needs, in an order in which needs come first. */
  public List<Seat> seats() {
    return List.of(
        new Seat(database(), List.of()),
        new Seat(broker(), List.of()),
        new Seat(cluster(), List.of()),
        new Seat(projection(), List.of(DatabasePart.NAME, BrokerPart.NAME)),
        new Seat(command(), List.of(DatabasePart.NAME, BrokerPart.NAME)),
        new Seat(executor(), List.of(DatabasePart.NAME, BrokerPart.NAME, CLUSTER)),
        new Seat(gateway(), List.of()));
  }

  /** Where the services find the broker. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.of(PortTable.Name.BROKER);
  }

  private Part database() {
    return new DatabasePart(
        DatabaseSettings.of(data.resolve("database"), ports.of(PortTable.Name.DATABASE)), pidFiles);
  }

  private Part broker() {
    return new BrokerPart(
        new BrokerSettings(
            data.resolve("broker"),
            ports.of(PortTable.Name.BROKER),
            ports.of(PortTable.Name.BROKER_CONTROLLER),
            System.getProperty("java.class.path"),
            BROKER_WITHIN),
        pidFiles);
  }

  private Part cluster() {
    int port = ports.of(PortTable.Name.CLUSTER);
    return jvm(
        CLUSTER,
        "io.weir.cluster.LocalCluster",
        256,
        List.of("sun.net.httpserver.nodelay=true"),
        List.of(
            "--data",
            data.resolve("cluster").toString(),
            "--port",
            String.valueOf(port),
            "--images",
            modules.images().toString(),
            "--cache",
            data.resolve("pod-classes").toString(),
            "--until-stdin-closes"),
        URI.create("http://127.0.0.1:" + port + "/version"));
  }

  private Part command() {
    List<String> settings = serviceSettings(ports.of(PortTable.Name.COMMAND));
    settings.add("--weir.projection.url=http://127.0.0.1:" + ports.of(PortTable.Name.PROJECTION));
    settings.add("--weir.storage.base=" + storage());
    settings.add("--weir.secrets.key-file=" + secrets().masterKeys());
    settings.add("--weir.secrets.executor-token-file=" + secrets().executorToken());
    return service(
        COMMAND, "io.weir.command.CommandService", 256, settings, PortTable.Name.COMMAND);
  }

  private Part projection() {
    List<String> settings = serviceSettings(ports.of(PortTable.Name.PROJECTION));
    settings.add(
        "--weir.projection.command-uri=http://127.0.0.1:" + ports.of(PortTable.Name.COMMAND));
    return service(
        PROJECTION,
        "io.weir.projection.ProjectionService",
        256,
        settings,
        PortTable.Name.PROJECTION);
  }

  private Part executor() {
    List<String> settings = serviceSettings(ports.of(PortTable.Name.EXECUTOR));
    settings.add("--weir.kubernetes.kubeconfig=" + data.resolve("cluster/kubeconfig"));
    // The pods of the local cluster see the files of this machine, too.
    settings.add("--weir.executor.local-programs=true");
    settings.add("--weir.command.url=http://127.0.0.1:" + ports.of(PortTable.Name.COMMAND));
    settings.add("--weir.command.token-file=" + secrets().executorToken());
    return service(EXECUTOR, "io.weir.executor.Executor", 192, settings, PortTable.Name.EXECUTOR);
  }

  private Part gateway() {
    return jvm(
        GATEWAY,
        "io.weir.gateway.Gateway",
        96,
        List.of(),
        List.of(
            "--server.port=" + gatewayPort,
            "--weir.gateway.command-uri=http://127.0.0.1:" + ports.of(PortTable.Name.COMMAND),
            "--weir.gateway.projection-uri=http://127.0.0.1:" + ports.of(PortTable.Name.PROJECTION),
            "--weir.gateway.executor-uri=http://127.0.0.1:" + ports.of(PortTable.Name.EXECUTOR),
            "--weir.until-stdin-closes=true"),
        URI.create("http://127.0.0.1:" + gatewayPort + "/readyz"));
  }

  private List<String> serviceSettings(int port) {
    return new ArrayList<>(
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(ports.of(PortTable.Name.DATABASE), DatabasePart.DATABASE),
            "--spring.datasource.username=" + EmbeddedDatabase.USER,
            "--weir.kafka.bootstrap-servers=" + bootstrapServers(),
            "--weir.until-stdin-closes=true"));
  }

  private Part service(
      String module, String mainClass, int heap, List<String> settings, PortTable.Name port) {
    return jvm(
        module,
        mainClass,
        heap,
        List.of(),
        settings,
        URI.create("http://127.0.0.1:" + ports.of(port) + "/readyz"));
  }

  private Part jvm(
      String module,
      String mainClass,
      int heap,
      List<String> properties,
      List<String> arguments,
      URI readiness) {
    List<String> all = new ArrayList<>(properties);
    // For tests of faults: armed at one start only, since the file is gone once it is read.
    all.add("weir.failpoints.once=" + data.resolve("run").resolve(module + ".failpoints"));
    JvmSpec spec = new JvmSpec(module, mainClass, modules.classPath(module), heap, all, arguments);
    return new JvmPart(spec, readiness, data.resolve("logs"), pidFiles, client);
  }

  private SecretFiles secrets() {
    return new SecretFiles(data.resolve("secrets"), new SecureRandom());
  }

  private String storage() {
    return uriOf(data.resolve("storage"));
  }

  /** Three slashes: Flink takes {@code file:/x} and {@code file:///x} for different places. */
  private static String uriOf(Path path) {
    return "file://" + path.toUri().getPath().replaceAll("/$", "");
  }
}
