package io.weir.events.autopilot;

import java.util.Optional;
import java.util.UUID;

/**
 * A user said what Weir may do to a deployment by itself; until then it may do nothing.
 *
 * @param policyId the policy
 * @param deploymentId the deployment
 * @param namespace the deployment's namespace
 * @param mode how much
 * @param autoscaler within which bounds its parallelism may change
 * @param libra within which bounds its resources may change
 */
public record AutopilotPolicySet(
    UUID policyId,
    UUID deploymentId,
    String namespace,
    AutopilotMode mode,
    Optional<AutoscalerConfig> autoscaler,
    Optional<LibraConfig> libra)
    implements AutopilotPolicyEvent {}
