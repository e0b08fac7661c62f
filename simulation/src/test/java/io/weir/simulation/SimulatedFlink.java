package io.weir.simulation;

import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointRequested;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.Programs;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.VertexScale;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkClusters;
import io.weir.executor.flink.FlinkJars;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.SavepointStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** JobManagers in the pods of {@link SimulatedKubernetes}, and the storage that they write to. */
final class SimulatedFlink implements FlinkJobs, FlinkClusters, FlinkJars, SavepointStorage {
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

  /** Its own job, or what it was given. */
  private static final class JobManager {
    private final Map<UUID, Job> jobs = new TreeMap<>();
    private final Map<String, String> jars = new TreeMap<>();

    /** Programs whose main method has not come to its end, and how much longer they take. */
    private final Map<UUID, Main> mains = new TreeMap<>();
  }

  /**
   * A main method on its way to execute().
   *
   * @param left how many moments it takes, each a second at most
   */
  private record Main(int left, int parallelism) {}

  /** In moments; longer than the jar of a job is left where it was. */
  private static final int LONG_MAIN = 80;

  private final SimulatedKubernetes kubernetes;
  private final boolean highlyAvailable;
  private final boolean givesIds;
  private final Faults faults;
  private final RandomGenerator random;

  /** By the address of the pod. */
  private final Map<String, JobManager> jobManagers = new TreeMap<>();

  /** What outlives a JobManager, by the name of its session cluster. */
  private final Map<String, Map<UUID, Job>> kept = new TreeMap<>();

  private final Map<String, String> written = new HashMap<>();

  /** Of savepoints that a job went on after: how often each was completed, by its directory. */
  private final Map<String, Integer> copies = new HashMap<>();

  /** What was made when a savepoint was begun, and is removed when it fails. */
  private final Set<String> directories = new TreeSet<>();

  /** Of a line that gives triggers ids of its own: what the executor remembers of them. */
  private final Map<UUID, UUID> requestIds = new HashMap<>();

  private final Map<UUID, Integer> stopsBegun = new HashMap<>();
  private final Set<UUID> begun = new TreeSet<>();
  private final Set<UUID> slow = new TreeSet<>();
  private int uploads;

  /**
   * @param highlyAvailable whether session clusters find their jobs again after a restart
   * @param givesIds whether triggers get ids of Flink's own, so that a repetition is another one
   */
  SimulatedFlink(
      SimulatedKubernetes kubernetes,
      boolean highlyAvailable,
      boolean givesIds,
      Faults faults,
      RandomGenerator random) {
    this.kubernetes = kubernetes;
    this.highlyAvailable = highlyAvailable;
    this.givesIds = givesIds;
    this.faults = faults;
    this.random = random;
  }

  /** One moment of every JobManager that runs. */
  void tick() {
    Map<String, SimulatedKubernetes.Pod> running = new TreeMap<>();
    kubernetes.running().forEach(pod -> running.put(pod.ip(), pod));
    jobManagers.keySet().retainAll(running.keySet());
    for (SimulatedKubernetes.Pod pod : running.values()) {
      JobManager jobManager = jobManagers.get(pod.ip());
      // A main method takes the moments that it was given, and no more.
      if (jobManager != null) submit(pod, jobManager);
      if (random.nextBoolean()) continue;
      if (jobManager != null) jobManager.jobs.values().forEach(this::progress);
      else if (!leadsAnother(pod, running.values())) jobManagers.put(pod.ip(), begun(pod));
    }
  }

  /** Of several JobManagers with high availability one leads, and the others wait. */
  private boolean leadsAnother(
      SimulatedKubernetes.Pod pod, Collection<SimulatedKubernetes.Pod> running) {
    return highlyAvailable
        && pod.shared()
        && running.stream()
            .anyMatch(
                other ->
                    !other.ip().equals(pod.ip())
                        && other.job().equals(pod.job())
                        && jobManagers.containsKey(other.ip()));
  }

  private JobManager begun(SimulatedKubernetes.Pod pod) {
    JobManager jobManager = new JobManager();
    if (!pod.shared())
      jobManager.jobs.put(
          UUID.fromString(pod.job()), new Job(pod.job(), kubernetes.taskManagers(pod.job())));
    else
      kept.getOrDefault(pod.job(), Map.of())
          .forEach(
              (id, job) -> {
                // What has ended is not shown again.
                if (job.status.terminal()) return;
                job.status = JobStatus.INITIALIZING;
                // A stop that had not come to it, or was declined, is forgotten with the
                // JobManager.
                job.pending.values().forEach(each -> stopsBegun.remove(each.triggerId()));
                job.done.forEach(
                    (trigger, view) -> {
                      if (view instanceof TriggerView.Failed) stopsBegun.remove(trigger);
                    });
                job.pending.clear();
                job.done.clear();
                jobManager.jobs.put(id, job);
              });
    return jobManager;
  }

  /** The main methods that have come to execute(). */
  private void submit(SimulatedKubernetes.Pod pod, JobManager jobManager) {
    jobManager.mains.replaceAll((id, main) -> new Main(main.left() - 1, main.parallelism()));
    for (Map.Entry<UUID, Main> main : Map.copyOf(jobManager.mains).entrySet()) {
      if (main.getValue().left() > 0) continue;
      jobManager.mains.remove(main.getKey());
      Map<UUID, Job> known = kept.computeIfAbsent(pod.job(), name -> new TreeMap<>());
      // Flink takes an id once, also after that job has ended.
      if (jobManager.jobs.containsKey(main.getKey())
          || highlyAvailable && known.containsKey(main.getKey())) continue;
      Job job = new Job(main.getKey().toString(), main.getValue().parallelism());
      jobManager.jobs.put(main.getKey(), job);
      if (highlyAvailable) known.put(main.getKey(), job);
    }
  }

  private void progress(Job job) {
    for (Map.Entry<UUID, SavepointRequested> each : Map.copyOf(job.pending).entrySet()) {
      SavepointRequested savepoint = each.getValue();
      // Of a line that gives ids, some take their time: whoever comes anew finds them under way.
      if (givesIds && job.status == JobStatus.RUNNING && random.nextInt(3) > 0) continue;
      job.pending.remove(each.getKey());
      if (job.status != JobStatus.RUNNING || faults.oneIn(8)) {
        job.done.put(each.getKey(), new TriggerView.Failed("checkpoint declined"));
        directories.remove(savepoint.targetDirectory());
        // Nobody may know that it was declined, and then it is asked for once more.
        if (givesIds) stopsBegun.remove(savepoint.triggerId());
        continue;
      }
      String location = savepoint.targetDirectory() + "/savepoint-" + written.size();
      written.put(savepoint.targetDirectory(), location);
      job.done.put(each.getKey(), new TriggerView.Written(location, Optional.empty()));
      if (savepoint.effect() == SavepointEffect.KEEP_RUNNING)
        copies.merge(savepoint.targetDirectory(), 1, Integer::sum);
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

  /** The jobs that process data, once for each place. */
  List<UUID> processing() {
    return jobManagers.values().stream()
        .flatMap(each -> each.jobs.entrySet().stream())
        .filter(job -> !job.getValue().status.terminal())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * A job that processes data, and where.
   *
   * @param id the job
   * @param cluster the label of the cluster: the job's id, or the name of a session cluster's start
   */
  record Place(UUID id, String cluster) {}

  /** Where the jobs are that process data. */
  List<Place> places() {
    return kubernetes.running().stream()
        .filter(pod -> jobManagers.containsKey(pod.ip()))
        .flatMap(
            pod ->
                jobManagers.get(pod.ip()).jobs.entrySet().stream()
                    .filter(job -> !job.getValue().status.terminal())
                    .map(job -> new Place(job.getKey(), pod.job())))
        .toList();
  }

  /** Whether the main method of this job took longer than anybody waits for it. */
  boolean slow(UUID jobId) {
    return slow.contains(jobId);
  }

  /** How many main methods have not come to their end. */
  int mains() {
    return jobManagers.values().stream().mapToInt(each -> each.mains.size()).sum();
  }

  /** The names of all programs in session clusters. */
  List<String> programs() {
    return jobManagers.values().stream().flatMap(each -> each.jars.values().stream()).toList();
  }

  /** The parallelism that the job that processes was told last; 0: none does. */
  int wanted() {
    return jobManagers.values().stream()
        .flatMap(each -> each.jobs.values().stream())
        .filter(job -> !job.status.terminal())
        .mapToInt(job -> job.wanted)
        .findFirst()
        .orElse(0);
  }

  /** How often the most repeated savepoint stopped a job. */
  int mostStops() {
    return stopsBegun.values().stream().mapToInt(each -> each).max().orElse(0);
  }

  /** How often the most repeated savepoint that a job went on after was written. */
  int mostCopies() {
    return copies.values().stream().mapToInt(each -> each).max().orElse(0);
  }

  /** Another executor. */
  void forgetIds() {
    requestIds.clear();
  }

  @Override
  public Answer<Optional<String>> restAddress(URI jobManager) {
    return answering(jobManager)
        .map(
            any ->
                kubernetes.running().stream()
                    .filter(pod -> pod.ip().equals(jobManager.getHost()))
                    .map(pod -> pod.shared() ? pod.job() : "job-" + pod.job())
                    .findFirst());
  }

  @Override
  public Answer<Summary> job(URI jobManager, UUID jobId) {
    return ask(jobManager, jobId, job -> new Summary(job.status.name(), "words", true));
  }

  @Override
  public Answer<Programs> programs(URI jobManager) {
    return answering(jobManager).map(any -> Programs.RUNNING);
  }

  @Override
  public Answer<Checkpoints> checkpoints(URI jobManager, UUID jobId) {
    return ask(
        jobManager,
        jobId,
        job ->
            new Checkpoints(
                job.checkpoint,
                Optional.empty(),
                Stream.concat(
                        job.pending.values().stream()
                            .map(any -> new SavepointRun(true, Optional.empty())),
                        job.done.values().stream().map(SimulatedFlink::run))
                    .toList()));
  }

  private static SavepointRun run(TriggerView ended) {
    return new SavepointRun(
        false,
        ended instanceof TriggerView.Written written
            ? Optional.of(written.location())
            : Optional.empty());
  }

  @Override
  public Answer<Optional<String>> failure(URI jobManager, UUID jobId) {
    return ask(
        jobManager, jobId, job -> Optional.of("Caused by: java.lang.RuntimeException: simulated"));
  }

  @Override
  public Answer<Long> restarts(URI jobManager, UUID jobId) {
    return ask(jobManager, jobId, job -> 0L);
  }

  @Override
  public Answer<Boolean> trigger(URI jobManager, UUID jobId, SavepointRequested savepoint) {
    UUID id = givesIds ? new UUID(random.nextLong(), 0) : savepoint.triggerId();
    Answer<Boolean> answer =
        write(
            jobManager,
            jobId,
            job -> {
              if (job.pending.containsKey(id) || job.done.containsKey(id)) return;
              if (savepoint.effect() != SavepointEffect.KEEP_RUNNING)
                stopsBegun.merge(savepoint.triggerId(), 1, Integer::sum);
              directories.add(savepoint.targetDirectory());
              job.pending.put(id, savepoint);
            });
    answer.given().ifPresent(done -> requestIds.put(savepoint.triggerId(), id));
    return answer;
  }

  @Override
  public Answer<TriggerView> trigger(URI jobManager, UUID jobId, UUID ours) {
    UUID triggerId = givesIds ? requestIds.getOrDefault(ours, ours) : ours;
    Answer<Optional<TriggerView>> known =
        ask(
            jobManager,
            jobId,
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
        : known.map(Optional::get);
  }

  @Override
  public Answer<List<VertexScale>> vertices(URI jobManager, UUID jobId) {
    return ask(jobManager, jobId, job -> List.of(new VertexScale("v", job.runs, job.wanted, 128)));
  }

  @Override
  public Answer<Boolean> rescale(URI jobManager, UUID jobId, Map<String, Integer> parallelism) {
    if (faults.oneIn(12)) return new Answer.Refused<>(400, "not this one");
    return write(
        jobManager,
        jobId,
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
        jobId,
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

  @Override
  public Seen<String> begun(String directory) {
    return directories.contains(directory) ? Seen.present("savepoint") : Seen.absent();
  }

  @Override
  public Answer<Overview> overview(URI jobManager) {
    return answering(jobManager)
        .map(
            any ->
                new Overview(
                    kubernetes.running().stream()
                        .filter(pod -> pod.ip().equals(jobManager.getHost()))
                        .mapToInt(pod -> kubernetes.taskManagers(pod.job()))
                        .findFirst()
                        .orElse(0)));
  }

  @Override
  public Answer<List<Jar>> jars(URI jobManager) {
    return answering(jobManager)
        .map(
            each ->
                each.jars.entrySet().stream()
                    .map(jar -> new Jar(jar.getKey(), jar.getValue()))
                    .toList());
  }

  @Override
  public Answer<String> upload(URI jobManager, Path file, String name, Duration patience) {
    String id = "jar-" + uploads++;
    return write(jobManager, each -> each.jars.put(id, name)).map(done -> id);
  }

  @Override
  public Answer<Boolean> run(URI jobManager, String jarId, Run run, Duration patience) {
    Answer<Boolean> known =
        answering(jobManager)
            .map(each -> each.jars.containsKey(jarId) && !each.jobs.containsKey(run.jobId()));
    if (known.given().isEmpty()) return known;
    if (!known.given().get())
      return new Answer.Refused<>(400, "DuplicateJobSubmissionException or no such jar");
    int takes = mainTakes(run.jobId());
    // Of two that are on their way, Flink takes the one that comes first.
    Answer<Boolean> begun =
        write(
            jobManager,
            each ->
                each.mains.merge(
                    run.jobId(),
                    new Main(takes, run.parallelism()),
                    (before, now) -> before.left() <= now.left() ? before : now));
    if (takes > 0) return new Answer.Unavailable<>("time-out");
    kubernetes.running().stream()
        .filter(pod -> pod.ip().equals(jobManager.getHost()))
        .findFirst()
        .ifPresent(pod -> submit(pod, jobManagers.get(pod.ip())));
    return begun;
  }

  /** Some programs take longer than anybody waits, however often they are begun. */
  private int mainTakes(UUID jobId) {
    if (begun.add(jobId) && faults.oneIn(8)) slow.add(jobId);
    if (slow.contains(jobId)) return LONG_MAIN + random.nextInt(80);
    return faults.oneIn(3) ? 1 + random.nextInt(3) : 0;
  }

  @Override
  public Answer<List<UUID>> running(URI jobManager) {
    return answering(jobManager)
        .map(
            each ->
                each.jobs.entrySet().stream()
                    .filter(job -> !job.getValue().status.terminal())
                    .filter(job -> job.getValue().status != JobStatus.CANCELLING)
                    .map(Map.Entry::getKey)
                    .toList());
  }

  @Override
  public Answer<Boolean> delete(URI jobManager, String jarId) {
    return write(jobManager, each -> each.jars.remove(jarId));
  }

  private Answer<Boolean> write(URI jobManager, UUID jobId, Consumer<Job> change) {
    Answer<Boolean> known = ask(jobManager, jobId, job -> true);
    if (known.given().isEmpty()) return known;
    return write(jobManager, each -> change.accept(each.jobs.get(jobId)));
  }

  private Answer<Boolean> write(URI jobManager, Consumer<JobManager> change) {
    faults.maybeCrash();
    if (faults.oneIn(10)) return new Answer.Unavailable<>("lost request");
    Answer<Boolean> answer =
        answering(jobManager)
            .map(
                each -> {
                  change.accept(each);
                  return true;
                });
    faults.maybeCrash();
    return faults.oneIn(10) ? new Answer.Unavailable<>("lost answer") : answer;
  }

  private <T> Answer<T> ask(URI jobManager, UUID jobId, Function<Job, T> reading) {
    Answer<JobManager> answer = answering(jobManager);
    if (answer instanceof Answer.Given<JobManager> given && !given.value().jobs.containsKey(jobId))
      return new Answer.NotFound<>();
    return answer.map(each -> reading.apply(each.jobs.get(jobId)));
  }

  private Answer<JobManager> answering(URI jobManager) {
    JobManager there = jobManagers.get(jobManager.getHost());
    return there == null || faults.oneIn(10)
        ? new Answer.Unavailable<>("no answer")
        : new Answer.Given<>(there);
  }
}
