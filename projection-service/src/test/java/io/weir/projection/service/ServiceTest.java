package io.weir.projection.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.projection.history.Story;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The service as clients meet it: started whole, on a real broker and a real database. */
class ServiceTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private RunningService service;

  @BeforeEach
  void start() {
    service = RunningService.start(BROKER, DATABASE.freshDatabase());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void showsARunningDeploymentWithItsJobAndTimeline() {
    Story story = new Story(new SplittableRandom(1), "default", "orders");
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    String position = service.write(story.events());

    JsonNode deployment =
        service.json("/api/v1/namespaces/default/deployments/orders?minPosition=" + position);
    assertThat(deployment.at("/status/state").asString()).isEqualTo("RUNNING");
    assertThat(deployment.at("/metadata/resourceVersion").asInt()).isEqualTo(story.events().size());
    String jobId = deployment.at("/status/running/jobId").asString();
    JsonNode job = service.json("/api/v1/namespaces/default/jobs/" + jobId);
    assertThat(job.at("/status/state").asString()).isEqualTo("STARTED");
    assertThat(
            service
                .json("/api/v1/namespaces/default/events?deploymentId=" + story.id())
                .at("/items")
                .size())
        .isEqualTo(7);
  }
}
