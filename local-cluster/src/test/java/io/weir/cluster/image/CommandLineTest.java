package io.weir.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole command lines, compared with src/test/resources/golden/launch (write: -Dgolden=write). */
class CommandLineTest {
  private static final Image FLINK =
      new Image.Flink(
          Path.of("/images/flink-2.3.0"),
          List.of(
              Path.of("/images/flink-2.3.0/lib/flink-core.jar"),
              Path.of("/images/flink-2.3.0/lib/log4j-core.jar")));
  private static final Image FLINK_1_8 =
      new Image.Flink(
          Path.of("/images/flink-1.8.0"),
          List.of(
              Path.of("/images/flink-1.8.0/lib/akka-fast-hash-1.jar"),
              Path.of("/images/flink-1.8.0/lib/flink-core-1.8.0.jar")));
  private static final Node NODE =
      new Node(
          Path.of("/jdk"),
          25,
          Path.of("/cache/pod-classes.jar"),
          URI.create("http://127.0.0.1:6443"),
          Path.of("/data/kubeconfig"));
  private static final PathMapping MOUNTS =
      new PathMapping(
          List.of(
              new PathMapping.Mount("/opt/flink", Path.of("/pod/root/opt/flink")),
              new PathMapping.Mount("/opt/flink/conf", Path.of("/pod/mounts/config")),
              new PathMapping.Mount("/opt/flink/usrlib", Path.of("/pod/volumes/usrlib"))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application-jobmanager",
        "session-jobmanager",
        "taskmanager",
        "taskmanager-with-4-gib",
        "native-taskmanager",
        "job-jobmanager-of-1.8",
        "taskmanager-of-1.8",
        "copy-into-usrlib",
        "artifact-fetcher"
      })
  void isAsWritten(String name) throws IOException {
    String actual = text(launch(name));
    Path golden = Path.of("src/test/resources/golden/launch/" + name + ".txt");
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
    }
    assertThat(actual)
        .as("if the change is meant, write the file anew with -Dgolden=write and review it")
        .isEqualTo(Files.readString(golden));
  }

  @Test
  void keepsWhatTheUserSetsWhereThisMachineNeedNotDecide() {
    List<String> command =
        CommandLine.of(
                FLINK,
                request(
                    List.of(),
                    List.of(
                        "standalone-job",
                        "-Dweb.refresh-interval=9000",
                        "-Drest.bind-address=0.0.0.0"),
                    OptionalLong.empty(),
                    Map.of("cluster.registration.error-delay", "5 s")),
                NODE)
            .command();
    assertThat(command)
        .contains("-Dweb.refresh-interval=9000", "-Drest.bind-address=127.9.9.9")
        .doesNotContain("-Drest.bind-address=0.0.0.0")
        .noneMatch(word -> word.startsWith("-Dcluster.registration.error-delay"));
  }

  @Test
  void leavesTheArgumentsOfTheJobAlone() {
    List<String> command =
        CommandLine.of(
                FLINK,
                request(
                    List.of(),
                    List.of(
                        "standalone-job",
                        "--job-classname",
                        "a.B",
                        "--allowNonRestoredState",
                        "-Da=1",
                        "--input",
                        "x",
                        "-Drest.bind-address=mine"),
                    OptionalLong.empty(),
                    Map.of()),
                NODE)
            .command();
    assertThat(command)
        .endsWith(
            "-Da=1",
            "-Djobmanager.bind-host=127.9.9.9",
            "-Drest.bind-address=127.9.9.9",
            "-Dio.tmp.dirs=/pod/tmp",
            "--job-classname",
            "a.B",
            "--allowNonRestoredState",
            "--input",
            "x",
            "-Drest.bind-address=mine");
  }

  @Test
  void aScriptOfFlinkIsItsRoleOnlyInTheForeground() {
    assertThat(
            CommandLine.of(
                    FLINK,
                    request(
                        List.of("/opt/flink/bin/jobmanager.sh"),
                        List.of("start-foreground"),
                        OptionalLong.empty(),
                        Map.of()),
                    NODE)
                .command())
        .contains("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    assertThat(
            CommandLine.of(
                    FLINK,
                    request(
                        List.of("/opt/flink/bin/jobmanager.sh"),
                        List.of("stop"),
                        OptionalLong.empty(),
                        Map.of()),
                    NODE)
                .command())
        .containsExactly("/pod/root/opt/flink/bin/jobmanager.sh", "stop");
  }

  /** As lines that know no usrlib are given the program. */
  @Test
  void putsWhatHadoopClasspathSaysBehindFlinksOwnJars() {
    LaunchRequest plain =
        request(List.of(), List.of("taskmanager"), OptionalLong.empty(), Map.of());
    LaunchRequest withProgram =
        new LaunchRequest(
            plain.podName(),
            plain.podIp(),
            plain.command(),
            plain.args(),
            plain.workingDirectory(),
            Map.of("HADOOP_CLASSPATH", "/opt/flink/usrlib/*"),
            plain.paths(),
            plain.root(),
            plain.temporary(),
            plain.hostsFile(),
            plain.memoryLimit(),
            plain.cpuLimit(),
            plain.configuration());

    assertThat(CommandLine.of(FLINK_1_8, withProgram, NODE).command())
        .contains(
            "/cache/pod-classes.jar:/images/flink-1.8.0/lib/akka-fast-hash-1.jar"
                + ":/images/flink-1.8.0/lib/flink-core-1.8.0.jar:/pod/volumes/usrlib/*");
  }

  @Test
  void takesTheUsersJvmFlagsLast() {
    List<String> command =
        CommandLine.of(
                FLINK,
                request(
                    List.of(),
                    List.of("taskmanager"),
                    OptionalLong.empty(),
                    Map.of(
                        "env.java.opts.all", "-Da='x y'",
                        "env.java.opts.taskmanager", "-Xmx300m",
                        "env.java.opts.jobmanager", "-Dno=1")),
                NODE)
            .command();
    assertThat(command).containsSubsequence("-Xmx128m", "-Da=x y", "-Xmx300m", "-cp");
    assertThat(command).doesNotContain("-Dno=1");
  }

  /**
   * Jobs that ran here failed on Java 17 elsewhere: nothing but the configuration opens modules.
   */
  @Test
  void aMountedConfigurationHidesWhatTheImagesOwnOneSays() {
    assertThat(taskManager(FLINK, Map.of()))
        .contains("--add-opens=java.base/java.util=ALL-UNNAMED");
    assertThat(taskManager(FLINK, Map.of("parallelism.default", "1")))
        .noneMatch(flag -> flag.startsWith("--add-opens"));
    assertThat(
            taskManager(
                FLINK,
                Map.of(
                    "env.java.default-opts.all", "--add-opens=java.base/java.io=ALL-UNNAMED -Da=1",
                    "env.java.default-opts.taskmanager", "-Db=1",
                    "env.java.opts.all", "-Da=2")))
        .containsSubsequence(
            "--add-opens=java.base/java.io=ALL-UNNAMED", "-Da=1", "-Da=2", "-Db=1");
    assertThat(taskManager(FLINK_1_8, Map.of("parallelism.default", "1")))
        .as("a line that is older than modules runs on a newer Java only here")
        .contains("--add-opens=java.base/java.util=ALL-UNNAMED");
  }

  private static List<String> taskManager(Image image, Map<String, String> configuration) {
    return CommandLine.of(
            image,
            request(List.of(), List.of("taskmanager"), OptionalLong.empty(), configuration),
            NODE)
        .command();
  }

  @Test
  void refusesAnImageWithoutEntryPointAndCommand() {
    assertThatThrownBy(
            () ->
                CommandLine.of(
                    new Image.Host(),
                    request(List.of(), List.of(), OptionalLong.empty(), Map.of()),
                    NODE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected a command or args");
  }

  private static Launch launch(String name) {
    return switch (name) {
      case "application-jobmanager" ->
          CommandLine.of(
              FLINK,
              request(
                  List.of(),
                  List.of(
                      "standalone-job",
                      "--job-classname",
                      "com.example.Job",
                      "--job-id",
                      "000000000000000000000000000000aa",
                      "--fromSavepoint",
                      "file:///data/savepoints/savepoint-1",
                      "-Djobmanager.rpc.address=$(POD_IP)",
                      "--input",
                      "/opt/flink/usrlib/input.csv"),
                  OptionalLong.of(1L << 30),
                  Map.of()),
              NODE);
      case "session-jobmanager" ->
          CommandLine.of(
              FLINK,
              request(List.of(), List.of("jobmanager"), OptionalLong.empty(), Map.of()),
              NODE);
      case "taskmanager" ->
          CommandLine.of(
              FLINK,
              request(List.of(), List.of("taskmanager"), OptionalLong.of(1L << 30), Map.of()),
              NODE);
      case "taskmanager-with-4-gib" ->
          CommandLine.of(
              FLINK,
              request(List.of(), List.of("taskmanager"), OptionalLong.of(4L << 30), Map.of()),
              NODE);
      case "native-taskmanager" ->
          CommandLine.of(
              FLINK,
              request(
                  List.of("/docker-entrypoint.sh"),
                  List.of(
                      "bash",
                      "-c",
                      "kubernetes-taskmanager.sh -Dkubernetes.cluster-id='my cluster' -D taskmanager.memory.process.size=1728m"),
                  OptionalLong.empty(),
                  Map.of()),
              NODE);
      case "job-jobmanager-of-1.8" ->
          CommandLine.of(
              FLINK_1_8,
              request(
                  List.of("/opt/flink/bin/standalone-job.sh"),
                  List.of(
                      "start-foreground",
                      "--job-classname",
                      "com.example.Job",
                      "--job-id",
                      "000000000000000000000000000000aa",
                      "--rate",
                      "20"),
                  OptionalLong.of(1L << 30),
                  Map.of("web.refresh-interval", "500")),
              NODE);
      case "taskmanager-of-1.8" ->
          CommandLine.of(
              FLINK_1_8,
              request(
                  List.of("/opt/flink/bin/taskmanager.sh"),
                  List.of("start-foreground"),
                  OptionalLong.of(1L << 30),
                  Map.of()),
              NODE);
      case "copy-into-usrlib" ->
          CommandLine.of(
              FLINK,
              request(
                  List.of("cp", "/jars/job.jar", "/opt/flink/usrlib/job.jar"),
                  List.of(),
                  OptionalLong.empty(),
                  Map.of()),
              NODE);
      case "artifact-fetcher" ->
          CommandLine.of(
              new Image.Fetcher(),
              request(
                  List.of(),
                  List.of(
                      "--uri", "https://example.com/job.jar", "--to", "/opt/flink/usrlib/job.jar"),
                  OptionalLong.empty(),
                  Map.of()),
              NODE);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static LaunchRequest request(
      List<String> command,
      List<String> args,
      OptionalLong memory,
      Map<String, String> configuration) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("POD_IP", "127.9.9.9");
    environment.put("SELF", "http://$(POD_IP):8081/opt/flink/conf");
    return new LaunchRequest(
        "counting-1",
        "127.9.9.9",
        command,
        args,
        Optional.empty(),
        environment,
        MOUNTS,
        Path.of("/pod/root"),
        Path.of("/pod/tmp"),
        Path.of("/pod/hosts"),
        memory,
        OptionalDouble.of(0.5),
        configuration);
  }

  private static String text(Launch launch) {
    List<String> lines = new ArrayList<>();
    lines.add("# in " + launch.workingDirectory());
    launch.environment().forEach((name, value) -> lines.add(name + "=" + value));
    lines.add("# command");
    lines.addAll(launch.command());
    return String.join("\n", lines) + "\n";
  }
}
