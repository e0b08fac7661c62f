package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {
  private static final byte[] WITH_A_NEW_FIELD =
      """
      {"deploymentId": "019aa1b2-0001-7000-8000-000000000001",
       "jobId": "019aa1b2-0004-7000-8000-000000000004", "noticedBy": "a later revision"}"""
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void theClosedOneRefusesAFieldThatItDoesNotName() {
    assertThat(
            SchemaCheck.problems(
                Schemas.closed("job.submitted", "1").orElseThrow(), WITH_A_NEW_FIELD))
        .hasSize(1)
        .first()
        .asString()
        .contains("noticedBy");
  }

  @Test
  void theOpenOneAllowsItAndStillRequiresTheOthers() {
    String open = Schemas.open("job.submitted", "1").orElseThrow();

    assertThat(SchemaCheck.problems(open, WITH_A_NEW_FIELD)).isEmpty();
    assertThat(SchemaCheck.problems(open, "{}".getBytes(StandardCharsets.UTF_8))).hasSize(2);
  }

  @Test
  void theOpenOneHasAnIdOfItsOwn() {
    assertThat(Schemas.closed("job.submitted", "1").orElseThrow())
        .contains("\"urn:weir:schema:job.submitted:1\"");
    assertThat(Schemas.open("job.submitted", "1").orElseThrow())
        .contains("\"urn:weir:schema:job.submitted:1:open\"");
  }

  @Test
  void mapsStayOpenToAnyKeyAndClosedToOtherValues() {
    assertThat(Schemas.open("deployment.registered", "1").orElseThrow())
        .contains("\"additionalProperties\" : {")
        .doesNotContain("\"additionalProperties\" : false");
  }

  @ParameterizedTest
  @CsvSource({
    "job.submitted, 2",
    "job.unheard-of, 1",
    "../schemas/job.submitted, 1",
    "job.submitted/../job.started, 1",
    "job.submitted, ../job.started/1",
    "'', ''"
  })
  void thereIsNoneForWhatIsNoTypeOrRevision(String wireName, String revision) {
    assertThat(Schemas.closed(wireName, revision)).isEmpty();
    assertThat(Schemas.open(wireName, revision)).isEmpty();
  }
}
