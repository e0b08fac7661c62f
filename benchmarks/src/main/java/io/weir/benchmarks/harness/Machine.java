package io.weir.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the processors did so far, from {@code /proc}: needed to say whether a number was taken on a
 * quiet machine.
 *
 * @param busyTicks clock ticks in which any process ran, the machine's own included
 * @param allTicks all clock ticks of all processors
 * @param stolenTicks ticks that the hypervisor took away
 * @param ourTicks ticks of this process, its daemons, their children and so on, ended ones included
 */
public record Machine(long busyTicks, long allTicks, long stolenTicks, long ourTicks) {
  /**
   * What happened between two looks.
   *
   * @param othersShare share of the machine's CPU that processes other than ours used, 0 to 1
   * @param stolenShare share that the hypervisor took away, 0 to 1
   * @param loadAverage the machine's load over the last minute
   */
  public record Load(double othersShare, double stolenShare, double loadAverage) {
    /** Others may use this share of the machine's CPU. */
    private static final double OTHERS_MAY_USE = 0.05;

    /** Why a number taken meanwhile must not be quoted, if it must not. */
    public Optional<String> voidBecause() {
      return othersShare <= OTHERS_MAY_USE
          ? Optional.empty()
          : Optional.of("other processes used %.0f %% of the CPU".formatted(100 * othersShare));
    }

    /** One line to stand under a table. */
    public String line() {
      return "Machine: %d processors, load %.1f, others' CPU %.0f %%, stolen %.0f %%%s."
          .formatted(
              Runtime.getRuntime().availableProcessors(),
              loadAverage,
              100 * othersShare,
              100 * stolenShare,
              voidBecause().map(why -> ". Void: " + why).orElse(""));
    }
  }

  /**
   * Looks now.
   *
   * @param daemons processes that work for this one and are not its children
   */
  public static Machine now(long... daemons) {
    long[] cpu =
        Arrays.stream(read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split("\\s+"))
            .skip(1)
            .mapToLong(Long::parseLong)
            .toArray();
    long all = Arrays.stream(cpu).limit(8).sum();
    long idle = cpu[3] + cpu[4];
    Stream<ProcessHandle> ours =
        Stream.concat(
            Stream.of(ProcessHandle.current()),
            Arrays.stream(daemons).boxed().flatMap(pid -> ProcessHandle.of(pid).stream()));
    return new Machine(all - idle - cpu[7], all, cpu[7], ours.mapToLong(Machine::tree).sum());
  }

  /** What happened since an earlier look. */
  public Load since(Machine before) {
    double all = Math.max(1, allTicks - before.allTicks);
    double others = (busyTicks - before.busyTicks) - (ourTicks - before.ourTicks);
    double load = Double.parseDouble(read(Path.of("/proc/loadavg")).split(" ")[0]);
    return new Load(Math.max(0, others) / all, (stolenTicks - before.stolenTicks) / all, load);
  }

  /** The ticks of a process, its children and so on; its own only, when it is this one. */
  static long ticksOfTree(long pid) {
    return pid == ProcessHandle.current().pid()
        ? ticks(pid)
        : ProcessHandle.of(pid).map(Machine::tree).orElse(0L);
  }

  private static long tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
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
