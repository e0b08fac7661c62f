package io.weir.benchmarks.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLogTest {
  @Test
  void tellsNoEventTwice() {
    List<String> events =
        IntStream.range(0, 3)
            .mapToObj(number -> EventLog.chapter(number, 20, 10_000L * number))
            .flatMap(List::stream)
            .map(event -> event.metadata().aggregateId() + "/" + event.metadata().sequence())
            .toList();

    assertThat(events).doesNotHaveDuplicates();
  }
}
