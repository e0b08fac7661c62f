package io.weir.projection.api;

import io.weir.appmanager.AutopilotPolicyResource;
import io.weir.appmanager.DeploymentResource;
import io.weir.projection.autopilot.PolicyView;
import io.weir.projection.deployments.DeploymentQueries;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.deployments.LabelSelector;
import io.weir.projection.plain.PlainQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Autopilot policies (app-manager-api.md 1.2). Each deployment has one: the one that was set, or
 * the one that allows nothing.
 */
@RestController
@RequestMapping("/autopilot/v1alpha1/namespaces/{namespace}")
final class AutopilotController {
  private static final String POLICY = "/deployments/{deployment}/autopilotpolicy";
  private static final String IDLE =
      "Policies are kept; nothing carries them out yet, so nothing was measured.";

  private final ReadTransaction transaction;
  private final DeploymentQueries deployments;
  private final PlainQueries<PolicyView> policies;

  AutopilotController(ReadTransaction transaction, DeploymentQueries deployments, JdbcClient jdbc) {
    this.transaction = transaction;
    this.deployments = deployments;
    this.policies = new PlainQueries<>(jdbc, PolicyView.TABLE);
  }

  @GetMapping
  ResponseEntity<byte[]> list(@PathVariable String namespace, HttpServletRequest request) {
    List<AutopilotPolicyResource> found =
        transaction.look(
            () -> {
              Map<String, PolicyView> set =
                  policies.list(namespace).stream()
                      .collect(Collectors.toMap(PolicyView::name, Function.identity()));
              return deployments.list(namespace, LabelSelector.parse(""), false).stream()
                  .map(deployment -> resource(deployment, set.get(deployment.id().toString())))
                  .toList();
            });
    return Answers.hashed(request, Map.of("policies", found));
  }

  @GetMapping(POLICY)
  ResponseEntity<byte[]> get(
      @PathVariable String namespace, @PathVariable String deployment, HttpServletRequest request) {
    AutopilotPolicyResource policy =
        transaction.look(
            () -> {
              DeploymentView view = require(namespace, deployment);
              return resource(view, policies.find(namespace, view.id().toString()).orElse(null));
            });
    return Answers.hashed(request, Map.of("policy", policy));
  }

  @GetMapping(POLICY + ":status")
  ResponseEntity<byte[]> status(
      @PathVariable String namespace, @PathVariable String deployment, HttpServletRequest request) {
    transaction.look(() -> require(namespace, deployment));
    Map<String, Object> idle =
        Map.of("message", IDLE, "metrics", Map.of(), "sourceStatus", List.of());
    return Answers.hashed(
        request,
        Map.of("status", "POLICY_STATUS_OK", "autoscalerStatus", idle, "libraStatus", idle));
  }

  /** Without an empty patch a client could not tell that there is nothing to do. */
  @GetMapping(POLICY + ":recommendation")
  ResponseEntity<byte[]> recommendation(
      @PathVariable String namespace, @PathVariable String deployment, HttpServletRequest request) {
    transaction.look(() -> require(namespace, deployment));
    return Answers.hashed(request, Map.of("deploymentPatch", "", "description", IDLE));
  }

  private DeploymentView require(String namespace, String nameOrId) {
    return deployments
        .find(namespace, nameOrId, false)
        .orElseThrow(() -> Problem.notFound(DeploymentResource.KIND, nameOrId, namespace));
  }

  private static AutopilotPolicyResource resource(DeploymentView deployment, PolicyView policy) {
    return policy == null
        ? AutopilotPolicyResource.disabled(deployment.namespace(), deployment.id())
        : AutopilotPolicyResource.of(policy.set(), policy.modifiedAt());
  }
}
