package io.weir.standalone.command;

import io.weir.standalone.cli.Command;
import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.data.Instance;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.refusal.UserError;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;

/** {@code weir verify}: the live read models against ones rebuilt from the log, by their hashes. */
public final class Verify {
  private final PrintStream out;
  private final HttpClient http;

  public Verify(PrintStream out, HttpClient http) {
    this.out = out;
    this.http = http;
  }

  public void run(Command.Verify command) throws IOException, InterruptedException {
    Instance instance = Instance.require(command.data());
    Answer answer =
        new WeirClient(
                URI.create("http://127.0.0.1:" + instance.ports().get(PortTable.Name.PROJECTION)),
                http)
            .get("/internal/verify");
    out.println(answer.body().toPrettyString());
    if (!answer.isSuccess() || !answer.body().path("equal").asBoolean(false)) {
      throw new UserError(
          "The live read models differ from the ones rebuilt from the log (answer %d, above)."
              .formatted(answer.status()));
    }
    out.println("The live read models equal the ones rebuilt from the log.");
  }
}
