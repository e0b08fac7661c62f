package io.weir.executor.deployment.decide;

/** What was seen at the location of data that is to be removed. */
public sealed interface DataView {
  /** Something is there. */
  record Present() implements DataView {}

  /** The storage is there, and nothing of the data is. */
  record Absent() implements DataView {}

  /**
   * Nothing is there, and nothing shows that the storage is: it may not be mounted.
   *
   * @param likeRemoved whether no more is missing than what a removal takes
   * @param why what was seen instead
   */
  record Missing(boolean likeRemoved, String why) implements DataView {}

  /**
   * Files are there, but not the one that makes them state; a removal takes that one last.
   *
   * @param why which file is missing where
   */
  record NoState(String why) implements DataView {}

  /**
   * The storage has not answered.
   *
   * @param why what came back
   */
  record Unknown(String why) implements DataView {}

  /**
   * This executor can neither look there nor remove anything.
   *
   * @param why which storage it can
   */
  record Unsupported(String why) implements DataView {}
}
