package io.weir.executor.deployment.decide;

/** What the log says of the start of a session cluster that a job was placed on. */
public sealed interface SessionPlace {
  /**
   * Not up yet, and it may come up.
   *
   * @param what is awaited, for people
   */
  record Awaited(String what) implements SessionPlace {}

  /**
   * It came up, and nobody wants it gone.
   *
   * @param session it
   */
  record Up(SessionIntent session) implements SessionPlace {}

  /** On its way out: it takes no job any more, and ends what it runs. */
  record Going() implements SessionPlace {}

  /** Nothing of it is left. */
  record Gone() implements SessionPlace {}

  /**
   * The log of the session cluster cannot be read.
   *
   * @param why for people
   */
  record Unknown(String why) implements SessionPlace {}
}
