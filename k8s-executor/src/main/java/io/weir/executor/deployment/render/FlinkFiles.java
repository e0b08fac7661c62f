package io.weir.executor.deployment.render;

import io.weir.events.deployment.JobSpec;
import io.weir.events.spec.Logging;
import io.weir.executor.deployment.decide.JobIntent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** The files in Flink's configuration directory. */
final class FlinkFiles {
  /** In seconds and below: what a person waits for should not wait for a default. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "web.refresh-interval", "300",
          "cluster.registration.error-delay", "1 s",
          "metrics.fetcher.update-interval", "2000");

  private FlinkFiles() {}

  /** Whether Flink itself brings the job back after its JobManager died. */
  static boolean highlyAvailable(JobSpec spec) {
    String mode = highAvailability(spec);
    return !mode.isEmpty() && !mode.equalsIgnoreCase("none");
  }

  /** Options that Weir depends on win over the user's; other defaults do not. */
  static Map<String, String> options(JobIntent job) {
    JobSpec spec = job.request().spec();
    Map<String, String> options = new TreeMap<>(DEFAULTS);
    options.putAll(spec.flinkConfiguration());
    options.put("jobmanager.rpc.address", job.clusterName());
    options.put("jobmanager.rpc.port", "6123");
    options.put("blob.server.port", "6124");
    options.put("rest.address", job.clusterName());
    options.put("rest.port", "8081");
    options.put("parallelism.default", Integer.toString(spec.parallelism()));
    options.put("taskmanager.numberOfTaskSlots", Integer.toString(spec.slotsPerTaskManager()));
    options.put("jobmanager.memory.process.size", Pods.memory(spec, Labels.JOB_MANAGER).flink());
    options.put("taskmanager.memory.process.size", Pods.memory(spec, Labels.TASK_MANAGER).flink());
    // The end of the job stays readable until Weir has read it.
    options.put("execution.shutdown-on-application-finish", "false");
    options.put("execution.submit-failed-job-on-application-error", "true");
    if (highAvailability(spec).toLowerCase(Locale.ROOT).contains("kubernetes")) {
      // Unique per job: a new job must not find what an earlier one left.
      options.put("kubernetes.cluster-id", job.clusterName());
      options.put("kubernetes.namespace", job.kubernetesNamespace());
    }
    return options;
  }

  /** {@code config.yaml}: one quoted text per option. */
  static String config(JobIntent job) {
    return options(job).entrySet().stream()
        .map(option -> option.getKey() + ": " + quoted(option.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** {@code log4j-console.properties}: console and the file that Flink's REST serves. */
  static String logging(Logging logging) {
    if (logging.log4j2ConfigurationTemplate().isPresent())
      return logging.log4j2ConfigurationTemplate().get();
    StringBuilder text =
        new StringBuilder(
            """
            monitorInterval = 30
            rootLogger.level = %s
            rootLogger.appenderRef.console.ref = Console
            rootLogger.appenderRef.file.ref = File
            appender.console.name = Console
            appender.console.type = Console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %%d{yyyy-MM-dd HH:mm:ss,SSS} %%-5p %%-60c %%x - %%m%%n
            appender.file.name = File
            appender.file.type = RollingFile
            appender.file.append = true
            appender.file.fileName = ${sys:log.file}
            appender.file.filePattern = ${sys:log.file}.%%i
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = %%d{yyyy-MM-dd HH:mm:ss,SSS} %%-5p %%-60c %%x - %%m%%n
            appender.file.policies.type = Policies
            appender.file.policies.size.type = SizeBasedTriggeringPolicy
            appender.file.policies.size.size = 20MB
            appender.file.strategy.type = DefaultRolloverStrategy
            appender.file.strategy.max = 5
            """
                .formatted(logging.log4jLoggers().getOrDefault("", "INFO")));
    int number = 0;
    for (Map.Entry<String, String> logger : new TreeMap<>(logging.log4jLoggers()).entrySet()) {
      if (logger.getKey().isEmpty()) continue;
      number++;
      text.append("logger.l%d.name = %s\n".formatted(number, logger.getKey()));
      text.append("logger.l%d.level = %s\n".formatted(number, logger.getValue()));
    }
    return text.toString();
  }

  private static String highAvailability(JobSpec spec) {
    Map<String, String> given = spec.flinkConfiguration();
    return given.getOrDefault(
        "high-availability.type", given.getOrDefault("high-availability", ""));
  }

  /** A JSON text is a double-quoted YAML scalar. */
  private static String quoted(String value) {
    return JsonNodeFactory.instance.stringNode(value).toString();
  }
}
