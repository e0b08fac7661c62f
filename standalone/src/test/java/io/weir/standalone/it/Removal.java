package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The removal of a savepoint's data while it lies elsewhere and only a link is in its place. */
final class Removal {
  private static final Pattern NEXT =
      Pattern.compile("could not be removed, attempt (\\d+); the next begins at (\\S+Z)\\.");

  private static final String GONE = "SUCCESSFULLY_DELETED_SAVEPOINT";

  private static final Set<String> OUTCOMES = Set.of("FAILED_TO_DELETE_SAVEPOINT", GONE);

  private final JsonNode savepoint;
  private final Path data;
  private final Path moved;

  /**
   * @param elsewhere where the data is meanwhile
   */
  Removal(JsonNode savepoint, Path elsewhere) {
    this.savepoint = savepoint;
    this.data = Savepoints.data(savepoint);
    this.moved = elsewhere.resolve("moved-savepoint");
  }

  /** As somebody does who needs room: nothing is removed through a link. */
  void dataIsMovedAndLinked() throws IOException {
    Files.move(data, moved);
    Files.createSymbolicLink(data, moved);
  }

  void dataIsMovedBack() throws IOException {
    assertThat(moved.resolve("_metadata")).exists();
    Files.delete(data);
    Files.move(moved, data);
  }

  Path data() {
    return data;
  }

  /**
   * Each failure says when the next attempt begins, and that was no sooner over; then the data was
   * gone.
   *
   * @param events of the deployment, oldest first
   */
  void assertTriedAtTheToldTimes(List<JsonNode> events) {
    String id = Jobs.idOf(savepoint);
    List<JsonNode> told =
        events.stream()
            .filter(event -> OUTCOMES.contains(event.at("/metadata/name").asString()))
            .filter(event -> message(event).contains(id))
            .toList();
    assertThat(told).hasSizeGreaterThanOrEqualTo(3);
    assertThat(told.getLast().at("/metadata/name").asString()).isEqualTo(GONE);
    for (int attempt = 1; attempt < told.size(); attempt++) {
      String failure = message(told.get(attempt - 1));
      Matcher next = NEXT.matcher(failure);
      assertThat(next.find()).as(failure).isTrue();
      assertThat(Integer.parseInt(next.group(1))).isEqualTo(attempt);
      assertThat(Instant.parse(told.get(attempt).at("/metadata/createdAt").asString()))
          .isAfter(Instant.parse(next.group(2)));
    }
  }

  private static String message(JsonNode event) {
    return event.at("/spec/message").asString("");
  }
}
