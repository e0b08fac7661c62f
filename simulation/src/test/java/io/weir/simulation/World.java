package io.weir.simulation;

import io.weir.command.deployment.BackOff;
import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.EditDeployment;
import io.weir.command.deployment.FlinkVersions;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.RestartDeployment;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.spec.FlinkLine;
import io.weir.executor.deployment.DeploymentLoop;
import io.weir.executor.deployment.SessionLoop;
import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.FailedActionException;
import io.weir.executor.deployment.act.RefusedException;
import io.weir.executor.deployment.act.Submissions;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.DesiredSession;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.observe.JobManagerAddress;
import io.weir.executor.deployment.observe.Observer;
import io.weir.executor.deployment.observe.SessionJobObserver;
import io.weir.executor.deployment.observe.SessionObserver;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.deployment.report.ReportNotSentException;
import io.weir.executor.deployment.report.Reporter;
import io.weir.executor.flink.FileHaStorage;
import io.weir.executor.flink.FileRemoval;
import io.weir.executor.intake.GivenUpJobs;
import io.weir.executor.kube.KubernetesException;
import io.weir.executor.program.Programs;
import io.weir.executor.secrets.NoSecretValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One deployment, its users, the aggregate, an executor and a cluster; all of it by one seed. */
final class World {
  private static final int CALM_STEPS = 3_000;
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final RenderSettings RENDER =
      new RenderSettings("weir/artifact-fetcher:1", "flink");
  private static final PlatformSettings SETTINGS =
      new PlatformSettings(
          new PlatformSettings.Deadlines(
              WITHIN, Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(10)),
          new BackOff(Duration.ofMinutes(1), Duration.ofDays(1)),
          Optional.of("sim:///base"),
          new FlinkVersions(
              Map.of("2.3", new FlinkVersions.Version(new FlinkLine(2, 3), "flink:2.3.0")), "2.3"),
          Set.of("file"),
          Map.of());

  private final Random random;
  private final Faults faults;
  private final SimulatedKubernetes kubernetes;
  private final SimulatedFlink flink;
  private final CommandSide commands;
  private final Users users;
  private final NeverTwoJobs jobs = new NeverTwoJobs();
  private final ScaleIsWhatTheLogSays scales = new ScaleIsWhatTheLogSays();
  private final List<Invariant> invariants;
  private final List<String> told = new ArrayList<>();
  private final boolean tells;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private DeploymentLoop loop;
  private SessionLoop sessionLoop;
  private Desired folded;
  private GivenUpJobs givenUp;
  private DesiredSession foldedSession;
  private boolean confirmed;
  private int steps;
  private int crashes;
  private int crashesWhileScaling;
  private int crashesWithAJobOnASession;

  /**
   * A world that has not begun.
   *
   * @param tells whether it keeps what happened, for people
   */
  World(long seed, boolean tells) {
    this.tells = tells;
    random = new Random(seed);
    faults = new Faults(random);
    kubernetes = new SimulatedKubernetes(faults, random);
    boolean onSessions = seed % 2 == 0;
    flink = new SimulatedFlink(kubernetes, seed % 4 == 0, seed % 3 == 0, faults, random);
    commands = new CommandSide(faults, random, SETTINGS, this::recorded, this::tell);
    users = new Users(random, onSessions);
    invariants =
        List.of(
            jobs,
            new NoOlderGenerationAfterANewer(),
            new NoStateLostWithoutAWord(this),
            new StopsOnce(),
            new SavepointsOnce(),
            scales,
            new ViewsAgree(this),
            new EveryTransitionEnds(),
            new PendingWishServed(),
            new NoJobLosesItsSessionCluster(this),
            new RunsWhereItWasPlaced(),
            new SessionViewsAgree(),
            new ReplayEqualsLive());
    if (onSessions)
      commands
          .sessions()
          .register(
              random.nextInt(4) > 0 ? DesiredSessionState.RUNNING : DesiredSessionState.STOPPED,
              now);
    while (commands.state() == null) ask(users.first());
    startExecutor();
  }

  /** Faults and wishes for so many steps, then calm. */
  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      if (random.nextInt(12) == 0) ask(users.next());
      if (random.nextInt(12) == 0)
        users.ofTheSession().ifPresent(edit -> commands.askOfTheSession(edit, now));
      if (faults.oneIn(80)) kubernetes.deleteSomething();
      if (faults.oneIn(80)) kubernetes.running().stream().findFirst().ifPresent(kubernetes::kill);
      step(!faults.oneIn(4));
    }
    faults.end();
    int calm = 0;
    while ((!atRest() || flink.mains() > 0) && calm++ < CALM_STEPS) step(true);
    // What came late is still under way.
    for (int i = 0; i < 20; i++) step(true);
    while (!atRest() && calm++ < CALM_STEPS) step(true);
    invariants.forEach(each -> each.calm(this));
  }

  private boolean atRest() {
    return EveryTransitionEnds.atRest(state())
        && (commands.sessions().state() == null
            || NoJobLosesItsSessionCluster.atRest(commands.sessions().state()));
  }

  private void ask(DeploymentCommand command) {
    tell("asked " + command.getClass().getSimpleName());
    confirmed |= confirms(command);
    commands.ask(command, now);
  }

  private boolean confirms(DeploymentCommand command) {
    return switch (command) {
      case RestartDeployment restart -> restart.emptyStartConfirmed();
      case EditDeployment edit -> edit.edit().of(state()).emptyStartConfirmed();
      default -> false;
    };
  }

  private void step(boolean reads) {
    steps++;
    now = now.plusMillis(500 + random.nextInt(500));
    kubernetes.tick();
    flink.tick();
    commands.tick(now);
    if (reads) catchUp();
    if (!faults.oneIn(4)) catchUpWithTheSession();
    pass(() -> sessionLoop.pass(SessionSide.SESSION));
    pass(() -> loop.pass(CommandSide.DEPLOYMENT));
    for (Invariant invariant : invariants) invariant.stepped(this);
  }

  private void pass(Runnable pass) {
    try {
      pass.run();
    } catch (Faults.Crash crash) {
      crashes++;
      if (state().job().flatMap(CurrentJob::rescaling).isPresent()) crashesWhileScaling++;
      if (state().job().flatMap(CurrentJob::placed).isPresent()) crashesWithAJobOnASession++;
      tell("crash");
      flink.forgetIds();
      startExecutor();
    } catch (KubernetesException
        | FailedActionException
        | RefusedException
        | ReportNotSentException lost) {
      tell(lost.getMessage());
    }
  }

  /** A new process: it knows only the log. */
  private void startExecutor() {
    Observer observer =
        new Observer(
            kubernetes,
            flink,
            flink,
            (directory, job) -> Seen.absent(),
            new FileHaStorage(),
            RENDER,
            JobManagerAddress.POD_IP,
            () -> now);
    Submissions submissions =
        new Submissions(flink, this::programs, new NoSecretValues(), Runnable::run, () -> now);
    SessionJobObserver sessionJobs =
        new SessionJobObserver(
            kubernetes,
            flink,
            flink,
            flink,
            RENDER,
            JobManagerAddress.POD_IP,
            placed -> foldedSession.place(placed.incarnation()),
            submissions,
            () -> now);
    Actor actor =
        new Actor(
            kubernetes,
            flink,
            submissions,
            new FileRemoval(),
            new FileHaStorage(),
            new Reporter(commands, "executor-1"),
            new NoSecretValues(),
            RENDER,
            () -> now);
    folded = Desired.empty(CommandSide.DEPLOYMENT);
    givenUp = new GivenUpJobs();
    foldedSession = DesiredSession.empty(SessionSide.SESSION);
    sessionLoop =
        new SessionLoop(
            id -> Optional.of(foldedSession),
            new SessionObserver(
                kubernetes,
                flink,
                new FileHaStorage(),
                RENDER,
                JobManagerAddress.POD_IP,
                session -> givenUp.on(session.ownerId(), session.incarnation()),
                () -> now),
            actor,
            Pace.DEFAULT,
            (desired, decision) ->
                tell(
                    "session %d: %s %s"
                        .formatted(desired.sequence(), decision.why(), decision.actions())));
    loop =
        new DeploymentLoop(
            id -> Optional.of(folded),
            observer,
            sessionJobs,
            actor,
            new FileRemoval(),
            Pace.DEFAULT,
            () -> now,
            (desired, decision) ->
                tell(
                    "%d: %s %s".formatted(desired.sequence(), decision.why(), decision.actions())));
    catchUp();
    catchUpWithTheSession();
  }

  /** The executor may be behind, never ahead. */
  private void catchUp() {
    List<CommandSide.Logged> log = commands.log();
    for (int i = (int) folded.sequence() + 1; i < log.size(); i++) fold(log.get(i));
  }

  private void fold(CommandSide.Logged next) {
    Desired before = folded;
    folded = before.evolve(next.metadata(), next.event());
    givenUp.fold(before, next.event());
  }

  /** Another partition of the topic: it is read at a pace of its own. */
  private void catchUpWithTheSession() {
    List<SessionSide.Logged> log = commands.sessions().log();
    for (int i = (int) foldedSession.sequence() + 1; i < log.size(); i++)
      foldedSession = foldedSession.evolve(log.get(i).metadata(), log.get(i).event());
  }

  private <T> T programs(String uri, String shown, Programs.Use<T> use)
      throws IOException, Programs.NotFetchedException {
    if (faults.oneIn(20)) throw new Programs.NotFetchedException("no such program");
    if (faults.oneIn(10)) throw new IOException("lost");
    return use.with(Path.of("words.jar"));
  }

  private void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    tell(event.toString());
    for (Invariant invariant : invariants) invariant.recorded(before, event, after);
  }

  private void tell(String what) {
    if (tells) told.add(now + " " + what);
  }

  DeploymentState state() {
    return commands.state();
  }

  CommandSide commands() {
    return commands;
  }

  SimulatedKubernetes kubernetes() {
    return kubernetes;
  }

  SimulatedFlink flink() {
    return flink;
  }

  /** Whether anybody ever accepted an empty start. */
  boolean confirmedEmptyStart() {
    return confirmed;
  }

  int steps() {
    return steps;
  }

  int crashes() {
    return crashes;
  }

  /** While a change of scale was under way. */
  int crashesWhileScaling() {
    return crashesWhileScaling;
  }

  /** While a job was on a session cluster, on its way there or on its way out. */
  int crashesWithAJobOnASession() {
    return crashesWithAJobOnASession;
  }

  /** How many jobs appeared after they had been given up. */
  int strays() {
    return jobs.strays();
  }

  /** What became of changes of scale. */
  Map<String, Long> scales() {
    return scales.told();
  }

  List<String> told() {
    return told;
  }
}
