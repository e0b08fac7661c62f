package io.weir.executor.deployment.act;

import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.RestorePoint;
import io.weir.executor.deployment.act.ExecutorFailpoints.Write;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.SecretReferences;
import io.weir.executor.deployment.decide.SubmissionView;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJars;
import io.weir.executor.program.ProgramBundles;
import io.weir.executor.program.Programs;
import io.weir.executor.program.Programs.NotFetchedException;
import io.weir.executor.secrets.SecretValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Programs being handed to session clusters, each beside the passes: fetching and running take as
 * long as the program's size and its main method want. What is known here is lost with the process;
 * then the jar, which is named after the job, and the job's id tell how far it was, and Flink takes
 * an id once.
 */
public final class Submissions {
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  private final FlinkJars flink;
  private final ProgramBundles programs;
  private final SecretValues secrets;
  private final Executor threads;
  private final InstantSource clock;
  private final Map<UUID, Submission> all = new ConcurrentHashMap<>();

  /** One try; the thread is known while it works. */
  private static final class Submission {
    private volatile SubmissionView view = new SubmissionView.UnderWay();
    private volatile boolean abandoned;
    private volatile Thread worker;
  }

  /** Nobody wants it any more. */
  private static final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param threads runs each submission
   */
  public Submissions(
      FlinkJars flink,
      Programs programs,
      SecretValues secrets,
      Executor threads,
      InstantSource clock) {
    this.flink = flink;
    this.programs = new ProgramBundles(programs);
    this.secrets = secrets;
    this.threads = threads;
    this.clock = clock;
  }

  /** The name that the program of a job has in a session cluster. */
  public static String jarName(UUID jobId) {
    return jobId + ".jar";
  }

  /** How far it is; empty: this process has not begun. */
  public Optional<SubmissionView> of(UUID jobId) {
    return Optional.ofNullable(all.get(jobId)).map(submission -> submission.view);
  }

  /** A job that the log has done with is not remembered. */
  public void forget(UUID jobId) {
    abandon(jobId);
    all.remove(jobId);
  }

  /** Begins, unless it is under way. */
  void start(URI jobManager, JobIntent job) {
    Submission now = new Submission();
    Submission kept =
        all.merge(
            job.jobId(),
            now,
            (before, next) -> before.view instanceof SubmissionView.UnderWay ? before : next);
    if (kept == now) threads.execute(() -> work(now, jobManager, job));
  }

  /** What is not sent yet is not sent any more. */
  void abandon(UUID jobId) {
    Submission submission = all.get(jobId);
    if (submission == null) return;
    submission.abandoned = true;
    synchronized (submission) {
      if (submission.worker != null) submission.worker.interrupt();
    }
  }

  /**
   * Removes programs.
   *
   * @throws FailedActionException when another look is due
   */
  void remove(URI jobManager, List<String> jars) {
    for (String jar : jars)
      Actor.expect(
          ExecutorFailpoints.answered(Write.DELETE_PROGRAM, () -> flink.delete(jobManager, jar)),
          "remove the program " + jar,
          FailureReason.TEARDOWN_FAILED);
  }

  private void work(Submission submission, URI jobManager, JobIntent job) {
    synchronized (submission) {
      submission.worker = Thread.currentThread();
    }
    SubmissionView end = lost("it was given up");
    try {
      end = submit(submission, jobManager, job);
    } catch (AbandonedException e) {
      // Said already.
    } catch (RefusedException e) {
      end = new SubmissionView.Refused(e.failure());
    } catch (FailedActionException e) {
      end = lost(e.getMessage());
    } catch (NotFetchedException e) {
      end = refused(FailureReason.ARTIFACT_NOT_FETCHED, e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      end = lost(shown(job) + ": " + e);
    } catch (RuntimeException bug) {
      end = lost(bug.toString());
    } finally {
      synchronized (submission) {
        submission.worker = null;
        Thread.interrupted();
      }
      submission.view = end;
    }
  }

  private SubmissionView submit(Submission submission, URI jobManager, JobIntent job)
      throws NotFetchedException, IOException {
    Map<String, String> values = JobSecrets.of(job, secrets).values();
    return switch (jar(submission, jobManager, job, values)) {
      case Answer.Given<String> id -> run(submission, jobManager, job, id.value(), values);
      case Answer.NotFound<String> none ->
          refused(
              FailureReason.SESSION_CLUSTER_UNFIT,
              "The session cluster takes no programs: is web.submit.enable false?");
      case Answer.Refused<String> no ->
          refused(
              FailureReason.ARTIFACT_NOT_FETCHED,
              "Flink does not take the program %s: %d %s"
                  .formatted(shown(job), no.status(), no.message()));
      case Answer.Unavailable<String> open -> lost(open.why());
    };
  }

  /** The program of this job in the cluster; uploaded unless it is there. */
  private Answer<String> jar(
      Submission submission, URI jobManager, JobIntent job, Map<String, String> values)
      throws NotFetchedException, IOException {
    Answer<Optional<String>> known =
        flink
            .jars(jobManager)
            .map(
                jars ->
                    jars.stream()
                        .filter(jar -> jar.name().equals(jarName(job.jobId())))
                        .map(FlinkJars.Jar::id)
                        .findFirst());
    boolean missing = known.given().filter(Optional::isEmpty).isPresent();
    return missing ? upload(submission, jobManager, job, values) : known.map(Optional::get);
  }

  private Answer<String> upload(
      Submission submission, URI jobManager, JobIntent job, Map<String, String> values)
      throws NotFetchedException, IOException {
    String uri = shown(job);
    return programs.use(
        SecretReferences.resolve(uri, values),
        uri,
        job.request().spec().artifact().additionalDependencies(),
        file -> {
          goOn(submission);
          return ExecutorFailpoints.answered(
              Write.UPLOAD_PROGRAM,
              () -> flink.upload(jobManager, file, jarName(job.jobId()), patience(job)));
        });
  }

  private SubmissionView run(
      Submission submission,
      URI jobManager,
      JobIntent job,
      String jarId,
      Map<String, String> values) {
    goOn(submission);
    FlinkJars.Run run = run(job.request(), values);
    Answer<Boolean> answer =
        ExecutorFailpoints.answered(
            Write.RUN_PROGRAM, () -> flink.run(jobManager, jarId, run, patience(job)));
    return switch (answer) {
      case Answer.Given<Boolean> taken -> new SubmissionView.Taken();
      case Answer.NotFound<Boolean> none -> lost("Flink lost the program before it was run");
      // It has or had a job of this id: that is the one, whoever asked for it.
      case Answer.Refused<Boolean> no when no.message().contains("DuplicateJobSubmission") ->
          new SubmissionView.Taken();
      case Answer.Refused<Boolean> no -> refused(FailureReason.MAIN_FAILED, no.message());
      case Answer.Unavailable<Boolean> open -> lost(open.why());
    };
  }

  private static FlinkJars.Run run(JobRequested request, Map<String, String> values) {
    Map<String, String> options = new TreeMap<>(request.spec().flinkConfiguration());
    options.replaceAll((key, value) -> SecretReferences.resolve(value, values));
    return new FlinkJars.Run(
        request.jobId(),
        request.spec().artifact().entryClass(),
        request.spec().arguments(),
        request.spec().parallelism(),
        request.restore().chosen().map(RestorePoint::location),
        request.restore().allowNonRestoredState(),
        options);
  }

  private static void goOn(Submission submission) {
    if (submission.abandoned) throw new AbandonedException();
  }

  private Duration patience(JobIntent job) {
    Duration left = Duration.between(clock.instant(), job.request().deadline());
    return left.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : left;
  }

  private SubmissionView lost(String why) {
    return new SubmissionView.Lost(why, clock.instant());
  }

  private static SubmissionView refused(FailureReason reason, String message) {
    return new SubmissionView.Refused(new WriteFailure(reason, message));
  }

  private static String shown(JobIntent job) {
    return job.request().spec().artifact().jarUri().orElse("");
  }
}
