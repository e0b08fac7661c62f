package io.weir.standalone.process;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Starts parts as early as their needs allow, starts those that die again, stops all of them in the
 * reverse order of their needs. One thread per part; a part's thread is the only one that starts
 * it.
 */
public final class Supervisor implements AutoCloseable {
  private static final int FIRST_START_TRIES = 3;
  private static final Duration THREAD_ENDS_WITHIN = Duration.ofSeconds(90);

  /**
   * A part and what must be ready before its first start.
   *
   * @param part the part
   * @param needs names of parts earlier in the list
   */
  public record Seat(Part part, List<String> needs) {
    public Seat {
      needs = List.copyOf(needs);
    }
  }

  private final Map<String, Seat> seats = new LinkedHashMap<>();
  private final Map<String, CompletableFuture<Void>> firstReady = new ConcurrentHashMap<>();
  private final Map<String, PartStatus> statuses = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Clock clock;
  private final Consumer<PartStatus> onChange;
  private volatile boolean stopping;

  /**
   * @param onChange is told each change of a part's status, on that part's thread
   */
  public Supervisor(List<Seat> seats, Clock clock, Consumer<PartStatus> onChange) {
    this.clock = clock;
    this.onChange = onChange;
    for (Seat seat : seats) {
      for (String need : seat.needs()) {
        if (!this.seats.containsKey(need)) {
          throw new IllegalArgumentException(
              "Expected %s, which %s needs, earlier in the list."
                  .formatted(need, seat.part().name()));
        }
      }
      this.seats.put(seat.part().name(), seat);
      firstReady.put(seat.part().name(), new CompletableFuture<>());
      statuses.put(seat.part().name(), status(seat, PartStatus.State.WAITING, 0, Optional.empty()));
    }
  }

  /**
   * Starts everything; returns when every part has been ready once.
   *
   * @throws PartFailedException when a part could not be started, or this thread was interrupted;
   *     the others go on until {@link #close()}
   */
  public void start() {
    seats
        .values()
        .forEach(
            seat ->
                threads.add(
                    Thread.ofVirtual()
                        .name("watch-" + seat.part().name())
                        .start(() -> watch(seat))));
    try {
      awaitReady(firstFailureOrAllReady());
    } catch (InterruptedException notWanted) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Expected to wait for all parts, but was interrupted.");
    }
  }

  private CompletableFuture<Void> firstFailureOrAllReady() {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    firstReady
        .values()
        .forEach(
            ready ->
                ready.whenComplete(
                    (done, failure) -> {
                      if (failure != null) {
                        outcome.completeExceptionally(failure);
                      }
                    }));
    CompletableFuture.allOf(firstReady.values().toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> outcome.complete(null));
    return outcome;
  }

  /** What each part does, in the order of the list. */
  public List<PartStatus> statuses() {
    return seats.keySet().stream().map(statuses::get).toList();
  }

  /** A part by its name. */
  public Part part(String name) {
    return seats.get(name).part();
  }

  @Override
  public void close() {
    stopping = true;
    threads.forEach(Thread::interrupt);
    threads.forEach(Supervisor::awaitEnd);
    Map<String, Thread> stops = new LinkedHashMap<>();
    for (Seat seat : new ArrayList<>(seats.values()).reversed()) {
      List<Thread> dependents =
          seats.values().stream()
              .filter(other -> other.needs().contains(seat.part().name()))
              .map(other -> stops.get(other.part().name()))
              .toList();
      stops.put(
          seat.part().name(),
          Thread.ofVirtual()
              .name("stop-" + seat.part().name())
              .start(() -> stopAfter(seat, dependents)));
    }
    stops.values().forEach(Supervisor::awaitEnd);
  }

  private void stopAfter(Seat seat, List<Thread> dependents) {
    dependents.forEach(Supervisor::awaitEnd);
    seat.part().stop();
    change(
        seat,
        PartStatus.State.STOPPED,
        statuses.get(seat.part().name()).restarts(),
        Optional.empty());
  }

  /** After this nobody starts a part any more. */
  private static void awaitEnd(Thread thread) {
    try {
      thread.join(THREAD_ENDS_WITHIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Also of one that was interrupted: whoever waits for this part waits no longer. */
  private void watch(Seat seat) {
    CompletableFuture<Void> ready = firstReady.get(seat.part().name());
    try {
      for (String need : seat.needs()) {
        awaitReady(firstReady.get(need));
      }
      live(seat);
      stoppedEarly(seat, ready);
    } catch (PartFailedException failed) {
      ready.completeExceptionally(failed);
    } catch (InterruptedException stopped) {
      stoppedEarly(seat, ready);
    } catch (RuntimeException | Error bug) {
      ready.completeExceptionally(
          new PartFailedException(
              "Expected to watch %s, but: %s.".formatted(seat.part().name(), bug), bug));
    }
  }

  /** Changes nothing for a part that was ready once. */
  private static void stoppedEarly(Seat seat, CompletableFuture<Void> ready) {
    ready.completeExceptionally(
        new PartFailedException(seat.part().name() + " was stopped before it was ready."));
  }

  private static void awaitReady(CompletableFuture<Void> ready) throws InterruptedException {
    try {
      ready.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof PartFailedException reason) {
        throw reason;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void live(Seat seat) throws InterruptedException {
    CompletableFuture<Void> ready = firstReady.get(seat.part().name());
    int deathsInARow = 0;
    int starts = 0;
    Optional<String> problem = Optional.empty();
    while (!stopping) {
      int restarts = starts++;
      OptionalLong servesSince = OptionalLong.empty();
      try {
        change(seat, PartStatus.State.STARTING, restarts, problem);
        seat.part().start();
        servesSince = OptionalLong.of(System.nanoTime());
        change(seat, PartStatus.State.READY, restarts, problem);
        ready.complete(null);
        problem = Optional.of(seat.part().awaitEnd());
      } catch (PartFailedException failed) {
        if (!ready.isDone() && starts >= FIRST_START_TRIES) {
          throw failed;
        }
        problem = Optional.of(failed.getMessage());
      }
      if (stopping) {
        return;
      }
      Duration served =
          servesSince.isPresent()
              ? Duration.ofNanos(System.nanoTime() - servesSince.getAsLong())
              : Duration.ZERO;
      change(seat, PartStatus.State.RESTARTING, restarts, problem);
      Thread.sleep(RestartDelay.after(deathsInARow));
      deathsInARow = RestartDelay.deathsInARow(deathsInARow, served);
    }
  }

  private void change(Seat seat, PartStatus.State state, int restarts, Optional<String> problem) {
    PartStatus status = status(seat, state, restarts, problem);
    statuses.put(status.name(), status);
    onChange.accept(status);
  }

  private PartStatus status(
      Seat seat, PartStatus.State state, int restarts, Optional<String> problem) {
    OptionalLong pid = seat.part().pid();
    return new PartStatus(
        seat.part().name(),
        state,
        pid.isPresent() ? Optional.of(pid.getAsLong()) : Optional.empty(),
        restarts,
        clock.instant(),
        problem);
  }
}
