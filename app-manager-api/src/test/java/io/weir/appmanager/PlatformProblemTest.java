package io.weir.appmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlatformProblemTest {
  @Test
  void addsWhatClientsOfThePlatformReadOnItsPathsOnly() {
    JsonNode platform = PlatformProblem.of(problem("/artifacts/v1/namespaces/a/artifacts:list"));

    assertThat(platform.path("code").asString()).isEqualTo("NOT_FOUND");
    assertThat(platform.path("description").asString()).isEqualTo("It is not there");
    assertThat(platform.path("message").asString()).isEqualTo("It is not there");
    assertThat(platform.path("cause").isNull()).isTrue();
    assertThat(platform.path("ok").asBoolean(true)).isFalse();
    assertThat(PlatformProblem.of(problem("/api/v1/namespaces/a/jobs")).has("description"))
        .isFalse();
    // As api/openapi.yaml says: on every path that does not begin with /api.
    assertThat(PlatformProblem.of(problem("/schemas/job.paused/1")).has("description")).isTrue();
    assertThat(PlatformProblem.of(problem("/nowhere")).has("description")).isTrue();
  }

  private static ProblemBody problem(String path) {
    return ProblemBody.of(
        Instant.EPOCH, 404, "Not Found", "NOT_FOUND", "It is not there", path, List.of(), false);
  }
}
