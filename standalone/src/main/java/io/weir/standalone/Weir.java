package io.weir.standalone;

import io.weir.standalone.cli.Command;
import io.weir.standalone.cli.CommandLine;
import io.weir.standalone.command.Clients;
import io.weir.standalone.command.Down;
import io.weir.standalone.command.PodLogs;
import io.weir.standalone.command.StatusReport;
import io.weir.standalone.command.Up;
import io.weir.standalone.command.Verify;
import io.weir.standalone.process.PartFailedException;
import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class behind {@code ./weir}. The system property {@code weir.root} names the root of the
 * repository. Ends with 0, or with 1 and one sentence on standard error.
 */
public final class Weir {
  private Weir() {}

  public static void main(String[] args) throws InterruptedException {
    try {
      run(CommandLine.parse(List.of(args)), System.out);
    } catch (UserError | PartFailedException refused) {
      System.err.println("weir: " + refused.getMessage());
      System.exit(1);
    } catch (IOException failure) {
      System.err.println("weir: Expected an answer of the API, but: " + failure + ".");
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(Command command, PrintStream out)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    BuiltModules modules =
        new BuiltModules(
            Path.of(System.getProperty("weir.root", ".")).toAbsolutePath().normalize());
    switch (command) {
      case Command.Up up -> new Up(modules, out).run(up);
      case Command.Down down -> new Down(modules, out).run(down);
      case Command.Status status -> new StatusReport(out, http).run(status);
      case Command.Logs logs -> new PodLogs(out, http).run(logs);
      case Command.Verify verify -> new Verify(out, http).run(verify);
      case Command.Clients clients -> new Clients(modules, out, http).run(clients);
      case Command.Help help -> Command.USAGE.forEach(line -> out.println("  " + line));
    }
  }
}
