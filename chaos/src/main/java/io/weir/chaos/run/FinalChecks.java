package io.weir.chaos.run;

import io.weir.chaos.check.Attempt;
import io.weir.chaos.check.ConvergenceChecker;
import io.weir.chaos.check.HistoryChecker;
import io.weir.chaos.check.JobChecker;
import io.weir.chaos.check.Sights;
import io.weir.chaos.check.StreamChecker;
import io.weir.chaos.check.Topic;
import io.weir.chaos.check.Verdict;
import io.weir.chaos.load.JobWatch;
import io.weir.chaos.load.MovingDeployment;
import io.weir.chaos.load.SessionGuest;
import io.weir.chaos.load.Situations;
import io.weir.chaos.load.Writers;
import io.weir.chaos.weir.ChildWeir;
import io.weir.standalone.client.Answer;
import io.weir.standalone.counts.CommittedCounts;
import io.weir.standalone.data.PortTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Everything that is judged after the last fault, while Weir still runs. */
final class FinalChecks {
  private static final Duration REST_WITHIN = Duration.ofSeconds(60);
  private static final int REPEATED = 50;

  private final ChildWeir weir;
  private final Writers writers;
  private final MovingDeployment moving;
  private final SessionGuest guest;
  private final JobWatch watch;
  private final Situations situations;
  private final Path output;
  private final long seed;

  FinalChecks(
      ChildWeir weir,
      Writers writers,
      MovingDeployment moving,
      SessionGuest guest,
      JobWatch watch,
      Situations situations,
      Path output,
      long seed) {
    this.weir = weir;
    this.writers = writers;
    this.moving = moving;
    this.guest = guest;
    this.watch = watch;
    this.situations = situations;
    this.output = output;
    this.seed = seed;
  }

  List<Verdict> verdicts() throws IOException, InterruptedException {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(repeatedAnswers());
    List<String> blocked = blocked();
    StreamChecker.Report stream = awaitStream();
    List<Attempt> attempts = writers.attempts();
    verdicts.add(
        new Verdict(
            "the topic has each deployment's events in order, without holes",
            stream.faults(),
            "%,d events of %d deployments, %,d repeats"
                .formatted(
                    stream.streams().values().stream().mapToLong(List::size).sum(),
                    stream.streams().size(),
                    stream.repeats())));
    verdicts.add(
        new Verdict(
            "no command is lost, doubled or reordered",
            HistoryChecker.faults(attempts, stream.streams()),
            "%,d acknowledged, %,d without an answer"
                .formatted(
                    attempts.stream().filter(Attempt::isAcknowledged).count(),
                    attempts.stream().filter(attempt -> !attempt.isAcknowledged()).count())));
    List<String> jobFaults = new ArrayList<>(watch.faults());
    jobFaults.addAll(JobChecker.faults(stream.streams().getOrDefault(moving.id(), List.of())));
    guest
        .id()
        .ifPresent(
            id ->
                jobFaults.addAll(JobChecker.faults(stream.streams().getOrDefault(id, List.of()))));
    verdicts.add(
        new Verdict(
            "one job at a time, from restore points that the log knows",
            jobFaults,
            "%d jobs requested, %,d looks at the cluster"
                .formatted(
                    JobChecker.jobs(stream.streams().getOrDefault(moving.id(), List.of())),
                    watch.looks())));
    CommittedCounts counts = CommittedCounts.in(output);
    verdicts.add(
        new Verdict(
            "the job's output has each count exactly once",
            counts.lines().isEmpty() ? List.of("the job wrote nothing") : counts.faults(),
            "%,d counts".formatted(counts.lines().size())));
    verdicts.add(
        new Verdict(
            "every transition ends as wished, or FAILED with a reason",
            Stream.concat(moving.faults().stream(), guest.faults().stream()).toList(),
            "%d starts, %d failures; %d starts on a session cluster"
                .formatted(moving.starts(), moving.failures(), guest.starts())));
    verdicts.add(convergence(stream, blocked));
    verdicts.add(rebuilt());
    return verdicts;
  }

  /** The topic up to the newest acknowledged command. */
  private StreamChecker.Report awaitStream() throws InterruptedException {
    Map<String, Long> newest = new HashMap<>();
    for (Attempt attempt : writers.attempts()) {
      newest.merge(attempt.deploymentId(), attempt.version(), Math::max);
    }
    StreamChecker.Report[] report = new StreamChecker.Report[1];
    ChildWeir.await(
        REST_WITHIN,
        () -> {
          report[0] =
              StreamChecker.check(Topic.read("127.0.0.1:" + weir.portOf(PortTable.Name.BROKER)));
          Map<String, List<Topic.Entry>> streams = report[0].streams();
          return newest.entrySet().stream()
              .allMatch(e -> streams.getOrDefault(e.getKey(), List.of()).size() >= e.getValue());
        });
    return report[0];
  }

  private Verdict convergence(StreamChecker.Report stream, List<String> blocked)
      throws IOException, InterruptedException {
    Map<String, Long> events = new HashMap<>();
    stream.streams().forEach((id, entries) -> events.put(id, (long) entries.size()));
    long begun = System.nanoTime();
    List<String> faults = List.of();
    do {
      faults =
          ConvergenceChecker.faults(
              new ConvergenceChecker.Sight(
                  Sights.deployments(weir.client()),
                  events,
                  Sights.resources(weir.client(PortTable.Name.CLUSTER)),
                  blocked));
      TimeUnit.MILLISECONDS.sleep(500);
    } while (!faults.isEmpty() && System.nanoTime() - begun < REST_WITHIN.toNanos());
    return new Verdict(
        "everything comes to rest, nothing is left in the cluster",
        faults,
        "%d deployments, after %,d ms"
            .formatted(events.size(), Duration.ofNanos(System.nanoTime() - begun).toMillis()));
  }

  private List<String> blocked() throws InterruptedException {
    try {
      return situations.releaseAll();
    } catch (SQLException away) {
      return List.of("unknown: " + away);
    }
  }

  /** Whoever asks again under an old key gets the old answer, also after many lives. */
  private Verdict repeatedAnswers() throws IOException, InterruptedException {
    List<Attempt> some =
        new ArrayList<>(writers.attempts().stream().filter(Attempt::isAcknowledged).toList());
    Collections.shuffle(some, new Random(seed));
    some = some.subList(0, Math.min(REPEATED, some.size()));
    List<String> faults = new ArrayList<>();
    for (Attempt attempt : some) {
      long version = Writers.send(weir.client(), attempt);
      if (version != attempt.version()) {
        faults.add("%s was answered with version %d when asked again".formatted(attempt, version));
      }
    }
    return new Verdict(
        "a repeated command gets its first answer", faults, some.size() + " repeats");
  }

  private Verdict rebuilt() throws IOException, InterruptedException {
    Answer answer = weir.client(PortTable.Name.PROJECTION).get("/internal/verify");
    boolean equal = answer.body().path("equal").asBoolean(false);
    return new Verdict(
        "the read models equal rebuilt ones",
        equal ? List.of() : List.of("answer %d: %s".formatted(answer.status(), answer.body())),
        "all tables");
  }
}
