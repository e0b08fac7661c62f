package io.weir.executor.deployment.render;

import io.weir.events.spec.ClusterSpec;
import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.SecretReferences;
import io.weir.executor.deployment.decide.SessionIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** The files in Flink's configuration directory. */
final class FlinkFiles {
  /**
   * In seconds and below: what a person waits for should not wait for a default. In plain
   * milliseconds, since lines before durations had units refuse them.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "web.refresh-interval", "300",
          "cluster.registration.error-delay", "1000",
          "metrics.fetcher.update-interval", "2000");

  /**
   * Flink's closure cleaner and its serializers look into the JDK; without these flags no program
   * starts on Java 17. A JVM that does not know them passes over them.
   */
  static final String OPEN_MODULES =
      Stream.concat(
              Stream.of(
                      "java.base/sun.net.util",
                      "java.rmi/sun.rmi.registry",
                      "java.security.jgss/sun.security.krb5")
                  .map(each -> "--add-exports=" + each + "=ALL-UNNAMED"),
              Stream.of(
                      "java.lang",
                      "java.net",
                      "java.io",
                      "java.nio",
                      "sun.nio.ch",
                      "java.lang.reflect",
                      "java.text",
                      "java.time",
                      "java.util",
                      "java.util.concurrent",
                      "java.util.concurrent.atomic",
                      "java.util.concurrent.locks")
                  .map(each -> "--add-opens=java.base/" + each + "=ALL-UNNAMED"))
          .collect(Collectors.joining(" "));

  private static final String CIPHERS =
      "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";

  private FlinkFiles() {}

  /** Whether Flink itself brings the job back after its JobManager died. */
  static boolean highlyAvailable(ClusterSpec spec) {
    String mode = highAvailability(spec);
    return !mode.isEmpty() && !mode.equalsIgnoreCase("none");
  }

  /** Options that Weir depends on win over the user's; other defaults do not. */
  static Map<String, String> options(ClusterIntent cluster) {
    ClusterSpec spec = cluster.spec();
    Map<String, String> options = new TreeMap<>(DEFAULTS);
    options.putAll(spec.flinkConfiguration());
    options.put("jobmanager.rpc.address", cluster.clusterName());
    options.put("jobmanager.rpc.port", "6123");
    options.put("blob.server.port", "6124");
    options.put("rest.address", cluster.clusterName());
    options.put("rest.port", "8081");
    options.put("taskmanager.numberOfTaskSlots", Integer.toString(spec.slotsPerTaskManager()));
    FlinkRelease release = FlinkRelease.of(spec);
    options.put(release.jobManagerMemory(), Pods.memory(spec, Labels.JOB_MANAGER).flink());
    options.put(release.taskManagerMemory(), Pods.memory(spec, Labels.TASK_MANAGER).flink());
    switch (cluster) {
      case JobIntent job -> {
        if (!job.identity().unique() && highlyAvailable(spec))
          throw new UnrenderableException(
              "Expected no high availability on Flink %s, which gives the same id to the job of every cluster, but the options ask for it"
                  .formatted(release.line()));
        options.put("parallelism.default", Integer.toString(job.spec().parallelism()));
        // The end of the job stays readable until Weir has read it.
        options.put("execution.shutdown-on-application-finish", "false");
        options.put("execution.submit-failed-job-on-application-error", "true");
      }
      // Jobs come by REST.
      case SessionIntent session -> options.put("web.submit.enable", "true");
    }
    openModules(release, options);
    if (LogFiles.isXml(spec))
      options.merge(release.jvmFlags(), LogFiles.XML_FLAG, (users, ours) -> users + " " + ours);
    if (highAvailability(spec).toLowerCase(Locale.ROOT).contains("kubernetes")) {
      // Unique per cluster: a new one must not find what an earlier one left.
      options.put("kubernetes.cluster-id", cluster.clusterName());
      options.put("kubernetes.namespace", cluster.kubernetesNamespace());
    }
    if (highlyAvailable(spec)) {
      // What tells a JobManager that comes back after the job's end that it is not the first.
      options.put("job-result-store.delete-on-commit", "false");
      options.put("application-result-store.delete-on-commit", "false");
    }
    return options;
  }

  /** What the distribution's own configuration says, which the mounted one hides. */
  private static void openModules(FlinkRelease release, Map<String, String> options) {
    if (!release.opensModules()) return;
    if (release.hasDefaultJvmFlags()) {
      options.putIfAbsent(release.defaultJvmFlags(), OPEN_MODULES);
      return;
    }
    String users = options.getOrDefault(release.jvmFlags(), options.get("env.java.opts"));
    options.put(release.jvmFlags(), users == null ? OPEN_MODULES : OPEN_MODULES + " " + users);
  }

  /**
   * The configuration file: one quoted text per option, or in old lines one as it stands. Options
   * with references that the values do not have are left out: they are arguments, see {@link
   * #arguments}.
   *
   * @throws UnrenderableException when a value cannot be written there
   */
  static String config(
      ClusterIntent cluster, Map<String, String> values, Optional<KeyStoreFile> keys) {
    Map<String, String> options = options(cluster);
    keys.ifPresent(file -> options.putAll(encryption(file, options)));
    boolean yaml = FlinkRelease.of(cluster.spec()).readsYaml();
    StringBuilder text = new StringBuilder();
    options.forEach(
        (key, value) -> {
          String resolved = SecretReferences.resolve(value, values);
          if (!values.keySet().containsAll(SecretReferences.in(value))) return;
          if (!yaml && (resolved.contains("#") || resolved.contains("\n")))
            throw new UnrenderableException(
                "Expected a value for %s without # and line breaks, which flink-conf.yaml cannot hold, but it has one"
                    .formatted(key));
          text.append(key).append(": ").append(yaml ? quoted(resolved) : resolved).append('\n');
        });
    return text.toString();
  }

  /**
   * Options that refer to environment variables of the pods, as arguments in which Kubernetes puts
   * their values.
   *
   * @throws UnrenderableException when one refers to a secret, too: that may not be in an argument
   */
  static List<String> arguments(ClusterIntent cluster, Set<String> variables) {
    List<String> arguments = new ArrayList<>();
    options(cluster)
        .forEach(
            (key, value) -> {
              Set<String> names = SecretReferences.in(value);
              if (names.stream().noneMatch(variables::contains)) return;
              if (!variables.containsAll(names))
                throw new UnrenderableException(
                    "Expected %s to refer to secrets or to variables of the pods, but it mixes both: %s"
                        .formatted(key, names));
              arguments.add(
                  "-D" + key + "=" + SecretReferences.replace(value, name -> "$(" + name + ")"));
            });
    return arguments;
  }

  /** Each process shows this key to the others and trusts no other. */
  private static Map<String, String> encryption(KeyStoreFile keys, Map<String, String> given) {
    String file = Pods.KEYS + "/" + ClusterSecret.KEY_STORE;
    Map<String, String> options = new TreeMap<>();
    options.put("security.ssl.internal.keystore", file);
    options.put("security.ssl.internal.truststore", file);
    options.put("security.ssl.internal.keystore-password", keys.password());
    options.put("security.ssl.internal.key-password", keys.password());
    options.put("security.ssl.internal.truststore-password", keys.password());
    // Flink's own default is one that current JDKs refuse.
    options.put("security.ssl.algorithms", given.getOrDefault("security.ssl.algorithms", CIPHERS));
    return options;
  }

  private static String highAvailability(ClusterSpec spec) {
    Map<String, String> given = spec.flinkConfiguration();
    return given.getOrDefault(
        "high-availability.type", given.getOrDefault("high-availability", ""));
  }

  /** A JSON text is a double-quoted YAML scalar. */
  private static String quoted(String value) {
    return JsonNodeFactory.instance.stringNode(value).toString();
  }
}
