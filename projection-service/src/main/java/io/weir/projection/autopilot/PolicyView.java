package io.weir.projection.autopilot;

import io.weir.events.autopilot.AutopilotPolicySet;
import io.weir.projection.plain.PlainTable;
import io.weir.projection.plain.PlainView;
import io.weir.projection.store.ViewTable;
import java.time.Instant;
import java.util.UUID;

/**
 * An autopilot policy as queries see it.
 *
 * @param set what was said last
 * @param modifiedAt when
 * @param sequence the sequence of the last event
 */
public record PolicyView(AutopilotPolicySet set, Instant modifiedAt, long sequence)
    implements PlainView {
  /** Where policies are kept. */
  public static final ViewTable<PolicyView> TABLE =
      PlainTable.of("autopilot_policy", PolicyView.class);

  @Override
  public UUID id() {
    return set.policyId();
  }

  @Override
  public String namespace() {
    return set.namespace();
  }

  /** The deployment's id. */
  @Override
  public String name() {
    return set.deploymentId().toString();
  }

  /** It goes with its deployment. */
  @Override
  public boolean deleted() {
    return false;
  }
}
