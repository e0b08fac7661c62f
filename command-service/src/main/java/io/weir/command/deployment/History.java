package io.weir.command.deployment;

import io.weir.events.deployment.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What of the past later decisions need.
 *
 * @param jobs how many jobs were ever requested
 * @param everStarted whether one of them reached RUNNING, so that there is state to lose
 * @param deaths jobs that died after they had started, since the last change of the spec
 * @param recentCauses the newest commands and reports that had an effect, oldest first; a report
 *     that comes again is known by its id
 * @param scheduleBase the moment that the savepoint schedule counts from: its last moment that was
 *     served, or when the schedule was set or the deployment was to be RUNNING
 * @param timings how long starts and replacements took
 * @param ran the newest two templates of which a job came to run, older first
 * @param deletedAt since when it has been deleted; empty: it is not
 */
public record History(
    long jobs,
    boolean everStarted,
    List<Death> deaths,
    List<UUID> recentCauses,
    Instant scheduleBase,
    Timings timings,
    List<Ran> ran,
    Optional<Instant> deletedAt) {
  private static final int REMEMBERED_CAUSES = 32;
  private static final int REMEMBERED_DEATHS = 32;
  private static final int REMEMBERED_GENERATIONS = 2;

  /**
   * A job that died.
   *
   * @param rootCause what deaths are counted by
   * @param at when
   */
  public record Death(String rootCause, Instant at) {}

  /**
   * A template that has run.
   *
   * @param generation the generation of the spec in which it was new
   * @param jobId the newest job of it
   */
  public record Ran(long generation, UUID jobId) {}

  public History {
    ran = List.copyOf(ran);
    deaths = List.copyOf(deaths);
    recentCauses = List.copyOf(recentCauses);
  }

  static History begunAt(Instant registeredAt) {
    return new History(
        0, false, List.of(), List.of(), registeredAt, Timings.none(), List.of(), Optional.empty());
  }

  History scheduledFrom(Instant base) {
    return new History(jobs, everStarted, deaths, recentCauses, base, timings, ran, deletedAt);
  }

  /** Empty: it came back. */
  History deleted(Optional<Instant> since) {
    return new History(jobs, everStarted, deaths, recentCauses, scheduleBase, timings, ran, since);
  }

  /** Deaths are counted by Flink's innermost message, or by the reason when there is none. */
  static String rootCause(Failure failure) {
    return failure.rootCause().orElse(failure.reason().name());
  }

  /** How many jobs died of this, not counting those that expired. */
  int deathsOf(String rootCause, Instant now, Optional<Duration> expiration) {
    return (int)
        deaths.stream()
            .filter(d -> d.rootCause().equals(rootCause))
            .filter(d -> expiration.map(e -> d.at().plus(e).isAfter(now)).orElse(true))
            .count();
  }

  boolean knows(UUID cause) {
    return recentCauses.contains(cause);
  }

  History requestedJob() {
    return new History(
        jobs + 1, everStarted, deaths, recentCauses, scheduleBase, timings, ran, deletedAt);
  }

  History startedJob() {
    return new History(jobs, true, deaths, recentCauses, scheduleBase, timings, ran, deletedAt);
  }

  History startedJob(Ran started) {
    List<Ran> others =
        ran.stream()
            .filter(r -> r.generation() != started.generation())
            // A job that took another scale runs another template now.
            .filter(r -> !r.jobId().equals(started.jobId()))
            .toList();
    return new History(
        jobs,
        true,
        deaths,
        recentCauses,
        scheduleBase,
        timings,
        newest(others, started, REMEMBERED_GENERATIONS),
        deletedAt);
  }

  /** The newest template before this generation of which a job came to run. */
  Optional<Ran> ranBefore(long generation) {
    return ran.stream().filter(r -> r.generation() < generation).reduce((older, newer) -> newer);
  }

  History died(Death death) {
    return new History(
        jobs,
        everStarted,
        newest(deaths, death, REMEMBERED_DEATHS),
        recentCauses,
        scheduleBase,
        timings,
        ran,
        deletedAt);
  }

  History withoutDeaths() {
    return new History(
        jobs, everStarted, List.of(), recentCauses, scheduleBase, timings, ran, deletedAt);
  }

  History with(Timings next) {
    return new History(jobs, everStarted, deaths, recentCauses, scheduleBase, next, ran, deletedAt);
  }

  History after(UUID cause) {
    if (!recentCauses.isEmpty() && recentCauses.getLast().equals(cause)) return this;
    return new History(
        jobs,
        everStarted,
        deaths,
        newest(recentCauses, cause, REMEMBERED_CAUSES),
        scheduleBase,
        timings,
        ran,
        deletedAt);
  }

  private static <T> List<T> newest(List<T> old, T added, int limit) {
    List<T> all = new ArrayList<>(limit);
    all.addAll(old.subList(Math.max(0, old.size() + 1 - limit), old.size()));
    all.add(added);
    return all;
  }
}
