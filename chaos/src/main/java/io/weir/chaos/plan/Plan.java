package io.weir.chaos.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is done in which order, fixed by the seed. Lanes run side by side, the steps of one lane one
 * after the other, so several parts are down at once as chance has it.
 *
 * @param lanes the steps of each lane
 */
public record Plan(Map<Lane, List<Step>> lanes) {
  /** Who is hurt. */
  public enum Lane {
    /** The command service. */
    COMMANDS,
    /** The projection service. */
    VIEWS,
    /** The executor. */
    EXECUTOR,
    /** Servers, the gateway, the supervisor. */
    PLATFORM,
    /** Flink processes. */
    PODS
  }

  /**
   * A fault after a pause.
   *
   * @param pause from the end of the lane's last fault
   */
  public record Step(Fault fault, Duration pause) {}

  private static final Map<String, Lane> SERVICES =
      Map.of(
          "command-service",
          Lane.COMMANDS,
          "projection-service",
          Lane.VIEWS,
          "k8s-executor",
          Lane.EXECUTOR);

  /** Of all kills, those at failpoints and those that arm them; the others come from outside. */
  private static final double AT_FAILPOINTS = 0.45;

  private static final int FIRST_ROUND_FROM_OUTSIDE = 7;
  private static final int SHORT = 20;
  private static final int LONGEST_PAUSE_MILLIS = 700;

  /** A service is left alone before each third fault of its lane. */
  private static final int LEFT_ALONE_EVERY = 3;

  /**
   * How long: more than the supervisor asks of a life before it starts the next one at once again
   * ({@code RestartDelay}), so that what a service takes up after its start is taken up.
   */
  private static final int LEFT_ALONE_MILLIS = 11_000;

  private static final int LEFT_ALONE_SPREAD_MILLIS = 3_000;

  /** Where a crash hurts most: between two things that belong together. They come first. */
  private static final Set<String> FIRST =
      Set.of(
          "command-service command.after-events",
          "command-service command.after-commit",
          "command-service relay.mid-send",
          "command-service relay.after-ack",
          "command-service intake.after-append",
          "projection-service projection.after-timeline",
          "projection-service reader.before-commit",
          "projection-service rebuild.before-swap-commit",
          "k8s-executor executor.after-create-owner",
          "k8s-executor executor.after-apply-job-manager",
          "k8s-executor executor.after-report");

  public Plan {
    lanes = Collections.unmodifiableMap(new EnumMap<>(lanes));
  }

  /**
   * A plan of at least so many kills.
   *
   * @param kills at least 1
   * @param failpoints of each service
   */
  public static Plan of(int kills, long seed, Map<String, List<String>> failpoints) {
    Random random = new Random(seed);
    List<Fault> faults = new ArrayList<>();
    // A short campaign has the first round from outside, and failpoints else.
    double atFailpoints =
        Math.max(kills * AT_FAILPOINTS, Math.min(kills - FIRST_ROUND_FROM_OUTSIDE, SHORT));
    int planned = 0;
    for (int round = 0; planned < atFailpoints; round++) {
      for (Fault.Halt halt : halts(failpoints, round, random)) {
        if (planned < atFailpoints) {
          faults.add(halt);
          planned += halt.kills();
        }
      }
    }
    for (int round = 0; planned < kills; round++) {
      for (Fault fault : fromOutside(round, random)) {
        if (planned < kills) {
          faults.add(fault);
          planned += fault.kills();
        }
      }
    }
    return inLanes(faults, random);
  }

  /** How many kills are planned. */
  public int kills() {
    return lanes.values().stream()
        .flatMap(List::stream)
        .mapToInt(step -> step.fault().kills())
        .sum();
  }

  /** The failpoints that are to be reached. */
  public Set<Fault.Halt> halts() {
    Set<Fault.Halt> halts = new LinkedHashSet<>();
    for (List<Step> steps : lanes.values()) {
      for (Step step : steps) {
        if (step.fault() instanceof Fault.Halt halt) {
          halts.add(halt);
        }
      }
    }
    return halts;
  }

  private static List<Fault.Halt> halts(
      Map<String, List<String>> failpoints, int round, Random random) {
    List<Fault.Halt> halts = new ArrayList<>();
    new TreeMap<>(failpoints)
        .forEach((part, names) -> names.forEach(name -> halts.add(new Fault.Halt(part, name))));
    Collections.shuffle(halts, random);
    if (round == 0) {
      halts.sort(
          (one, other) ->
              Boolean.compare(
                  FIRST.contains(other.part() + " " + other.failpoint()),
                  FIRST.contains(one.part() + " " + one.failpoint())));
    }
    return halts;
  }

  /** What comes back soonest is killed most often. */
  private static List<Fault> fromOutside(int round, Random random) {
    List<String> services = SERVICES.keySet().stream().sorted().toList();
    List<Fault> faults = new ArrayList<>();
    for (String part : List.of("database", "local-cluster", "broker", "gateway")) {
      faults.add(new Fault.KillPart(part));
    }
    if (round > 0) {
      for (String part : List.of("database", "database", "local-cluster", "local-cluster")) {
        faults.add(new Fault.KillPart(part));
      }
      faults.add(new Fault.KillPart("gateway"));
      services.forEach(service -> faults.add(new Fault.KillPart(service)));
    }
    for (Fault.Role role : Fault.Role.values()) {
      if (round < 2 || round % 2 == role.ordinal()) {
        faults.add(new Fault.KillPod(role));
      }
    }
    // A start of everything takes as long as the rest of a round together.
    if (round % 4 == 0) {
      faults.add(new Fault.KillSupervisor());
    }
    if (round % 6 == 1) {
      faults.add(new Fault.KillEverything());
    }
    Collections.shuffle(faults, random);
    faults.addFirst(
        new Fault.Freeze(
            services.get(round % services.size()),
            Duration.ofMillis(random.nextInt(2_000, 8_000))));
    if (round % 6 == 2) {
      // Longer than every lease.
      faults.addFirst(
          new Fault.Freeze(services.get(round / 6 % services.size()), Duration.ofSeconds(25)));
    }
    return faults;
  }

  private static Plan inLanes(List<Fault> faults, Random random) {
    Map<Lane, List<Fault>> ordered = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      ordered.put(lane, new ArrayList<>());
    }
    faults.forEach(fault -> ordered.get(lane(fault)).add(fault));
    Map<Lane, List<Step>> lanes = new EnumMap<>(Lane.class);
    ordered.forEach(
        (lane, own) -> {
          // Freezes were added behind the halts of their lane.
          Collections.shuffle(own, random);
          lanes.put(lane, withPauses(own, SERVICES.containsValue(lane), random));
        });
    return new Plan(lanes);
  }

  private static List<Step> withPauses(List<Fault> faults, boolean service, Random random) {
    List<Step> steps = new ArrayList<>();
    for (Fault fault : faults) {
      boolean leftAlone = service && steps.size() % LEFT_ALONE_EVERY == LEFT_ALONE_EVERY - 1;
      int millis =
          leftAlone
              ? LEFT_ALONE_MILLIS + random.nextInt(LEFT_ALONE_SPREAD_MILLIS)
              : random.nextInt(LONGEST_PAUSE_MILLIS);
      steps.add(new Step(fault, Duration.ofMillis(millis)));
    }
    return steps;
  }

  private static Lane lane(Fault fault) {
    return switch (fault) {
      case Fault.KillPart kill -> SERVICES.getOrDefault(kill.part(), Lane.PLATFORM);
      case Fault.Halt halt -> SERVICES.get(halt.part());
      case Fault.Freeze freeze -> SERVICES.get(freeze.part());
      case Fault.KillPod pod -> Lane.PODS;
      case Fault.KillSupervisor supervisor -> Lane.PLATFORM;
      case Fault.KillEverything everything -> Lane.PLATFORM;
    };
  }
}
