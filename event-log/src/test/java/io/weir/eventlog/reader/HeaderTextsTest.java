package io.weir.eventlog.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Whatever the order of questions, they are answered as a hash map would. */
class HeaderTextsTest {
  private final HeaderNames names = new HeaderNames();

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
}
