package io.weir.standalone.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the user asked for. */
public sealed interface Command {
  /** The port of the API unless another is asked for. */
  int DEFAULT_PORT = 8080;

  /** Where the data is unless another directory is named. */
  Path DEFAULT_DATA = Path.of(".weir");

  /**
   * Start everything and stay.
   *
   * @param port of the API on 127.0.0.1, 1 to 65535
   * @param data the data directory
   * @param demo whether to deploy the demo
   */
  record Up(int port, Path data, boolean demo) implements Command {}

  /**
   * Stop what {@code up} started.
   *
   * @param data the data directory
   */
  record Down(Path data) implements Command {}

  /**
   * Say what runs.
   *
   * @param data the data directory
   */
  record Status(Path data) implements Command {}

  /**
   * Show the log of a deployment's pods.
   *
   * @param data the data directory
   * @param deployment name or id; absent: say where the logs of Weir itself are
   * @param tail how many lines of each pod
   */
  record Logs(Path data, Optional<String> deployment, int tail) implements Command {}

  /**
   * Compare the live read models with ones rebuilt from the log.
   *
   * @param data the data directory
   */
  record Verify(Path data) implements Command {}

  /**
   * Do what existing clients do, and say whether they would be content.
   *
   * @param address origin of the API; absent: of the Weir that has the data directory
   * @param data the data directory
   */
  record Clients(Optional<URI> address, Path data) implements Command {}

  /** Say what can be asked. */
  record Help() implements Command {}

  /** The arguments of every command, for {@link Help} and for refusals. */
  List<String> USAGE =
      List.of(
          "weir up [--port 8080] [--data .weir] [--detach] [--no-demo]   start everything",
          "weir down [--data .weir]                                      stop it; the data stays",
          "weir status [--data .weir]                                    what runs, and how often it was restarted",
          "weir logs [<deployment>] [--tail 40] [--data .weir]           what the deployment's pods say",
          "weir verify [--data .weir]                                    live read models against rebuilt ones",
          "weir clients [--url http://127.0.0.1:8080] [--data .weir]     what existing clients do, against a running Weir",
          "weir chaos [--kills 100] [--seed 1] [--minutes 1440]           kill all of it again and again, and check",
          "weir bench <name>                                             one benchmark; the names, without one",
          "weir kubectl <arguments>                                      kubectl on the local cluster");
}
