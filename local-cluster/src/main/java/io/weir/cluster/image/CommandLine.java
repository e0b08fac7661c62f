package io.weir.cluster.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From an image and a container to the process that stands for it. Pure. */
public final class CommandLine {
  private CommandLine() {}

  /** The process for a container of this image. */
  public static Launch of(Image image, LaunchRequest request, Node node) {
    Map<String, String> environment = environment(request, node);
    List<String> command = expand(request.command(), environment, request.paths());
    List<String> args = expand(request.args(), environment, request.paths());
    return switch (image) {
      case Image.Flink flink when FlinkCommandLine.isEntryPoint(command, args) ->
          FlinkCommandLine.of(flink, command, args, environment, request, node);
      case Image.Fetcher fetcher when command.isEmpty() ->
          new Launch(
              fetcherCommand(args, request, node), environment, request.root(), request.paths());
      case Image.Flink flink ->
          hostCommand(command, args, environment, request, request.root().resolve("opt/flink"));
      case Image.Fetcher fetcher ->
          hostCommand(command, args, environment, request, request.root());
      case Image.Host host -> hostCommand(command, args, environment, request, request.root());
    };
  }

  private static Map<String, String> environment(LaunchRequest request, Node node) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", node.javaHome().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    environment.put("JAVA_HOME", node.javaHome().toString());
    environment.put("HOME", request.root().toString());
    environment.put("HOSTNAME", request.podName());
    environment.put("TMPDIR", request.temporary().toString());
    environment.put("LANG", "C.UTF-8");
    // glibc's many arenas cost each JVM tens of megabytes.
    environment.put("MALLOC_ARENA_MAX", "1");
    // There is no service account token and no TLS here: clients find the API server by these two.
    environment.put("KUBERNETES_MASTER", node.apiServer().toString());
    environment.put("KUBECONFIG", node.kubeconfig().toString());
    Variables.expandInOrder(request.environment())
        .forEach((name, value) -> environment.put(name, request.paths().rewrite(value)));
    return environment;
  }

  private static List<String> expand(
      List<String> words, Map<String, String> environment, PathMapping paths) {
    return words.stream().map(word -> paths.rewrite(Variables.expand(word, environment))).toList();
  }

  private static Launch hostCommand(
      List<String> command,
      List<String> args,
      Map<String, String> environment,
      LaunchRequest request,
      Path home) {
    List<String> words = new ArrayList<>(command);
    words.addAll(args);
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a command or args for container of pod %s: its image has no entry point of its own here"
              .formatted(request.podName()));
    }
    return new Launch(
        words,
        environment,
        request.workingDirectory().map(request.paths()::resolve).orElse(home),
        request.paths());
  }

  private static List<String> fetcherCommand(List<String> args, LaunchRequest request, Node node) {
    List<String> words =
        new ArrayList<>(
            List.of(
                node.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + request.temporary(),
                "-cp",
                node.podClasses().toString(),
                ArtifactFetcher.class.getName()));
    words.addAll(args);
    return words;
  }
}
