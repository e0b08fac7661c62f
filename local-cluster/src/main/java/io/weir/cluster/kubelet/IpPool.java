package io.weir.cluster.kubelet;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Loopback addresses for pods: 1,000 of 127.0.0.0/8, in a block that follows from the data
 * directory, so that two local clusters on one machine hardly ever meet. An address that was given
 * back is used again last: a client of the old pod must not find a new one there.
 */
final class IpPool {
  private static final int SIZE = 1000;
  private static final int BLOCKS_PER_OCTET = 60;
  private static final int FIRST_OCTET = 16;
  private static final int OCTETS = 200;

  private final String prefix;
  private final int thirdOctet;
  private final Set<String> taken = new HashSet<>();
  private int next;

  IpPool(Path data) {
    int hash =
        Math.floorMod(data.toAbsolutePath().toString().hashCode(), OCTETS * BLOCKS_PER_OCTET);
    this.prefix = "127." + (FIRST_OCTET + hash / BLOCKS_PER_OCTET) + ".";
    this.thirdOctet = 4 * (hash % BLOCKS_PER_OCTET);
  }

  /**
   * A free address.
   *
   * @throws IllegalStateException if all are taken
   */
  synchronized String take() {
    for (int tried = 0; tried < SIZE; tried++) {
      String candidate = prefix + (thirdOctet + next / 250) + "." + (1 + next % 250);
      next = (next + 1) % SIZE;
      if (taken.add(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "Expected a free pod address, but all %d of this node are taken: delete pods"
            .formatted(SIZE));
  }

  /** Marks an address as taken that a pod has from an earlier life of this kubelet. */
  synchronized void keep(String address) {
    taken.add(address);
  }

  synchronized void giveBack(String address) {
    taken.remove(address);
  }
}
