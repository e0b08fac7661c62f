package io.weir.eventlog.reader;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** How many partitions each of the readers that are alive may hold. Pure. */
final class FairShare {
  private FairShare() {}

  /**
   * The share of one reader. All shares together are all partitions, and no two differ by more than
   * one; readers that know the same members agree on each other's share.
   *
   * @param self this reader; a member whether it is listed or not
   * @param members the readers that are alive
   * @param partitions how many partitions there are
   */
  static int of(String self, Collection<String> members, int partitions) {
    SortedSet<String> all = new TreeSet<>(members);
    all.add(self);
    int before = all.headSet(self).size();
    return partitions / all.size() + (before < partitions % all.size() ? 1 : 0);
  }
}
