package io.weir.command.decide;

import java.util.List;

/** A refusal on its way from the aggregate to whoever asked. */
public final class RefusedCommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final transient List<SpecFault> faults;

  public RefusedCommandException(RefusalCode code, String message, List<SpecFault> faults) {
    super(message, null, false, false);
    this.code = code;
    this.faults = faults;
  }

  public RefusalCode code() {
    return code;
  }

  public List<SpecFault> faults() {
    return faults;
  }
}
