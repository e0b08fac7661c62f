package io.weir.events.spec;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Flink releases, such as {@code 2.3}: within it, options, files and entry points are the
 * same.
 *
 * @param major for example 2
 * @param minor for example 3
 */
public record FlinkLine(int major, int minor) implements Comparable<FlinkLine> {
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})(?:[.-].*)?");
  private static final Comparator<FlinkLine> ORDER =
      Comparator.comparingInt(FlinkLine::major).thenComparingInt(FlinkLine::minor);

  /** The line of a version such as {@code 2.3}, {@code 1.20.0} or {@code 1.13-vendor}. */
  public static Optional<FlinkLine> parse(String version) {
    Matcher parts = VERSION.matcher(version.strip());
    return parts.matches()
        ? Optional.of(
            new FlinkLine(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  /** Whether this line is the given one or a later one. */
  public boolean atLeast(int major, int minor) {
    return compareTo(new FlinkLine(major, minor)) >= 0;
  }

  /**
   * Whether a cluster of its own can be told under which id to run its job. Before, every such job
   * has the id of 32 zeros: checkpoints lie under it, and Flink is asked by it.
   */
  public boolean takesJobId() {
    return atLeast(1, 8);
  }

  /**
   * Whether the exit code of a JobManager tells a job that was cancelled from one that has
   * finished. Since 1.8 it is 0 for both.
   */
  public boolean tellsCancellationByExitCode() {
    return !atLeast(1, 8);
  }

  @Override
  public int compareTo(FlinkLine other) {
    return ORDER.compare(this, other);
  }

  /** As versions are written: {@code 2.3}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
