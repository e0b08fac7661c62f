package io.weir.command.plain;

/** The actor decided on a resource version that is no longer the newest. */
public final class StaleResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long version;
  private final transient Object resource;

  /**
   * @param expected what the actor saw
   * @param version what it is
   * @param resource the resource as it is
   */
  public StaleResourceException(long expected, long version, Object resource) {
    super(
        "Expected resource version "
            + expected
            + ", but it is "
            + version
            + ". Look at the current state, then send the request with If-Match: \""
            + version
            + "\"",
        null,
        false,
        false);
    this.version = version;
    this.resource = resource;
  }

  public long version() {
    return version;
  }

  public Object resource() {
    return resource;
  }
}
