package io.weir.charts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart weir. */
final class Chart {
  static final Path ROOT = Path.of(System.getProperty("weir.root")).toAbsolutePath();
  static final Path DIRECTORY = ROOT.resolve("charts/weir");

  /** The least that an installation says: where Kafka and PostgreSQL are. */
  static final String LEAST =
      """
      kafka: {bootstrapServers: "kafka.example:9092"}
      database: {host: postgres.example, existingSecret: weir-database}
      """;

  /** Everything that can be switched on. */
  static final String MOST =
      """
      kafka: {bootstrapServers: "kafka-0.example:9092,kafka-1.example:9093"}
      database: {host: postgres.example, existingSecret: weir-database, parameters: sslmode=verify-full}
      storage: {base: "file:///weir/storage", existingClaim: weir-storage}
      secretValues: {existingSecret: weir-secret-values}
      targets: [{namespace: jobs-one}, {namespace: jobs-two}]
      image: {pullSecrets: [registry]}
      podAnnotations: {team: streams}
      nodeSelector: {pool: control}
      tolerations: [{key: control, operator: Exists}]
      priorityClassName: high
      affinity: {nodeAffinity: {}}
      networkPolicy: {gatewayFrom: [{ipBlock: {cidr: 10.0.0.0/8}}], metricsFrom: [{namespaceSelector: {matchLabels: {name: monitoring}}}]}
      ingress: {enabled: true, className: nginx, host: weir.example, tlsSecret: weir-tls}
      httpRoute: {enabled: true, hostnames: [weir.example], parentRefs: [{name: public}]}
      monitoring: {serviceMonitor: {enabled: true, labels: {release: prometheus}}, prometheusRule: {enabled: true}, grafanaDashboard: {enabled: true}}
      gateway: {extraEnv: [{name: WEIR_GATEWAY_MAXBODY, value: 20MB}], resources: {requests: {cpu: 100m, memory: 256Mi}}}
      """;

  static final String DEVELOPMENT =
      "development: {enabled: true, postgresPassword: only-for-development}\n";

  private Chart() {}

  /**
   * Renders the chart as a release {@code weir} in the namespace {@code control}.
   *
   * @throws IllegalStateException with Helm's words when it refuses the values
   */
  static Rendered render(String values) {
    String text =
        withFile(
            values,
            file ->
                new Helm(DIRECTORY)
                    .template()
                    .withName("weir")
                    .withNamespace("control")
                    .withKubeVersion("1.33.0")
                    .withValuesFile(file)
                    .call());
    List<JsonNode> objects = new ArrayList<>();
    for (Object each : yaml().loadAll(text))
      if (each != null) objects.add(JsonMapper.shared().valueToTree(each));
    return new Rendered(objects);
  }

  static LintResult lint() {
    return new Helm(DIRECTORY).lint().strict().call();
  }

  static JsonNode read(String file) {
    try {
      Object tree = yaml().load(Files.readString(DIRECTORY.resolve(file)));
      return JsonMapper.shared().valueToTree(tree == null ? Map.of() : tree);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }

  private static <T> T withFile(String values, Function<Path, T> use) {
    try {
      Path file = Files.createTempFile("weir-values-", ".yaml");
      try {
        Files.writeString(file, values);
        return use.apply(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
