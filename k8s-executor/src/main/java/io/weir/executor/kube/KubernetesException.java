package io.weir.executor.kube;

/** Kubernetes did not do what was asked. */
public final class KubernetesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure, and with it what to do. */
  public enum Kind {
    /** No answer, or none that counts: time-out, 5xx. Whether it was done is unknown. Try later. */
    UNAVAILABLE,
    /** Too many requests. Try later. */
    THROTTLED,
    /** The object is not as it was when this was decided. Look again. */
    CONFLICT,
    /** The rights are missing. */
    FORBIDDEN,
    /** The namespace does not exist. */
    NAMESPACE_MISSING,
    /** The object is not valid. */
    INVALID,
    /** A quota is used up. */
    QUOTA_EXCEEDED
  }

  private final Kind kind;

  public KubernetesException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same request may do better later. */
  public boolean passes() {
    return switch (kind) {
      case UNAVAILABLE, THROTTLED, CONFLICT -> true;
      case FORBIDDEN, NAMESPACE_MISSING, INVALID, QUOTA_EXCEEDED -> false;
    };
  }
}
