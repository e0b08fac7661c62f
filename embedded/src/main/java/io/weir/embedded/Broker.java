package io.weir.embedded;

/**
 * A Kafka broker that its holder may also crash: what tests and the standalone command know of a
 * broker.
 */
public interface Broker extends AutoCloseable {

  /** Where clients connect: {@code host:port}; the same before and after {@link #restart()}. */
  String bootstrapServers();

  /**
   * Ends the broker as a power switch would end the process: no flush, no goodbye. Returns when it
   * is gone.
   */
  void kill9();

  /**
   * Starts the broker again on the same address and the same data; stops it first when it runs.
   * Returns when it answers.
   *
   * @throws CannotStartException when the broker does not come up again
   */
  void restart();

  /** Stops the broker in an orderly way. Closing a dead or closed broker does nothing. */
  @Override
  void close();
}
