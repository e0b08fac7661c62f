package io.weir.cluster.store;

/**
 * The asked-for version lies before what the store remembers, or after what it ever wrote: list
 * anew.
 */
public final class VersionGone extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long asked;
  private final long oldest;

  VersionGone(long asked, long oldest) {
    super("Version " + asked + " is not remembered; the oldest that is: " + oldest);
    this.asked = asked;
    this.oldest = oldest;
  }

  public long asked() {
    return asked;
  }

  public long oldest() {
    return oldest;
  }
}
