package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A table and steps of its own: no released revision is old yet. */
class UpcasterChainTest {
  /** Revision 3; 1 had {@code secs} only, 2 renamed it, 3 added a unit and an optional note. */
  record Paused(long duration, String unit, Optional<String> note) {}

  record Step(String wireName, String from, String to, UnaryOperator<ObjectNode> change)
      implements Upcaster {
    @Override
    public ObjectNode upcast(ObjectNode payload) {
      return change.apply(payload);
    }
  }

  private static final Upcaster ONE_TO_TWO =
      new Step(
          "job.paused",
          "1",
          "2",
          tree -> {
            tree.set("duration", tree.remove("secs"));
            return tree;
          });
  private static final Upcaster TWO_TO_THREE =
      new Step("job.paused", "2", "3", tree -> tree.put("unit", "s"));
  private static final List<WireCodec.Row<Object>> TABLE =
      List.of(new WireCodec.Row<>("job.paused", "3", Paused.class));

  private static final WireCodec<Object> CODEC =
      new WireCodec<>("event", TABLE, List.of(TWO_TO_THREE, ONE_TO_TWO));

  @Test
  void takesEveryStepInOrderWhateverTheOrderOfTheList() {
    assertThat(decode("1", "{\"secs\": 7}")).isEqualTo(new Paused(7, "s", Optional.empty()));
  }

  @Test
  void beginsAtTheRevisionThatWasWritten() {
    assertThat(decode("2", "{\"duration\": 7}")).isEqualTo(new Paused(7, "s", Optional.empty()));
    assertThat(decode("3", "{\"duration\": 7, \"unit\": \"min\", \"note\": \"x\"}"))
        .isEqualTo(new Paused(7, "min", Optional.of("x")));
  }

  @Test
  void isAsStrictAfterTheStepsAsBefore() {
    assertThatThrownBy(() -> decode("1", "{\"secs\": 7, \"extra\": 1}"))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("job.paused revision 1")
        .hasMessageContaining("extra");
    assertThatThrownBy(() -> decode("1", "[]"))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("no JSON object");
  }

  @Test
  void refusesARevisionThatNoStepReads() {
    assertThatThrownBy(() -> decode("4", "{}"))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("Expected revision 3 of job.paused, but got '4'");
  }

  @Test
  void refusesTwoStepsFromOneRevision() {
    assertThatThrownBy(() -> codec(ONE_TO_TWO, ONE_TO_TWO, TWO_TO_THREE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one step from job.paused revision 1");
  }

  @Test
  void refusesAStepThatDoesNotLeadToTheCurrentRevision() {
    assertThatThrownBy(() -> codec(ONE_TO_TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the way ends at 2");
    assertThatThrownBy(() -> codec(new Step("job.unheard-of", "1", "2", tree -> tree)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("job.unheard-of");
  }

  @Test
  void refusesACircle() {
    assertThatThrownBy(() -> codec(ONE_TO_TWO, new Step("job.paused", "2", "1", tree -> tree)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the way ends at");
  }

  @Test
  void refusesAStepFromTheCurrentRevision() {
    assertThatThrownBy(
            () -> codec(ONE_TO_TWO, TWO_TO_THREE, new Step("job.paused", "3", "3", tree -> tree)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no step from the current revision 3");
  }

  @Test
  void theRealStepsFormChains() {
    // The codecs check them when they load; a wrong step fails here and in every service's start.
    assertThat(new UpcasterChain(Upcasters.OF_EVENTS, revisions(EventType.values()))).isNotNull();
    assertThat(new UpcasterChain(Upcasters.OF_REPORTS, revisions(ReportType.values()))).isNotNull();
  }

  private static Map<String, String> revisions(WireType<?>[] types) {
    return Arrays.stream(types).collect(Collectors.toMap(WireType::wireName, WireType::revision));
  }

  private static WireCodec<Object> codec(Upcaster... steps) {
    return new WireCodec<>("event", TABLE, List.of(steps));
  }

  private static Object decode(String revision, String json) {
    return CODEC.decode("job.paused", revision, json.getBytes(StandardCharsets.UTF_8));
  }
}
