package io.weir.standalone.command;

import io.weir.standalone.cli.Command;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.clients.ClientFlow;
import io.weir.standalone.clients.Place;
import io.weir.standalone.clients.UnexpectedAnswerException;
import io.weir.standalone.data.Instance;
import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.UUID;

/** {@code weir clients}: what existing clients do, one after the other, each in a new namespace. */
public final class Clients {
  private final BuiltModules modules;
  private final PrintStream out;
  private final HttpClient http;

  public Clients(BuiltModules modules, PrintStream out, HttpClient http) {
    this.modules = modules;
    this.out = out;
    this.http = http;
  }

  /**
   * @throws UserError when a client would not be content
   */
  public void run(Command.Clients command) throws IOException, InterruptedException {
    URI address =
        command.address().orElseGet(() -> URI.create(Instance.require(command.data()).origin()));
    WeirClient client = new WeirClient(address, http);
    int failed = 0;
    for (ClientFlow flow : ClientFlow.all()) {
      failed += succeeds(client, flow) ? 0 : 1;
    }
    if (failed > 0) {
      throw new UserError(
          "%d of %d clients would not be content with the Weir at %s; what each got is above."
              .formatted(failed, ClientFlow.all().size(), address));
    }
  }

  private boolean succeeds(WeirClient client, ClientFlow flow)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String problem = "";
    Place place =
        Place.make(
            client,
            "clients-" + UUID.randomUUID().toString().substring(0, 8),
            modules.exampleJob());
    try {
      flow.run(place);
    } catch (UnexpectedAnswerException otherwise) {
      problem = otherwise.getMessage();
    } finally {
      place.giveUp();
      place.awaitGone();
    }
    out.printf(
        "%-4s %5.1f s  %s%n",
        problem.isEmpty() ? "ok" : "NOT", (System.nanoTime() - begin) / 1e9, flow.does());
    if (!problem.isEmpty()) {
      out.println("    " + problem);
    }
    return problem.isEmpty();
  }
}
