package io.weir.events.wire;

import tools.jackson.databind.node.ObjectNode;

/**
 * One step from a revision of one type to the next: a pure function of a JSON tree. One class per
 * step, named {@code JobStarted_1_to_2}, listed in {@link Upcasters} and never changed once its
 * target revision is released.
 */
public interface Upcaster {
  /** The wire name that it reads, for example {@code job.started}. */
  String wireName();

  /** The revision that it reads. */
  String from();

  /** The revision that it writes. */
  String to();

  /**
   * The same fact in the shape of {@link #to()}.
   *
   * @param payload a tree of its own, which may be changed and returned
   */
  ObjectNode upcast(ObjectNode payload);
}
