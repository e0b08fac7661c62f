package io.weir.standalone.command;

import io.weir.embedded.Ports;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.data.DataDirectory;
import io.weir.standalone.data.Instance;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.process.PartStatus;
import io.weir.standalone.process.PidFiles;
import io.weir.standalone.process.Supervisor;
import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import io.weir.standalone.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A whole Weir in child processes, from {@link #bringUp} to {@link #close}. */
public final class RunningStack implements AutoCloseable {
  private final DataDirectory data;
  private final PortTable ports;
  private final int gatewayPort;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Stack stack;
  private final Supervisor supervisor;
  private final Instant startedAt;
  private volatile boolean ready;

  private RunningStack(
      BuiltModules modules,
      DataDirectory data,
      int gatewayPort,
      Clock clock,
      Consumer<PartStatus> progress) {
    this.data = data;
    this.gatewayPort = gatewayPort;
    this.startedAt = clock.instant();
    this.ports = PortTable.load(data.root(), gatewayPort, Ports::isFree);
    PidFiles pidFiles = new PidFiles(data.resolve("run"));
    this.stack = new Stack(modules, data, ports, gatewayPort, pidFiles, http);
    this.supervisor =
        new Supervisor(
            stack.seats(),
            clock,
            status -> {
              publish();
              progress.accept(status);
            });
  }

  /**
   * Takes a data directory and ends what an earlier run left behind; starts nothing yet.
   *
   * @param orphans is told what was ended
   * @param progress is told what the parts do
   * @throws UserError when the directory cannot be used or the port is taken
   */
  public static RunningStack open(
      BuiltModules modules,
      Path directory,
      int gatewayPort,
      Clock clock,
      Consumer<List<String>> orphans,
      Consumer<PartStatus> progress) {
    DataDirectory data = DataDirectory.open(directory);
    try {
      orphans.accept(new PidFiles(data.resolve("run")).endOrphans());
      if (!Ports.isFree(gatewayPort)) {
        throw new UserError(
            "Expected to serve the API on 127.0.0.1:%d, but another program listens there; stop it or choose another port with --port."
                .formatted(gatewayPort));
      }
      Files.deleteIfExists(stopPodsMark(data.root()));
      return new RunningStack(modules, data, gatewayPort, clock, progress);
    } catch (IOException failure) {
      data.close();
      throw new UncheckedIOException(failure);
    } catch (RuntimeException failure) {
      data.close();
      throw failure;
    }
  }

  /**
   * Starts everything; returns when every part is ready.
   *
   * @throws io.weir.standalone.process.PartFailedException when a part does not come up; the rest
   *     runs until {@link #close()}
   */
  public void bringUp() {
    supervisor.start();
    ready = true;
    publish();
  }

  /** A client of the API through the gateway. */
  public WeirClient client() {
    return new WeirClient(URI.create("http://127.0.0.1:" + gatewayPort), http);
  }

  /** A client of a part's own port. */
  public WeirClient client(PortTable.Name part) {
    return new WeirClient(URI.create("http://127.0.0.1:" + ports.of(part)), http);
  }

  /** The parts, to look at and to kill. */
  public Supervisor supervisor() {
    return supervisor;
  }

  /** Where Kafka clients connect. */
  public String bootstrapServers() {
    return stack.bootstrapServers();
  }

  public Path directory() {
    return data.root();
  }

  /** Stops everything, running jobs' pods included; the next start brings them back. */
  @Override
  public void close() {
    try {
      Path mark = stopPodsMark(data.root());
      Files.createDirectories(mark.getParent());
      Files.writeString(mark, "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      supervisor.close();
      data.close();
    }
  }

  /** Tells the local cluster to stop its pods when it ends; otherwise they outlive it. */
  private static Path stopPodsMark(Path root) {
    return root.resolve("cluster").resolve("stop-pods");
  }

  private synchronized void publish() {
    if (supervisor != null) {
      new Instance(startedAt, ready, gatewayPort, ports.ports(), supervisor.statuses())
          .write(data.root());
    }
  }
}
