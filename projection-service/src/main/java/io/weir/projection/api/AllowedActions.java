package io.weir.projection.api;

import io.weir.appmanager.DeploymentStatus.AllowedAction;
import io.weir.appmanager.ResourceJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What may be asked of a deployment, as the command service judges it (docs/adr/061). A deployment
 * is shown without it, and soon, when the command service does not answer.
 */
public final class AllowedActions {
  private static final Logger LOG = LoggerFactory.getLogger(AllowedActions.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Optional<URI> commandService;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /**
   * @param commandService its origin; empty: nobody is asked
   */
  public AllowedActions(Optional<URI> commandService) {
    this.commandService = commandService;
  }

  private record Judged(List<AllowedAction> allowedActions) {}

  /** One entry per action; empty when there is nobody who could tell. */
  Optional<List<AllowedAction>> of(UUID deploymentId) {
    return commandService.flatMap(origin -> ask(origin, deploymentId));
  }

  private Optional<List<AllowedAction>> ask(URI origin, UUID deploymentId) {
    HttpRequest request =
        HttpRequest.newBuilder(
                origin.resolve("/internal/deployments/" + deploymentId + "/allowed-actions"))
            .timeout(PATIENCE)
            .GET()
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(
              ResourceJson.mapper().readValue(answer.body(), Judged.class).allowedActions())
          : Optional.empty();
    } catch (IOException | JacksonException unanswered) {
      LOG.debug("{}: {}", request.uri(), unanswered.toString());
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
