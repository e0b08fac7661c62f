package io.weir.standalone.clients;

import java.io.IOException;
import java.util.List;

/** One family of clients, and what its users rely on. */
public interface ClientFlow {
  /** Every family, those that start jobs first. */
  static List<ClientFlow> all() {
    return List.of(
        new PlaygroundScripts(),
        new WholeObjectOperator(),
        new SessionClusterScript(),
        new FileApplier(),
        new NamedUpserts(),
        new TerminalClient(),
        new Notebook());
  }

  /** What the family does, in a sentence without a full stop. */
  String does();

  /**
   * Does it.
   *
   * @param place where; taken away afterwards by the caller
   * @throws UnexpectedAnswerException when Weir answers otherwise than the client needs
   */
  void run(Place place) throws IOException, InterruptedException;
}
