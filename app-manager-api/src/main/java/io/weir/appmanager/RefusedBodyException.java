package io.weir.appmanager;

import java.util.List;

/** A body that cannot be taken, with everything that a client needs to mend it. */
public final class RefusedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a body is refused; each has its HTTP status. */
  public enum Code {
    /** The text is no JSON or no YAML. */
    MALFORMED_BODY(400),
    /** There is no body, or it is not an object. */
    OBJECT_EXPECTED(400),
    /** It nests too deeply, repeats itself too often or uses what is not allowed. */
    BODY_OUTSIDE_LIMITS(400),
    /** A field has a value that it cannot have. */
    INVALID_FIELD(400),
    /** The body is longer than allowed. */
    BODY_TOO_LARGE(413),
    /** The body is of a media type that is not read here. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** None of the media types that the client takes is written here. */
    NOT_ACCEPTABLE(406);

    private final int status;

    Code(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  private final Code code;
  private final transient List<ProblemBody.Fault> faults;

  public RefusedBodyException(Code code, String message, List<ProblemBody.Fault> faults) {
    super(message);
    this.code = code;
    this.faults = List.copyOf(faults);
  }

  /** A refusal of the body as a whole. */
  public RefusedBodyException(Code code, String message) {
    this(code, message, List.of(new ProblemBody.Fault("", message)));
  }

  public Code code() {
    return code;
  }

  public List<ProblemBody.Fault> faults() {
    return faults;
  }
}
