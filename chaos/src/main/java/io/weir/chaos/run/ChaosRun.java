package io.weir.chaos.run;

import io.weir.chaos.check.Verdict;
import io.weir.chaos.load.JobWatch;
import io.weir.chaos.load.MovingDeployment;
import io.weir.chaos.load.SessionGuest;
import io.weir.chaos.load.Situations;
import io.weir.chaos.load.Subjects;
import io.weir.chaos.load.Writers;
import io.weir.chaos.plan.FailpointCatalogue;
import io.weir.chaos.plan.Fault;
import io.weir.chaos.plan.Plan;
import io.weir.chaos.report.Summary;
import io.weir.chaos.report.Tally;
import io.weir.chaos.weir.ChildWeir;
import io.weir.chaos.weir.OwnedProcesses;
import io.weir.embedded.Ports;
import io.weir.standalone.process.CrashReport;
import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import io.weir.standalone.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One campaign, from the first start to the verdict. */
public final class ChaosRun {
  private final BuiltModules modules;
  private final Path directory;
  private final Consumer<String> say;
  private final Consumer<String> tell;
  private final Tally tally = new Tally();
  private boolean cut;

  /**
   * @param directory the data directory, new or empty
   * @param say takes lines of progress
   * @param tell takes the lines of the summary
   */
  public ChaosRun(
      BuiltModules modules, Path directory, Consumer<String> say, Consumer<String> tell) {
    this.tell = tell;
    this.modules = modules;
    this.directory = directory.toAbsolutePath().normalize();
    this.say = say;
  }

  /** What was counted so far. */
  public Tally.Count count() {
    return tally.count();
  }

  /**
   * Does it all; returns the verdicts. The summary comes last.
   *
   * @param kills how many are planned, at least
   * @param atMost when kills end, from the first on; the plan may be longer
   * @param some only failpoints with this in their names take part
   * @throws UserError when no failpoint has
   */
  public List<Verdict> run(int kills, long seed, Duration atMost, String some)
      throws IOException, InterruptedException {
    Map<String, List<String>> failpoints =
        FailpointCatalogue.named(some, FailpointCatalogue.read(modules));
    Plan plan = Plan.of(kills, seed, failpoints);
    say.accept("%d kills are planned by seed %d; starting Weir".formatted(plan.kills(), seed));
    List<Verdict> verdicts = new ArrayList<>();
    try (ChildWeir weir = new ChildWeir(modules, directory, Ports.free())) {
      Runtime.getRuntime().addShutdownHook(new Thread(weir::close, "stop"));
      weir.up();
      say.accept("Weir is up");
      verdicts.addAll(disturb(weir, plan, seed, atMost));
      if (verdicts.getFirst().isGood()) {
        verdicts.add(leftovers(weir));
        verdicts.add(crashes());
        if (!cut) {
          verdicts.add(reached(names(plan.halts())));
        }
      }
    }
    Set<String> planned = names(plan.halts());
    Summary.lines(tally.count(), planned, leftOut(failpoints, planned), verdicts).forEach(tell);
    return verdicts;
  }

  private List<Verdict> disturb(ChildWeir weir, Plan plan, long seed, Duration atMost)
      throws IOException, InterruptedException {
    Subjects subjects = new Subjects(weir.client(), modules.exampleJob());
    Path output = directory.resolve("storage/results/moving");
    MovingDeployment moving =
        new MovingDeployment(
            weir.client(),
            () -> weir.isReady(Stack.COMMAND),
            subjects.createCounting("moving", output),
            seed);
    Writers writers = new Writers(weir.client(), subjects);
    JobWatch watch = new JobWatch(weir, moving.id());
    SessionGuest guest = new SessionGuest(weir.client(), subjects);
    Situations situations =
        new Situations(weir, writers::current, moving.id(), moving::rescaleNext, guest);
    KillLog log = new KillLog(tally, plan.kills(), say);
    PodKills pods = new PodKills(new OwnedProcesses(directory), output, log);
    WholeKills wholes = new WholeKills(weir, pods, log);
    writers.start();
    moving.start();
    watch.start();
    Campaign campaign =
        new Campaign(
            new FaultRunner(weir, moving, situations, pods, wholes, log),
            System.nanoTime() + atMost.toNanos());
    List<String> lost = campaign.run(plan);
    cut = campaign.isOver();
    Verdict recovery = new Verdict("every part comes back", lost, tally.total() + " kills");
    if (!lost.isEmpty()) {
      // Nothing more can be said of what does not run.
      return List.of(recovery);
    }
    say.accept("the last kill is over; waiting for rest");
    writers.end();
    moving.end();
    watch.end();
    guest.end();
    List<Verdict> verdicts = new ArrayList<>(List.of(recovery));
    verdicts.addAll(
        new FinalChecks(weir, writers, moving, guest, watch, situations, output, seed).verdicts());
    return verdicts;
  }

  /** After an orderly end nothing of it runs any more. */
  private Verdict leftovers(ChildWeir weir) throws InterruptedException {
    List<String> faults = new ArrayList<>();
    if (!weir.down()) {
      faults.add("it did not stop in time");
    }
    new OwnedProcesses(directory)
        .all()
        .forEach(process -> faults.add("process " + OwnedProcesses.describe(process) + " is left"));
    return new Verdict("nothing is left running", faults, "processes after the end");
  }

  /** What is killed says nothing more; a JVM that crashes by itself does. */
  private Verdict crashes() {
    return new Verdict(
        "no JVM crashes by itself",
        CrashReport.all(directory).stream().map(report -> "a JVM wrote " + report).toList(),
        "reports of crashes");
  }

  private Verdict reached(Set<String> planned) {
    Set<String> missed = new TreeSet<>(planned);
    missed.removeAll(tally.count().failpoints().keySet());
    return new Verdict(
        "every planned failpoint is reached",
        missed.stream().map(name -> name + " was never reached").toList(),
        planned.size() + " failpoints");
  }

  private static Set<String> leftOut(Map<String, List<String>> failpoints, Set<String> planned) {
    Set<String> all = new TreeSet<>();
    failpoints.forEach(
        (part, names) -> names.forEach(name -> all.add(new Fault.Halt(part, name).toString())));
    all.removeAll(planned);
    return all;
  }

  private static Set<String> names(Set<Fault.Halt> halts) {
    Set<String> names = new TreeSet<>();
    halts.forEach(halt -> names.add(halt.toString()));
    return names;
  }
}
