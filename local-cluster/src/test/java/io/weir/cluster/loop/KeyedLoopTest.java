package io.weir.cluster.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyedLoopTest {

  @Test
  void looksOnceMoreAfterALookThatWasUnderWay() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    try (KeyedLoop<String> loop =
        new KeyedLoop<>(
            "test",
            key -> {
              looks.incrementAndGet();
              entered.countDown();
              leave.await();
              return Optional.empty();
            })) {
      loop.look("a");
      entered.await();
      loop.look("a");
      loop.look("a");
      loop.look("a");
      leave.countDown();
      await("the second look").untilAtomic(looks, is(2));
      loop.look("a");
      await("the third look").untilAtomic(looks, is(3));
    }
    assertThat(looks).hasValue(3);
  }

  @Test
  void looksAtDifferentKeysSideBySide() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (KeyedLoop<String> loop =
        new KeyedLoop<>(
            "test",
            key -> {
              both.countDown();
              both.await();
              return Optional.empty();
            })) {
      loop.look("a");
      loop.look("b");
      assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void looksAgainWhenAskedAndAfterAFailure() {
    AtomicInteger looks = new AtomicInteger();
    try (KeyedLoop<String> loop =
        new KeyedLoop<>(
            "test",
            key ->
                switch (looks.incrementAndGet()) {
                  case 1 -> throw new IllegalStateException("on purpose");
                  case 2 -> Optional.of(Duration.ofMillis(5));
                  default -> Optional.empty();
                })) {
      loop.look("a");
      await("a look after the failure, and one after the wait").untilAtomic(looks, is(3));
    }
  }

  @Test
  void doesNothingOnceClosed() {
    AtomicInteger looks = new AtomicInteger();
    KeyedLoop<String> loop =
        new KeyedLoop<>(
            "test",
            key -> {
              looks.incrementAndGet();
              return Optional.empty();
            });
    loop.close();
    loop.look("a");
    assertThat(looks).hasValue(0);
  }
}
