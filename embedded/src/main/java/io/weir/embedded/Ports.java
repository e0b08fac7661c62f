package io.weir.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback TCP ports. */
public final class Ports {
  /**
   * Below Linux's default range of outgoing ports (32768 and up), so that a client's connection
   * cannot take a server's port while it restarts.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 200;

  private Ports() {}

  /**
   * A port that nobody listens on at this moment.
   *
   * @throws CannotStartException when none was found
   */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new CannotStartException(
        "Expected a free loopback port between %d and %d, but %d tries found none; stop what listens there."
            .formatted(FIRST, LAST, TRIES));
  }

  /** Whether a server could listen on this loopback port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
