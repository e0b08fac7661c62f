package io.weir.command.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long this deployment took in the past; what a preview expects of the next time.
 *
 * @param requestedAt when the first attempt of the start under way was requested
 * @param downSince when the job of the transition under way stopped processing
 * @param starts from the request of the first attempt to RUNNING, oldest first
 * @param outages from the stop of a job to RUNNING of its replacement, oldest first
 * @param savepoints from the request of a savepoint to its completion, oldest first
 */
public record Timings(
    Optional<Instant> requestedAt,
    Optional<Instant> downSince,
    List<Duration> starts,
    List<Duration> outages,
    List<Duration> savepoints) {
  private static final int REMEMBERED = 10;

  public Timings {
    starts = List.copyOf(starts);
    outages = List.copyOf(outages);
    savepoints = List.copyOf(savepoints);
  }

  static Timings none() {
    return new Timings(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
  }

  Timings requested(Instant at) {
    return new Timings(Optional.of(requestedAt.orElse(at)), downSince, starts, outages, savepoints);
  }

  Timings stopped(Instant at) {
    return new Timings(requestedAt, Optional.of(downSince.orElse(at)), starts, outages, savepoints);
  }

  Timings started(Instant at) {
    return new Timings(
        Optional.empty(),
        Optional.empty(),
        requestedAt.map(since -> with(starts, Duration.between(since, at))).orElse(starts),
        downSince.map(since -> with(outages, Duration.between(since, at))).orElse(outages),
        savepoints);
  }

  /** A savepoint is complete that was asked for then. */
  Timings saved(Instant requested, Instant at) {
    return new Timings(
        requestedAt, downSince, starts, outages, with(savepoints, Duration.between(requested, at)));
  }

  /** The transition ended elsewhere: what it measured says nothing about a replacement. */
  Timings abandoned() {
    return new Timings(Optional.empty(), Optional.empty(), starts, outages, savepoints);
  }

  private static List<Duration> with(List<Duration> old, Duration measured) {
    List<Duration> all = new ArrayList<>(old);
    all.add(measured.isNegative() ? Duration.ZERO : measured);
    return all.subList(Math.max(0, all.size() - REMEMBERED), all.size());
  }
}
