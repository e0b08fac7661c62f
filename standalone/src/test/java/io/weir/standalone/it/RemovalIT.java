package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The data of savepoints is removed: when, when not, and what if it cannot be. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemovalIT {
  private static final String NAME = "removal";

  @RegisterExtension static final StackExtension WEIR = new StackExtension();
  private static String id;
  private static JsonNode first;
  private static JsonNode second;
  private static Removal removal;

  @BeforeAll
  static void aSuspendedDeploymentHasTwoSavepointsAndTheOneThatItGoesOnFrom() throws Exception {
    id = WEIR.jobs().create(WEIR.jobs().yaml(NAME, "RUNNING", "--rate 50"));
    WEIR.jobs().awaitState(NAME, "RUNNING");
    first = WEIR.savepoints().take(id);
    second = WEIR.savepoints().take(id);
    WEIR.jobs().wish(NAME, "SUSPENDED");
    WEIR.jobs().awaitState(NAME, "SUSPENDED");
  }

  @Test
  @Order(1)
  void dataThatCannotBeRemovedStaysInTheCatalogueWithTheReason() throws Exception {
    removal = new Removal(first, WEIR.directory());
    removal.dataIsMovedAndLinked();
    Answer accepted = WEIR.savepoints().delete(first);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
    assertThat(accepted.text("/status/state")).isEqualTo("PENDING_DELETION");

    Answer failed =
        await("the removal failed")
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> WEIR.savepoints().get(first),
                answer -> answer.text("/status/state").equals("FAILED_DELETION"));
    assertThat(failed.text("/status/failure/reason")).isEqualTo("DATA_NOT_REMOVED");
    assertThat(failed.text("/status/failure/message"))
        .contains(Savepoints.location(first), "it is a link");
    assertThat(failed.number("/status/catalogue/nextRemoval/attempt")).isGreaterThanOrEqualTo(2);
  }

  @Test
  @Order(2)
  void dataIsRemovedWhenNobodyRefersToItAndNotBefore() throws Exception {
    JsonNode last = WEIR.savepoints().newest(id, "SUSPEND");
    Answer refused = WEIR.savepoints().delete(last);
    assertThat(refused.status()).as("the next start begins from it").isEqualTo(409);
    WEIR.jobs().fork(NAME, NAME + "-fork", last);
    await("the savepoint tells that a fork refers to its data, too")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        WEIR.savepoints().newest(id, "SUSPEND").at("/status/catalogue/references"))
                    .hasSize(1));

    Path data = Savepoints.data(second);
    assertThat(data.resolve("_metadata")).exists();
    Answer accepted = WEIR.savepoints().delete(second);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
    assertThat(accepted.text("/status/state")).isEqualTo("PENDING_DELETION");
    WEIR.savepoints().awaitGone(second);
    assertThat(data).doesNotExist();
    assertThat(data.getParent()).doesNotExist();
    assertThat(WEIR.jobs().events(NAME))
        .containsSubsequence("TRIGGERED_SAVEPOINT_DELETION", "SUCCESSFULLY_DELETED_SAVEPOINT");
    // What it did not write it did not remove.
    assertThat(Savepoints.data(last).resolve("_metadata")).exists();
  }

  @Test
  @Order(3)
  void theRemovalIsTriedAgainAtTheTimesInTheLogUntilItSucceeds() throws Exception {
    await("the second attempt failed, too")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> WEIR.savepoints().get(first).number("/status/catalogue/nextRemoval/attempt") > 2);
    removal.dataIsMovedBack();

    WEIR.savepoints().awaitGone(first);
    assertThat(removal.data()).doesNotExist();
    removal.assertTriedAtTheToldTimes(WEIR.jobs().list("events", NAME));
  }
}
