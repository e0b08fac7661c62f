package io.weir.command.artifact;

/** An artifact that cannot be taken or given, with what to do. */
public final class RefusedArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why; each has its HTTP status. */
  public enum Code {
    /** The request carries no file in the field {@code file}. */
    FILE_EXPECTED(400),
    /** The file's name could mean another place, or another name on another storage. */
    INVALID_FILENAME(400),
    /** The file has no bytes. */
    EMPTY_FILE(400),
    /** There is no such artifact. */
    NOT_FOUND(404),
    /** The file is longer than allowed. */
    ARTIFACT_TOO_LARGE(413),
    /** No storage is configured that files can be put into. */
    NO_STORAGE(501),
    /** The storage does not take or give the file now. */
    STORAGE_UNAVAILABLE(503);

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

  public RefusedArtifactException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public RefusedArtifactException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
