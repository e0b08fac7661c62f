package io.weir.executor.deployment.decide;

/** What was seen at the location of data that is to be removed. */
public sealed interface DataView {
  /** Something is there. */
  record Present() implements DataView {}

  /** The storage says that nothing is there. */
  record Absent() implements DataView {}

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
