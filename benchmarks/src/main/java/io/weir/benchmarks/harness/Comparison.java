package io.weir.benchmarks.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rounds of floor and ours, taken in turn so that a change of the machine hits both.
 *
 * @param name what was compared
 * @param unit what is counted per second
 * @param floor operations per second of each round
 * @param ours the same for ours
 * @param machine what else the machine did meanwhile
 */
public record Comparison(
    String name, String unit, List<Double> floor, List<Double> ours, Machine.Load machine) {
  /** A floor that moves by more than this says that the machine was not quiet. */
  private static final double FLOOR_MAY_MOVE = 0.20;

  public Comparison {
    floor = List.copyOf(floor);
    ours = List.copyOf(ours);
  }

  /**
   * Runs {@code rounds} of each side, floor first, after one unmeasured round of each.
   *
   * @param machine looks at the machine
   * @throws Exception when a side fails
   */
  public static Comparison interleaved(
      String name,
      String unit,
      int rounds,
      Supplier<Machine> machine,
      Side floor,
      Side ours,
      Progress progress)
      throws Exception {
    List<Double> floors = new ArrayList<>();
    List<Double> our = new ArrayList<>();
    progress.say(name + ": warming up");
    floor.run(0);
    ours.run(0);
    Machine before = machine.get();
    for (int round = 1; round <= rounds; round++) {
      floors.add(floor.run(round));
      our.add(ours.run(round));
      progress.say(
          "%s: round %d of %d, floor %,.0f, ours %,.0f %s/s"
              .formatted(name, round, rounds, floors.getLast(), our.getLast(), unit));
    }
    return new Comparison(name, unit, floors, our, machine.get().since(before));
  }

  /** The ratio of each round, smallest first. */
  public double[] ratios() {
    double[] ratios = new double[floor.size()];
    for (int i = 0; i < ratios.length; i++) ratios[i] = ours.get(i) / floor.get(i);
    Arrays.sort(ratios);
    return ratios;
  }

  /** The median of the rounds' ratios. */
  public double medianRatio() {
    return median(ratios());
  }

  /** Why the run must not be quoted, if it must not. */
  public Optional<String> voidBecause() {
    double[] floors = floor.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double moved = (floors[floors.length - 1] - floors[0]) / median(floors);
    return machine
        .voidBecause()
        .or(
            () ->
                moved <= FLOOR_MAY_MOVE
                    ? Optional.empty()
                    : Optional.of("the floor itself moved by %.0f %%".formatted(100 * moved)));
  }

  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** One row of the ratio table. */
  public String row(double target, double moonshot) {
    double[] ratios = ratios();
    double[] floors = floor.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] our = ours.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return "| %s | %,.0f | %,.0f | %.2f (%.2f-%.2f) | %.2f | %.2f | %s |"
        .formatted(
            name,
            median(floors),
            median(our),
            medianRatio(),
            ratios[0],
            ratios[ratios.length - 1],
            target,
            moonshot,
            verdict(target, moonshot));
  }

  private String verdict(double target, double moonshot) {
    String reached =
        medianRatio() >= moonshot
            ? "moonshot"
            : medianRatio() >= target ? "target reached" : "below target";
    return voidBecause().map(why -> reached + ", void: " + why).orElse(reached);
  }

  /** The head of the ratio table. */
  public static String head() {
    return """
    | what | floor/s | ours/s | ours / floor (min-max) | target | moonshot | verdict |
    |---|---|---|---|---|---|---|""";
  }
}
