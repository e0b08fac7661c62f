package io.weir.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the processors did so far, from {@code /proc}: needed to say whether a number was taken on a
 * quiet machine.
 *
 * @param busyTicks clock ticks in which any process ran, the machine's own included
 * @param allTicks all clock ticks of all processors
 * @param stolenTicks ticks that the hypervisor took away
 * @param ourTicks ticks of this process, its children and their children, ended ones included
 */
public record Machine(long busyTicks, long allTicks, long stolenTicks, long ourTicks) {
  /**
   * What happened between two looks.
   *
   * @param othersShare share of the machine's CPU that processes other than ours used, 0 to 1
   * @param stolenShare share that the hypervisor took away, 0 to 1
   * @param loadAverage the machine's load over the last minute
   */
  public record Load(double othersShare, double stolenShare, double loadAverage) {}

  /** Looks now. */
  public static Machine now() {
    long[] cpu =
        Arrays.stream(read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split("\\s+"))
            .skip(1)
            .mapToLong(Long::parseLong)
            .toArray();
    long all = Arrays.stream(cpu).limit(8).sum();
    long idle = cpu[3] + cpu[4];
    return new Machine(all - idle - cpu[7], all, cpu[7], ticksOfThisTree());
  }

  /** What happened since an earlier look. */
  public Load since(Machine before) {
    double all = Math.max(1, allTicks - before.allTicks);
    double others = (busyTicks - before.busyTicks) - (ourTicks - before.ourTicks);
    double load = Double.parseDouble(read(Path.of("/proc/loadavg")).split(" ")[0]);
    return new Load(Math.max(0, others) / all, (stolenTicks - before.stolenTicks) / all, load);
  }

  private static long ticksOfThisTree() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .mapToLong(process -> ticks(process.pid()))
        .sum();
  }

  /** User, system and waited-for children's time of one process; 0 when it has just ended. */
  private static long ticks(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String text = Files.readString(stat);
      List<String> fields = List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
      return fields.subList(11, 15).stream().mapToLong(Long::parseLong).sum();
    } catch (IOException ended) {
      return 0;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + file + ", but " + e.getMessage(), e);
    }
  }
}
