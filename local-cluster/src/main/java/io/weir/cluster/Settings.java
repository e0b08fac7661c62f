package io.weir.cluster;

import io.weir.cluster.kubelet.KubeletPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a local cluster is started with.
 *
 * @param data where everything that must survive lies
 * @param cache what can be made again: the classes of ours that run in pods; may be shared
 * @param port of the API server; 0 means the one of the last start, or any free one at the first
 * @param images the table of images, see {@link io.weir.cluster.image.ImageTable}
 * @param podPolicy how patient the kubelet is
 * @param untilStdinCloses whether to end when the process that started it ends
 */
public record Settings(
    Path data,
    Path cache,
    int port,
    Path images,
    KubeletPolicy podPolicy,
    boolean untilStdinCloses) {

  static final String USAGE =
      """
      Usage: local-cluster --data <dir> --images <file> [--port <p>] [--cache <dir>]
                           [--restart-back-off <milliseconds>] [--until-stdin-closes]
             local-cluster stop-pods --data <dir>""";

  /**
   * Reads command line arguments.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static Settings parse(List<String> args) {
    Deque<String> words = new ArrayDeque<>(args);
    Path data = null;
    Path images = null;
    Optional<Path> cache = Optional.empty();
    int port = 0;
    KubeletPolicy policy = KubeletPolicy.standard();
    boolean untilStdinCloses = false;
    while (!words.isEmpty()) {
      String option = words.poll();
      switch (option) {
        case "--data" -> data = path(option, words);
        case "--images" -> images = path(option, words);
        case "--cache" -> cache = Optional.of(path(option, words));
        case "--port" -> port = number(option, words);
        case "--restart-back-off" ->
            policy = KubeletPolicy.withBackOff(Duration.ofMillis(number(option, words)));
        case "--until-stdin-closes" -> untilStdinCloses = true;
        default -> throw new IllegalArgumentException("Unknown option " + option + "\n" + USAGE);
      }
    }
    if (data == null || images == null) {
      throw new IllegalArgumentException("--data and --images are needed\n" + USAGE);
    }
    return new Settings(
        data, cache.orElse(data.resolve("cache")), port, images, policy, untilStdinCloses);
  }

  static Path path(String option, Deque<String> words) {
    return Path.of(value(option, words)).toAbsolutePath().normalize();
  }

  private static int number(String option, Deque<String> words) {
    String value = value(option, words);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(
          "Expected a number after %s, but it is %s%n%s".formatted(option, value, USAGE),
          malformed);
    }
  }

  private static String value(String option, Deque<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("Expected a value after " + option + "\n" + USAGE);
    }
    return words.poll();
  }
}
