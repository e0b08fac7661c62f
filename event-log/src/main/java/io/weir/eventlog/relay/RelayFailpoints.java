package io.weir.eventlog.relay;

import java.util.List;

/** The relay's failpoints: between every two of its steps. */
public final class RelayFailpoints {
  public static final String AFTER_LOCK = "relay.after-lock";
  public static final String AFTER_CLAIM = "relay.after-claim";
  public static final String AFTER_READ = "relay.after-read";
  public static final String AFTER_FENCE = "relay.after-fence";
  public static final String MID_SEND = "relay.mid-send";
  public static final String AFTER_ACK = "relay.after-ack";
  public static final String AFTER_ADVANCE = "relay.after-advance";
  public static final String BEFORE_WAIT = "relay.before-wait";

  /** All of them, in the order of a step. */
  public static final List<String> ALL =
      List.of(
          AFTER_LOCK,
          AFTER_CLAIM,
          AFTER_READ,
          AFTER_FENCE,
          MID_SEND,
          AFTER_ACK,
          AFTER_ADVANCE,
          BEFORE_WAIT);

  private RelayFailpoints() {}
}
