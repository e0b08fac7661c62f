package io.weir.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Load without pause, for throughput: each connection does its next operation as soon as its last
 * one is done. It says nothing about latency; see {@link OpenLoop}.
 *
 * @param connections how many at once
 * @param lasts no operation begins later than this
 */
public record ClosedLoop(int connections, Duration lasts) {
  /** One connection; used by one thread. */
  public interface Client {
    /** Does operation number {@code n}, from 0, alone with that number. */
    void run(int n) throws Exception;

    /** Closes the connection. */
    void close() throws Exception;
  }

  /** Opens connections. */
  @FunctionalInterface
  public interface Connector {
    /** Opens one more. */
    Client connect() throws Exception;
  }

  /**
   * What came of it.
   *
   * @param operations how many were done
   * @param seconds from the start to the end of the last one
   */
  public record Outcome(int operations, double seconds) {
    public double perSecond() {
      return operations / seconds;
    }
  }

  /**
   * Opens all connections, then runs.
   *
   * @throws Exception what the first failed operation threw
   */
  public Outcome run(Connector connector) throws Exception {
    List<Client> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) clients.add(connector.connect());
      AtomicInteger next = new AtomicInteger();
      long start = System.nanoTime();
      List<Future<?>> all = new ArrayList<>();
      for (Client client : clients)
        all.add(
            threads.submit(
                () -> {
                  while (System.nanoTime() - start < lasts.toNanos())
                    client.run(next.getAndIncrement());
                  return null;
                }));
      for (Future<?> one : all) one.get();
      return new Outcome(next.get(), (System.nanoTime() - start) / 1e9);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    } finally {
      for (Client client : clients) client.close();
    }
  }
}
