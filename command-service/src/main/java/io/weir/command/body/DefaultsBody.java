package io.weir.command.body;

import io.weir.appmanager.DeploymentDefaultsResource;
import io.weir.command.defaults.DefaultsState;
import io.weir.command.defaults.DefaultsWish;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of a namespace's deployment defaults (app-manager-api.md 2.4). */
public final class DefaultsBody {
  private final SpecLayers layers;

  public DefaultsBody(SpecLayers layers) {
    this.layers = layers;
  }

  /**
   * What the namespace says after a PATCH (RFC 7386).
   *
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public DefaultsWish patch(DefaultsState state, ObjectNode patch) {
    Envelope.check(patch, DeploymentDefaultsResource.KIND, state.namespace());
    Envelope.object(patch.path("spec"), "/spec");
    MetadataBody metadata =
        Envelope.patched(
            new MetadataBody(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state.labels(),
                state.annotations()),
            patch);
    JsonNode spec =
        patch.path("spec").isObject()
            ? SpecOverlay.of(state.spec(), patch.path("spec"))
            : state.spec();
    return wish(state.namespace(), metadata, spec);
  }

  /**
   * What the namespace says after a PUT.
   *
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public DefaultsWish replace(String namespace, ObjectNode body) {
    Envelope.check(body, DeploymentDefaultsResource.KIND, namespace);
    JsonNode spec = body.path("spec");
    Envelope.object(spec, "/spec");
    return wish(
        namespace,
        Envelope.metadata(body),
        spec.isObject() ? SpecOverlay.withoutNulls(spec) : JsonNodeFactory.instance.objectNode());
  }

  private DefaultsWish wish(String namespace, MetadataBody metadata, JsonNode spec) {
    return new DefaultsWish(
        metadata.labels(), metadata.annotations(), layers.partial(namespace, spec));
  }
}
