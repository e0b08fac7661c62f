package io.weir.benchmarks.visible;

import io.weir.benchmarks.commands.Deployments;
import io.weir.benchmarks.harness.HttpConnection;
import io.weir.benchmarks.harness.Machine;
import io.weir.benchmarks.harness.OpenLoop;
import io.weir.benchmarks.harness.Progress;
import io.weir.benchmarks.harness.ServiceJvm;
import io.weir.benchmarks.harness.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Goal G5: from the moment at which a client would send a command to the moment at which the query
 * API shows its effect, under load by schedule.
 */
public final class VisibleBench {
  private final ServiceJvm command;
  private final ServiceJvm projection;
  private final Connections commands;
  private final Connections queries;
  private final int deployments;

  private VisibleBench(ServiceJvm command, ServiceJvm projection, int deployments) {
    this.deployments = deployments;
    this.command = command;
    this.projection = projection;
    this.commands = new Connections(command.port());
    this.queries = new Connections(projection.port());
  }

  /**
   * Runs floor and ours at each rate and returns the table.
   *
   * @param perSecond the rates
   * @param deployments how many deployments the commands go to
   * @param warmUp how long each side runs before it is measured, at each rate
   * @param measured how long each side measures at each rate
   */
  public static String run(
      List<Integer> perSecond,
      int deployments,
      Duration warmUp,
      Duration measured,
      Progress progress)
      throws Exception {
    try (Stack stack = Stack.start()) {
      stack.database().createDatabase("weir");
      progress.say("visible: starting both services");
      try (ServiceJvm command = ServiceJvm.start(stack, ServiceJvm.Service.COMMAND, "weir");
          ServiceJvm projection = ServiceJvm.start(stack, ServiceJvm.Service.PROJECTION, "weir");
          RoundTripFloor floor = RoundTripFloor.start(stack)) {
        VisibleBench bench = new VisibleBench(command, projection, deployments);
        bench.createDeployments();
        Machine before = stack.machine();
        StringBuilder table = new StringBuilder(OpenLoop.Outcome.head());
        for (int rate : perSecond) {
          progress.say("visible: %d per second for twice %s".formatted(rate, measured));
          OpenLoop load = new OpenLoop(rate, warmUp, measured);
          table.append('\n').append(load.run(floor).row("G5 floor, %d/s".formatted(rate)));
          table
              .append('\n')
              .append(
                  load.run(bench::changeAndSee)
                      .row("G5 ours, %d/s (target p99 < 250, moonshot < 60)".formatted(rate)));
        }
        bench.commands.close();
        bench.queries.close();
        return table + "\n\n" + stack.machine().since(before).line();
      }
    }
  }

  private void createDeployments() throws IOException {
    try (HttpConnection connection = new HttpConnection(command.port())) {
      for (int i = 0; i < deployments; i++) Deployments.create(connection, "d" + i);
    }
  }

  private void changeAndSee(int n) throws IOException {
    String name = "d" + n % deployments;
    HttpConnection.Reply changed =
        commands.with(connection -> Deployments.change(connection, name, n));
    String query =
        "/api/v1/namespaces/default/deployments/%s?minPosition=%s"
            .formatted(name, changed.headers().get("weir-position"));
    HttpConnection.Reply seen =
        queries.with(connection -> connection.send("GET", query, "").require(200));
    if (version(seen) < version(changed))
      throw new IllegalStateException(
          "Expected %s to show version %d, but it shows %d"
              .formatted(name, version(changed), version(seen)));
  }

  private static long version(HttpConnection.Reply reply) {
    return Long.parseLong(reply.headers().get("etag").replace("\"", ""));
  }
}
