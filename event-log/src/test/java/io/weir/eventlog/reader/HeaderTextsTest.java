package io.weir.eventlog.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.wire.Actor;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.EventType;
import io.weir.events.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Whatever the order of questions, they are answered as a hash map would. */
class HeaderTextsTest {
  private final HeaderNames names = new HeaderNames(new KnownTexts());

  @Test
  void answersAsAMapOfAllTexts() {
    SplittableRandom random = new SplittableRandom(5);
    for (int run = 0; run < 600; run++) {
      List<Header> headers = new ArrayList<>();
      Map<String, String> expected = new HashMap<>();
      boolean usual = run % 2 == 0;
      for (int i = random.nextInt(18); i > 0; i--) {
        String name = "ce_" + (usual ? i : random.nextInt(20));
        String value = random.nextInt(5) == 0 ? "" : "\u00e4" + random.nextInt();
        headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
        expected.put(name, value);
      }
      Map<String, String> texts = names.texts(headers.toArray(Header[]::new));
      List<Integer> questions = new ArrayList<>();
      for (int i = 0; i < 40; i++) questions.add(i % 22);
      Collections.shuffle(questions, new Random(run));
      for (int question : questions) {
        String name = "ce_" + question;
        assertThat(texts.get(name)).isEqualTo(expected.get(name));
        assertThat(texts.containsKey(name)).isEqualTo(expected.containsKey(name));
      }
      assertThat(texts).isEqualTo(expected).hasSize(expected.size());
    }
  }

  @Test
  void aHeaderWithoutAValueIsEmpty() {
    Map<String, String> texts = names.texts(new Header[] {new RecordHeader("a", (byte[]) null)});

    assertThat(texts).containsExactly(Map.entry("a", ""));
    assertThat(texts.get("a")).isEmpty();
  }

  @Test
  void ofARepeatedHeaderTheLastCounts() {
    Header first = new RecordHeader("a", "1".getBytes(StandardCharsets.UTF_8));
    Header second = new RecordHeader("a", "2".getBytes(StandardCharsets.UTF_8));

    assertThat(names.texts(new Header[] {first, second})).containsExactly(Map.entry("a", "2"));
  }

  /** Ids, times and numbers are read from bytes where they have the usual form. */
  @Test
  void whatAnEventsHeadersSayIsTheSameByBytesAndByTexts() {
    EventMetadata metadata =
        new EventMetadata(
            UUID.fromString("019aa1b2-0001-7000-8000-000000000001"),
            UUID.fromString("019aa1b2-0002-7000-8000-000000000002"),
            7,
            4711,
            Instant.parse("2026-11-21T05:06:07.123456Z"),
            "team-\u00e4",
            "orders",
            Actor.parse("user:alice"),
            Optional.of("because"),
            UUID.fromString("019aa1b2-0003-7000-8000-000000000003"),
            UUID.fromString("019aa1b2-0004-7000-8000-000000000004"),
            "PatchDeployment",
            Optional.empty());
    Map<String, String> sent = CloudEventHeaders.of(metadata, EventType.JOB_STARTED);
    assertThat(outcome(bytes(sent))).isEqualTo(CloudEventHeaders.head(sent));
    for (String name : sent.keySet()) {
      for (UnaryOperator<String> damage : DAMAGE) {
        Map<String, String> damaged = new LinkedHashMap<>(sent);
        damaged.put(name, damage.apply(sent.get(name)));
        assertThat(outcome(bytes(damaged))).as(name).isEqualTo(outcome(damaged));
      }
      Map<String, String> without = new LinkedHashMap<>(sent);
      without.remove(name);
      assertThat(outcome(bytes(without))).as("without " + name).isEqualTo(outcome(without));
    }
  }

  private static final List<UnaryOperator<String>> DAMAGE =
      List.of(
          value -> "",
          value -> value + "0",
          value -> "0" + value,
          value -> "-" + value,
          value -> value + "/x",
          value -> value.toUpperCase(Locale.ROOT),
          value -> value.substring(1),
          value -> value.substring(0, value.length() - 1),
          value -> value.replace('-', '/'),
          value -> value.replace('/', '-'),
          value -> value.replace("123456", "123"),
          value -> value.replace("123456", "123456789"),
          value -> value.replace(".123456", ""),
          value -> value.replace("05:06", "24:06"),
          value -> value.replace("11-21", "02-30"),
          value -> value.replace("019aa1b2-0002-7000-8000-000000000002", "1-2-3-4-5"),
          value -> value.replace("019aa1b2", "019aa1b\u00e4"),
          value -> "99999999999999999999");

  private Map<String, String> bytes(Map<String, String> texts) {
    return names.texts(
        texts.entrySet().stream()
            .map(
                header ->
                    new RecordHeader(
                        header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
            .toArray(Header[]::new));
  }

  /** What they say, or why not. */
  private static Object outcome(Map<String, String> headers) {
    try {
      return CloudEventHeaders.head(headers);
    } catch (UndecodableException refused) {
      return refused.getMessage();
    }
  }
}
