package io.weir.simulation;

import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointRequested;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.Programs;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.VertexScale;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.SavepointStorage;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** JobManagers in the pods of {@link SimulatedKubernetes}, and the storage that they write to. */
final class SimulatedFlink implements FlinkJobs, SavepointStorage {
  private static final class Job {
    private JobStatus status = JobStatus.INITIALIZING;
    private final Map<UUID, SavepointRequested> pending = new HashMap<>();
    private final Map<UUID, TriggerView> done = new HashMap<>();
    private Optional<Completed> checkpoint = Optional.empty();
    private final String id;
    private int runs;
    private int wanted;
    private boolean stuck;

    Job(String id, int parallelism) {
      this.id = id;
      runs = parallelism;
      wanted = parallelism;
    }
  }

  private final SimulatedKubernetes kubernetes;
  private final Faults faults;
  private final RandomGenerator random;

  /** By the address of the pod. */
  private final Map<String, Job> jobs = new TreeMap<>();

  private final Map<String, String> written = new HashMap<>();
  private final Map<UUID, Integer> stopsBegun = new HashMap<>();

  SimulatedFlink(SimulatedKubernetes kubernetes, Faults faults, RandomGenerator random) {
    this.kubernetes = kubernetes;
    this.faults = faults;
    this.random = random;
  }

  /** One moment of every JobManager that runs. */
  void tick() {
    Map<String, SimulatedKubernetes.Pod> running = new TreeMap<>();
    kubernetes.running().forEach(pod -> running.put(pod.ip(), pod));
    jobs.keySet().retainAll(running.keySet());
    for (String ip : running.keySet()) {
      if (random.nextBoolean()) continue;
      Job job = jobs.get(ip);
      String id = running.get(ip).job();
      if (job == null) jobs.put(ip, new Job(id, kubernetes.taskManagers(id)));
      else progress(job);
    }
  }

  private void progress(Job job) {
    for (SavepointRequested savepoint : Map.copyOf(job.pending).values()) {
      job.pending.remove(savepoint.triggerId());
      if (job.status != JobStatus.RUNNING || faults.oneIn(8)) {
        job.done.put(savepoint.triggerId(), new TriggerView.Failed("checkpoint declined"));
        continue;
      }
      String location = savepoint.targetDirectory() + "/savepoint-" + written.size();
      written.put(savepoint.targetDirectory(), location);
      job.done.put(savepoint.triggerId(), new TriggerView.Written(location, Optional.empty()));
      if (savepoint.effect() != SavepointEffect.KEEP_RUNNING) job.status = JobStatus.FINISHED;
    }
    if (job.status == JobStatus.RUNNING && random.nextInt(8) == 0) checkpoint(job);
    // Somebody had deleted the TaskManagers when it began.
    if (job.wanted == 0) job.wanted = kubernetes.taskManagers(job.id);
    int possible = Math.min(job.wanted, kubernetes.taskManagers(job.id));
    if (job.status == JobStatus.RUNNING && job.runs != possible && possible > 0 && !job.stuck) {
      job.runs = possible;
      job.status = JobStatus.RESTARTING;
      return;
    }
    job.status =
        switch (job.status) {
          case INITIALIZING -> JobStatus.CREATED;
          case CREATED -> faults.oneIn(12) ? JobStatus.FAILED : JobStatus.RUNNING;
          case CANCELLING -> JobStatus.CANCELED;
          case RESTARTING -> JobStatus.RUNNING;
          case RUNNING ->
              faults.oneIn(60)
                  ? JobStatus.FAILED
                  : faults.oneIn(20)
                      ? JobStatus.RESTARTING
                      : faults.oneIn(250) ? JobStatus.FINISHED : JobStatus.RUNNING;
          default -> job.status;
        };
  }

  private void checkpoint(Job job) {
    String location = "sim:///checkpoint-" + written.size();
    written.put(location, location);
    job.checkpoint = Optional.of(new Completed(location, Instant.EPOCH));
  }

  /** Whether a restore from here finds its data. */
  boolean holds(String location) {
    return written.containsValue(location);
  }

  /** Whether this job is one that processes data in more than one place. */
  long processing() {
    return jobs.values().stream().filter(job -> !job.status.terminal()).count();
  }

  /** The parallelism that the job that processes was told last; 0: none does. */
  int wanted() {
    return jobs.values().stream()
        .filter(job -> !job.status.terminal())
        .mapToInt(job -> job.wanted)
        .findFirst()
        .orElse(0);
  }

  /** How often the most repeated savepoint stopped a job. */
  int mostStops() {
    return stopsBegun.values().stream().mapToInt(each -> each).max().orElse(0);
  }

  @Override
  public Answer<Summary> job(URI jobManager, UUID jobId) {
    return ask(jobManager, job -> new Summary(job.status.name(), "words", true));
  }

  @Override
  public Answer<Programs> programs(URI jobManager) {
    return ask(jobManager, job -> Programs.RUNNING);
  }

  @Override
  public Answer<Checkpoints> checkpoints(URI jobManager, UUID jobId) {
    return ask(jobManager, job -> new Checkpoints(job.checkpoint, Optional.empty()));
  }

  @Override
  public Answer<Optional<String>> failure(URI jobManager, UUID jobId) {
    return ask(jobManager, job -> Optional.of("Caused by: java.lang.RuntimeException: simulated"));
  }

  @Override
  public Answer<Long> restarts(URI jobManager, UUID jobId) {
    return ask(jobManager, job -> 0L);
  }

  @Override
  public Answer<Boolean> trigger(URI jobManager, SavepointRequested savepoint) {
    return write(
        jobManager,
        job -> {
          UUID trigger = savepoint.triggerId();
          if (job.pending.containsKey(trigger) || job.done.containsKey(trigger)) return;
          if (savepoint.effect() != SavepointEffect.KEEP_RUNNING)
            stopsBegun.merge(trigger, 1, Integer::sum);
          job.pending.put(trigger, savepoint);
        });
  }

  @Override
  public Answer<TriggerView> trigger(URI jobManager, UUID jobId, UUID triggerId) {
    Answer<Optional<TriggerView>> known =
        ask(
            jobManager,
            job ->
                job.pending.containsKey(triggerId)
                    ? Optional.of(new TriggerView.Pending())
                    : Optional.ofNullable(job.done.get(triggerId)));
    return known.given().isPresent()
        ? known
            .given()
            .get()
            .<Answer<TriggerView>>map(Answer.Given::new)
            .orElseGet(Answer.NotFound::new)
        : new Answer.Unavailable<>("lost");
  }

  @Override
  public Answer<List<VertexScale>> vertices(URI jobManager, UUID jobId) {
    return ask(jobManager, job -> List.of(new VertexScale("v", job.runs, job.wanted, 128)));
  }

  @Override
  public Answer<Boolean> rescale(URI jobManager, UUID jobId, Map<String, Integer> parallelism) {
    if (faults.oneIn(12)) return new Answer.Refused<>(400, "not this one");
    return write(
        jobManager,
        job -> {
          job.wanted = parallelism.get("v");
          // It never finds the slots, or its state does not let it.
          job.stuck |= faults.oneIn(4);
        });
  }

  @Override
  public Answer<Boolean> cancel(URI jobManager, UUID jobId) {
    return write(
        jobManager,
        job -> {
          if (!job.status.terminal()) job.status = JobStatus.CANCELLING;
        });
  }

  @Override
  public Seen<State> newest(String directory) {
    if (faults.oneIn(10)) return Seen.unknown("lost");
    String location = written.get(directory);
    return location == null
        ? Seen.absent()
        : Seen.present(new State(location, Instant.EPOCH, Optional.empty()));
  }

  private Answer<Boolean> write(URI jobManager, Consumer<Job> change) {
    faults.maybeCrash();
    if (faults.oneIn(10)) return new Answer.Unavailable<>("lost request");
    Answer<Boolean> answer =
        ask(
            jobManager,
            job -> {
              change.accept(job);
              return true;
            });
    faults.maybeCrash();
    return faults.oneIn(10) ? new Answer.Unavailable<>("lost answer") : answer;
  }

  private <T> Answer<T> ask(URI jobManager, Function<Job, T> reading) {
    Job job = jobs.get(jobManager.getHost());
    if (job == null || faults.oneIn(10)) return new Answer.Unavailable<>("no answer");
    return new Answer.Given<>(reading.apply(job));
  }
}
