package io.weir.cluster.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the entry point of a Flink image does, without its shell scripts: role, main class, JVM
 * flags, and the few settings that must differ on a machine where every pod is a plain process.
 */
final class FlinkCommandLine {
  private static final String HOME = "/opt/flink";
  private static final Set<String> ENTRY_POINTS =
      Set.of("/docker-entrypoint.sh", "docker-entrypoint.sh");

  /** Flink's closure cleaner and serializers look into the JDK; the list is Flink's own. */
  private static final List<String> OPENED =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  private FlinkCommandLine() {}

  /** Whether the container runs Flink itself, and not a program such as {@code cp}. */
  static boolean isEntryPoint(List<String> command, List<String> args) {
    return role(command, args).isPresent();
  }

  private static Optional<RoleAndArgs> role(List<String> command, List<String> args) {
    boolean ownEntryPoint =
        command.isEmpty() || (command.size() == 1 && ENTRY_POINTS.contains(command.getFirst()));
    return ownEntryPoint ? role(args) : scriptRole(command, args);
  }

  /** Flink's own scripts, which lines before 1.11 are started by. */
  private static Optional<RoleAndArgs> scriptRole(List<String> command, List<String> args) {
    boolean inForeground = !args.isEmpty() && args.getFirst().equals("start-foreground");
    if (command.size() != 1 || !inForeground) {
      return Optional.empty();
    }
    Path script = Path.of(command.getFirst());
    if (!script.getParent().endsWith("opt/flink/bin")) {
      return Optional.empty();
    }
    List<String> rest = args.subList(1, args.size());
    return switch (script.getFileName().toString()) {
      case "standalone-job.sh" -> Optional.of(new RoleAndArgs(FlinkRole.STANDALONE_JOB, rest));
      case "jobmanager.sh" -> Optional.of(new RoleAndArgs(FlinkRole.SESSION_JOB_MANAGER, rest));
      case "taskmanager.sh" -> Optional.of(new RoleAndArgs(FlinkRole.TASK_MANAGER, rest));
      default -> Optional.empty();
    };
  }

  static Launch of(
      Image.Flink image,
      List<String> given,
      List<String> args,
      Map<String, String> environment,
      LaunchRequest request,
      Node node) {
    RoleAndArgs flink = role(given, args).orElseThrow();
    FlinkRole role = flink.role();
    Path home = request.root().resolve("opt/flink");
    Path conf = request.paths().resolve(HOME + "/conf");
    FlinkSizing sizing = FlinkSizing.of(request.memoryLimit());
    boolean old = image.isBefore1_11();

    List<String> command = new ArrayList<>();
    command.add(node.java());
    command.addAll(
        jvmFlags(role, old ? sizing.direct1_10() : sizing.direct(), sizing, request, node));
    // From 1.18 on this is said in the image's configuration, which a mounted one hides.
    if (image.isBefore1_18() || request.configuration().isEmpty()) {
      command.addAll(OPENED);
    }
    command.add("-Dlog.file=" + logFile(role, request));
    // Log4j 1 and 2 ask for their file in different ways.
    command.add(
        (old ? "-Dlog4j.configuration=file:" : "-Dlog4j.configurationFile=file:")
            + conf.resolve("log4j-console.properties"));
    command.addAll(ownJvmFlags(role, request, environment));
    command.add("-cp");
    command.add(classPath(image, environment, node));
    command.add(role.mainClass(image));
    command.add("--configDir");
    command.add(conf.toString());
    // Old TaskManagers know no options but those of their file.
    if (!(old && role.taskManager)) {
      command.addAll(dynamicProperties(role, flink.args(), sizing, request));
    }

    Map<String, String> all = new LinkedHashMap<>(environment);
    // Flink looks for usrlib beside this directory.
    all.put("FLINK_LIB_DIR", home.resolve("lib").toString());
    all.put("FLINK_CONF_DIR", conf.toString());
    return new Launch(command, all, home, request.paths());
  }

  /** Where Flink's log appenders write, which is also what its REST API serves as the log. */
  private static Path logFile(FlinkRole role, LaunchRequest request) {
    return logs(request).resolve("flink--" + role.label + "-0-" + request.podName() + ".log");
  }

  private static Path logs(LaunchRequest request) {
    return request.root().resolve("opt/flink/log");
  }

  private record RoleAndArgs(FlinkRole role, List<String> args) {}

  private static Optional<RoleAndArgs> role(List<String> args) {
    if (args.isEmpty()) {
      return Optional.empty();
    }
    List<String> rest = args.subList(1, args.size());
    return switch (args.getFirst()) {
      case "standalone-job" -> Optional.of(new RoleAndArgs(FlinkRole.STANDALONE_JOB, rest));
      case "jobmanager" -> Optional.of(new RoleAndArgs(FlinkRole.SESSION_JOB_MANAGER, rest));
      case "taskmanager" -> Optional.of(new RoleAndArgs(FlinkRole.TASK_MANAGER, rest));
      case "bash" ->
          args.size() == 3 ? nativeRole(ShellWords.split(args.get(2))) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Flink's own Kubernetes client wraps its commands as {@code bash -c "kubernetes-….sh …"}. */
  private static Optional<RoleAndArgs> nativeRole(List<String> words) {
    int script = !words.isEmpty() && words.getFirst().equals("exec") ? 1 : 0;
    if (words.size() <= script) {
      return Optional.empty();
    }
    List<String> rest = words.subList(script + 1, words.size());
    return switch (words.get(script)) {
      case "kubernetes-taskmanager.sh" ->
          Optional.of(new RoleAndArgs(FlinkRole.NATIVE_TASK_MANAGER, rest));
      case "kubernetes-jobmanager.sh" ->
          Optional.of(
              new RoleAndArgs(
                  rest.contains("kubernetes-session")
                      ? FlinkRole.NATIVE_SESSION
                      : FlinkRole.NATIVE_APPLICATION,
                  rest.isEmpty() ? rest : rest.subList(1, rest.size())));
      default -> Optional.empty();
    };
  }

  private static List<String> jvmFlags(
      FlinkRole role, long direct, FlinkSizing sizing, LaunchRequest request, Node node) {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx" + sizing.heap() + "m");
    flags.add("-Xms16m");
    flags.add("-Xss256k");
    if (role.taskManager) {
      flags.add("-XX:MaxDirectMemorySize=" + direct + "m");
    }
    flags.add("-XX:+UseSerialGC");
    // Half the start-up time and memory; peak speed is not what a development cluster is for.
    flags.add("-XX:TieredStopAtLevel=1");
    flags.add("-XX:-UsePerfData");
    request
        .cpuLimit()
        .ifPresent(
            cores -> flags.add("-XX:ActiveProcessorCount=" + Math.max(1, (int) Math.ceil(cores))));
    // What the JVM writes about its own crash lies beside Flink's logs, where its REST API shows
    // it.
    // A percent sign begins the process id there.
    flags.add("-XX:ErrorFile=" + logs(request).toString().replace("%", "%%") + "/hs_err_pid%p.log");
    flags.add("-XX:HeapDumpPath=" + logs(request));
    flags.add("-Xlog:disable");
    flags.add("-Xlog:all=error:stderr");
    flags.add("--enable-native-access=ALL-UNNAMED");
    if (node.javaFeature() >= 23) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    flags.add("-Djava.io.tmpdir=" + request.temporary());
    flags.add("-D" + PodHosts.FILE_PROPERTY + "=" + request.hostsFile());
    // Addresses of services move when pods restart.
    flags.add("-Dsun.net.inetaddr.ttl=1");
    flags.add("-Dsun.net.inetaddr.negative.ttl=0");
    return flags;
  }

  /** What the user wants of the JVM: {@code env.java.opts.*} and the image's {@code JVM_ARGS}. */
  private static List<String> ownJvmFlags(
      FlinkRole role, LaunchRequest request, Map<String, String> environment) {
    Map<String, String> configuration = request.configuration();
    String side = role.taskManager ? "taskmanager" : "jobmanager";
    List<String> flags = new ArrayList<>();
    for (String text :
        List.of(
            configuration.getOrDefault("env.java.default-opts.all", ""),
            configuration.getOrDefault("env.java.opts.all", ""),
            configuration.getOrDefault("env.java.default-opts." + side, ""),
            configuration.getOrDefault("env.java.opts." + side, ""),
            environment.getOrDefault("JVM_ARGS", ""))) {
      flags.addAll(ShellWords.split(request.paths().rewrite(text)));
    }
    return flags;
  }

  /** Flink's scripts put what this variable says behind their own jars. */
  private static String classPath(Image.Flink image, Map<String, String> environment, Node node) {
    String users = environment.getOrDefault("HADOOP_CLASSPATH", "");
    return node.podClasses()
        + ":"
        + image.jars().stream().map(Path::toString).collect(Collectors.joining(":"))
        + (users.isEmpty() ? "" : ":" + users);
  }

  /**
   * The settings, then the container's own arguments without what was overridden. The order is
   * Flink's: the first argument that is no option ends the options, the rest belongs to the job.
   */
  private static List<String> dynamicProperties(
      FlinkRole role, List<String> args, FlinkSizing sizing, LaunchRequest request) {
    DynamicProperties given = DynamicProperties.parse(args);
    Map<String, String> overrides =
        role.taskManager
            ? FlinkOverrides.taskManager(sizing, request)
            : FlinkOverrides.jobManager(request);
    Map<String, String> merged = new LinkedHashMap<>();
    FlinkOverrides.defaults(role, request)
        .forEach(
            (key, value) -> {
              if (!request.configuration().containsKey(key)) {
                merged.put(key, value);
              }
            });
    merged.putAll(given.properties());
    merged.putAll(overrides);

    List<String> words = new ArrayList<>();
    merged.forEach((key, value) -> words.add("-D" + key + "=" + value));
    words.addAll(given.rest());
    return words;
  }
}
