package io.weir.command.view;

import io.weir.appmanager.DeploymentResource;
import io.weir.appmanager.ResourceJson;
import io.weir.appmanager.ResourceList;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.Rehearsal;
import io.weir.command.preview.Difference;
import io.weir.command.preview.Effect;
import io.weir.command.preview.Effects;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a command would do, as a client sees it ({@code ?dryRun=All}).
 *
 * @param kind always {@code Preview}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param resource what the command would have answered
 * @param diff where that differs from what there is; the version and the time of the last change
 *     are left out
 * @param effect what happens to the job; absent where there is none
 */
public record PreviewView(
    String kind,
    String apiVersion,
    JsonNode resource,
    List<Difference> diff,
    Optional<Effect> effect) {
  private static final Set<String> DIFFERENT_EVERY_TIME = Set.of("resourceVersion", "modifiedAt");

  /** The preview of a command that was rehearsed and would have answered with this resource. */
  public static PreviewView of(Rehearsal rehearsal, JsonNode resource) {
    Optional<JsonNode> before =
        rehearsal
            .before()
            .filter(there -> resource.path("kind").asString("").equals(DeploymentResource.KIND))
            .map(there -> ResourceJson.mapper().valueToTree(DeploymentView.of(there)));
    return of(
        before,
        resource,
        Optional.of(
            Effects.of(
                rehearsal.before().map(Recorded::state).orElse(null),
                rehearsal.events(),
                rehearsal.moment())));
  }

  /** The preview of a command on what has no job. */
  public static PreviewView of(Optional<JsonNode> before, JsonNode resource) {
    return of(before, resource, Optional.empty());
  }

  private static PreviewView of(
      Optional<JsonNode> before, JsonNode resource, Optional<Effect> effect) {
    return new PreviewView(
        "Preview",
        ResourceList.API_VERSION,
        resource,
        Difference.between(before.map(PreviewView::stable), Optional.of(stable(resource))),
        effect);
  }

  private static JsonNode stable(JsonNode resource) {
    JsonNode copy = resource.deepCopy();
    if (copy.path("metadata") instanceof ObjectNode metadata) metadata.remove(DIFFERENT_EVERY_TIME);
    return copy;
  }
}
