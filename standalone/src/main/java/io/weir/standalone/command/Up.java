package io.weir.standalone.command;

import io.weir.standalone.cli.Command;
import io.weir.standalone.demo.Demo;
import io.weir.standalone.process.PartStatus;
import io.weir.standalone.process.PidFiles;
import io.weir.standalone.process.ProcessIdentity;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** {@code weir up}: starts everything, deploys the demo, stays until it is told to end. */
public final class Up {
  /** The name under which {@code weir down} finds this process. */
  static final String PID_NAME = "supervisor";

  private final BuiltModules modules;
  private final PrintStream out;
  private final long begun = System.nanoTime();
  private volatile int exitStatus;

  public Up(BuiltModules modules, PrintStream out) {
    this.modules = modules;
    this.out = out;
  }

  /** Returns never; the process ends on SIGTERM or SIGINT. */
  public void run(Command.Up command) throws IOException, InterruptedException {
    say("starting in %s".formatted(command.data().toAbsolutePath().normalize()));
    RunningStack stack =
        RunningStack.open(
            modules,
            command.data(),
            command.port(),
            Clock.systemUTC(),
            this::sayOrphans,
            this::sayProgress);
    PidFiles pidFiles = new PidFiles(stack.directory().resolve("run"));
    ProcessIdentity.of(ProcessHandle.current())
        .ifPresent(identity -> pidFiles.write(PID_NAME, identity));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, pidFiles), "stop"));
    try {
      stack.bringUp();
      String demo =
          command.demo()
              ? new Demo(stack.client(), modules, stack.directory(), this::say).deploy()
              : "not deployed (--no-demo)";
      sayFarewell(command, demo);
      new CountDownLatch(1).await();
    } catch (IOException | RuntimeException failure) {
      exitStatus = 1;
      throw failure;
    }
  }

  private void stop(RunningStack stack, PidFiles pidFiles) {
    say("stopping; the data stays in " + stack.directory());
    stack.close();
    pidFiles.forget(PID_NAME);
    say("stopped");
    // Not 143: being told to end is no failure.
    Runtime.getRuntime().halt(exitStatus);
  }

  private void sayOrphans(List<String> orphans) {
    if (!orphans.isEmpty()) {
      say("ended what an earlier run left behind: " + String.join(", ", orphans));
    }
  }

  private void sayProgress(PartStatus status) {
    switch (status.state()) {
      case READY -> say(status.name() + " is ready");
      case RESTARTING ->
          say(status.name() + " is started again: " + status.lastProblem().orElse("unknown"));
      case WAITING, STARTING, STOPPED -> {
        // Only what ends a wait, or what the user did not ask for, is worth a line.
      }
    }
  }

  private void sayFarewell(Command.Up command, String demo) {
    String api = "http://127.0.0.1:" + command.port() + "/api/v1/namespaces/default";
    out.println();
    out.println("Weir is up: http://127.0.0.1:" + command.port());
    out.println("Demo:       " + demo);
    out.println();
    out.println("Try:");
    out.println("  curl -s " + api + "/deployments/" + Demo.NAME);
    out.println("  ./weir logs " + Demo.NAME);
    out.println(
        "  curl -s -X PATCH -H 'Content-Type: application/json' -d '{\"spec\":{\"state\":\"SUSPENDED\"}}' "
            + api
            + "/deployments/"
            + Demo.NAME);
    out.println();
    out.println("Ctrl-C or ./weir down stops it; ./weir status shows the parts.");
    out.flush();
  }

  private void say(String text) {
    out.printf(
        Locale.ROOT,
        "[%5.1fs] %s%n",
        Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3,
        text);
    out.flush();
  }
}
