package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.WeirEvent;
import io.weir.events.wire.canonical.CanonicalJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Without the mapper comes what comes with it, or nothing. */
class CanonicalJsonTest {
  private static final JsonMapper MAPPER = WireJson.mapper();
  private static final CanonicalJson CANONICAL = new CanonicalJson(MAPPER);

  @Property(tries = 1500)
  void writesTheMappersBytesOrNone(@ForAll("events") WeirEvent event) {
    byte[] written = CANONICAL.write(event);

    if (written != null) assertThat(text(written)).isEqualTo(MAPPER.writeValueAsString(event));
  }

  @Property(tries = 1500)
  void readsTheMappersValueOrNone(@ForAll("events") WeirEvent event) {
    WeirEvent read = CANONICAL.read(event.getClass(), MAPPER.writeValueAsBytes(event));

    if (read != null) assertThat(read).isEqualTo(event).hasSameHashCodeAs(event);
  }

  /** A byte that came, went or changed: what is read is what the mapper reads there. */
  @Property(tries = 3000)
  void readsNothingThatTheMapperRefuses(@ForAll("damaged") Damaged damaged) {
    WeirEvent read = CANONICAL.read(damaged.type(), damaged.json());

    if (read != null) assertThat(read).isEqualTo(MAPPER.readValue(damaged.json(), damaged.type()));
  }

  static List<GoldenSample> samples() {
    return GoldenSample.current();
  }

  /** Else it would be slow and nobody would know. */
  @ParameterizedTest
  @MethodSource("samples")
  void anOrdinaryEventNeedsNoMapper(GoldenSample sample) {
    Optional<EventType> type = EventType.named(sample.wireName());
    // Free trees are the mapper's.
    boolean free = text(sample.bytes()).matches("(?s).*\"(pods|\\w+PodTemplate|extraConfig)\".*");
    if (type.isEmpty() || free || type.get() == EventType.DEPLOYMENT_DEFAULTS_REVISED) return;
    WeirEvent event = MAPPER.readValue(sample.bytes(), type.get().javaType());
    byte[] json = MAPPER.writeValueAsBytes(event);

    assertThat(CANONICAL.read(type.get().javaType(), json)).isEqualTo(event);
    assertThat(CANONICAL.write(event)).isEqualTo(json);
  }

  record Held(String text, Optional<BigDecimal> decimal, Optional<Integer> whole, long number) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"number\":1,\"text\":\"\"} ",
        "{\"number\":01,\"text\":\"\"}",
        "{\"number\":1.0,\"text\":\"\"}",
        "{\"number\":-,\"text\":\"\"}",
        "{\"number\":1e2,\"text\":\"\"}",
        "{\"number\":1,\"text\":\"\",\"text\":\"\"}",
        "{\"number\":1,\"text\":null}",
        "{\"number\":1,\"text\":\"\u0001\"}",
        "{\"number\":1,\"text\":\"\\x\"}",
        "{\"number\":1,\"text\":\"",
        "{\"number\":1}",
        "{\"number\":1,\"whole\":2147483648,\"text\":\"\"}",
        "{\"decimal\":1.,\"number\":1,\"text\":\"\"}",
        "{\"decimal\":.1,\"number\":1,\"text\":\"\"}",
        "{\"decimal\":1.2.3,\"number\":1,\"text\":\"\"}",
        "{,\"number\":1,\"text\":\"\"}",
        ""
      })
  void leavesToTheMapperWhatItRefuses(String json) {
    assertThat(CANONICAL.read(Held.class, json.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void leavesToTheMapperWhatIsNoUtf8() {
    byte[] json = "{\"number\":1,\"text\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < json.length; i++) if (json[i] == '?') json[i] = (byte) 0xC0;

    assertThat(CANONICAL.read(Held.class, json)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "1234567\"", "12345678\\", "\n\t\r\b\f", "é日\uD83D\uDE80/", "\u007f"})
  void readsAndWritesAnyText(String text) {
    Held held = new Held(text, Optional.empty(), Optional.of(-7), Long.MIN_VALUE);
    byte[] json = MAPPER.writeValueAsBytes(held);

    assertThat(text(CANONICAL.write(held))).isEqualTo(text(json));
    assertThat(CANONICAL.write(new Held("\uD83D", held.decimal(), held.whole(), 1))).isNull();
    Held small = new Held(text, Optional.of(new BigDecimal("-10.50")), held.whole(), 0);
    assertThat(CANONICAL.read(Held.class, MAPPER.writeValueAsBytes(small))).isEqualTo(small);
  }

  @Test
  void writersDoNotMeetInOneAnothersMemory() {
    assertThat(
            IntStream.range(0, 5_000)
                .parallel()
                .mapToObj(i -> new Held("x".repeat(i % 700), Optional.empty(), Optional.of(i), i))
                .filter(
                    held -> !Arrays.equals(CANONICAL.write(held), MAPPER.writeValueAsBytes(held))))
        .isEmpty();
  }

  /** With a getter beside its components, which the mapper writes, too. */
  record Spoken(int a) {
    public int getB() {
      return 2;
    }
  }

  record Nested(Optional<Nested> inner) {}

  @Test
  void leavesToTheMapperWhatItWritesOtherwise() {
    assertThat(CANONICAL.write(new Spoken(1))).isNull();
    assertThat(CANONICAL.write(new Nested(Optional.of(new Nested(Optional.empty()))))).isNull();
    assertThat(CANONICAL.write(List.of(1))).isNull();
  }

  record Damaged(Class<? extends WeirEvent> type, byte[] json) {
    @Override
    public String toString() {
      return type.getSimpleName() + " " + text(json);
    }
  }

  @Provide
  Arbitrary<Damaged> damaged() {
    return Combinators.combine(
            events(),
            Arbitraries.integers().between(0, 1 << 20),
            Arbitraries.of((byte) -1, (byte) 0, (byte) 1),
            Arbitraries.of('"', '\\', ',', '{', '}', '0', '.', 'Z', ' ', 'T', 'n', '\u0001'))
        .as(
            (event, where, more, what) -> {
              byte[] json = MAPPER.writeValueAsBytes(event);
              int at = where % json.length;
              byte[] damaged = new byte[json.length + more];
              System.arraycopy(json, 0, damaged, 0, Math.min(at, damaged.length));
              int from = Math.min(json.length, at + (more == 1 ? 0 : 1));
              int to = at + (more == -1 ? 0 : 1);
              if (more != -1) damaged[at] = (byte) what.charValue();
              System.arraycopy(json, from, damaged, to, json.length - from);
              return new Damaged(event.getClass(), damaged);
            });
  }

  @Provide
  Arbitrary<WeirEvent> events() {
    return Arbitraries.oneOf(
        Arrays.stream(EventType.values())
            .map(type -> AnyRecord.of(type.javaType()).map(WeirEvent.class::cast))
            .toList());
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
