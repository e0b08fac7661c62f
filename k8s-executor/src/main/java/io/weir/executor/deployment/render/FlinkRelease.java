package io.weir.executor.deployment.render;

import io.weir.events.spec.ClusterSpec;
import io.weir.events.spec.FlinkLine;
import java.util.List;

/**
 * How one line of Flink is driven: which files it reads, which options it knows by which name, how
 * its processes are started.
 *
 * @param line the line
 */
record FlinkRelease(FlinkLine line) {
  /**
   * The release of a cluster.
   *
   * @throws UnrenderableException when its version is none
   */
  static FlinkRelease of(ClusterSpec spec) {
    return new FlinkRelease(
        FlinkLine.parse(spec.flinkVersion())
            .orElseThrow(
                () ->
                    new UnrenderableException(
                        "Expected a Flink version such as 2.3, but got '%s'"
                            .formatted(spec.flinkVersion()))));
  }

  /** The configuration file: YAML since 1.19, before that one option per line as it stands. */
  boolean readsYaml() {
    return line.atLeast(1, 19);
  }

  String configurationFile() {
    return readsYaml() ? "config.yaml" : "flink-conf.yaml";
  }

  /** Whether it logs with log4j 2; earlier lines do with log4j 1. */
  boolean logsWithLog4j2() {
    return line.atLeast(1, 11);
  }

  String jobManagerMemory() {
    return line.atLeast(1, 11) ? "jobmanager.memory.process.size" : "jobmanager.heap.size";
  }

  String taskManagerMemory() {
    return line.atLeast(1, 10) ? "taskmanager.memory.process.size" : "taskmanager.heap.size";
  }

  /** The option with flags for all JVMs. */
  String jvmFlags() {
    return line.atLeast(1, 18) ? "env.java.opts.all" : "env.java.opts";
  }

  /**
   * Whether it may run on a Java whose modules must be opened to it. Its distribution's own
   * configuration opens them; a mounted one stands in its place.
   */
  boolean opensModules() {
    return line.atLeast(1, 18);
  }

  /** Whether there is an option with flags that go before the user's, {@link #defaultJvmFlags}. */
  boolean hasDefaultJvmFlags() {
    return line.atLeast(1, 19);
  }

  /** The option with flags for all JVMs that go before the user's. */
  String defaultJvmFlags() {
    return "env.java.default-opts.all";
  }

  /** Whether processes can be told on the command line where to listen. */
  boolean bindsByArgument() {
    return line.atLeast(1, 11);
  }

  /** Whether jars in {@code usrlib} are on the job's class path; else they must be on Flink's. */
  boolean readsUsrlib() {
    return line.atLeast(1, 10);
  }

  /** What replaces the image's entry point, and the first arguments; empty: its own does. */
  List<String> command(String script) {
    return line.atLeast(1, 11) ? List.of() : List.of("/opt/flink/bin/" + script);
  }

  /** How the entry point is told what to be. */
  List<String> role(String name) {
    return List.of(line.atLeast(1, 11) ? name : "start-foreground");
  }
}
