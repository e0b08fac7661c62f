package io.weir.projection.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UsageReportTest {
  private static final Instant FROM = at("01T00:00:00");
  private static final Instant TO = at("08T00:00:00");

  @Test
  void tellsEachChangeByBeginThenNamespace() {
    List<ResourceUse> jobs =
        List.of(
            use("default", "2", "01T14:00:00", "03T16:00:00"),
            use("other", "1.2", "01T14:00:00", "01T15:00:00"),
            use("other", "3.20", "01T14:30:00", "01T15:00:00"));

    assertThat(
            UsageCsv.of(
                UsageReport.of(jobs, FROM, TO, TO),
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-08")))
        .isEqualTo(
            """
            # Start: 2026-11-01
            # End: 2026-11-08
            begin,end,namespace,used,usedMemoryBytes
            2026-11-01T14:00:00Z,2026-11-02T14:00:00Z,default,2,2000000000
            2026-11-01T14:00:00Z,2026-11-01T14:30:00Z,other,1.2,1200000000
            2026-11-01T14:30:00Z,2026-11-01T15:00:00Z,other,4.4,4400000000
            2026-11-02T14:00:00Z,2026-11-03T14:00:00Z,default,2,2000000000
            2026-11-03T14:00:00Z,2026-11-03T16:00:00Z,default,2,2000000000
            """);
  }

  @Test
  void cutsAtThePeriodAndEndsWhatRunsNow() {
    List<ResourceUse> jobs =
        List.of(
            new ResourceUse("a", Instant.EPOCH, Optional.of(at("01T01:00:00")), used("1")),
            new ResourceUse("b", at("07T23:00:00"), Optional.empty(), used("0.5")),
            use("c", "1", "08T00:00:00", "09T00:00:00"));

    assertThat(UsageReport.of(jobs, FROM, TO, at("07T23:30:00")))
        .containsExactly(
            new UsageInterval(FROM, at("01T01:00:00"), "a", used("1")),
            new UsageInterval(at("07T23:00:00"), at("07T23:30:00"), "b", used("0.5")));
    assertThat(UsageReport.of(jobs, FROM, TO, at("20T00:00:00")).getLast().end()).isEqualTo(TO);
  }

  @Test
  void makesNoRowWhenOneJobFollowsAnEqualOne() {
    List<ResourceUse> jobs =
        List.of(
            use("a", "1", "01T01:00:00", "01T02:00:00"),
            use("a", "1", "01T02:00:00", "01T03:00:00"));

    assertThat(UsageReport.of(jobs, FROM, TO, TO))
        .containsExactly(new UsageInterval(at("01T01:00:00"), at("01T03:00:00"), "a", used("1")));
  }

  /** Whatever the jobs: the area under the report is the sum of what each of them used. */
  @Test
  void losesAndInventsNothing() {
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 0; run < 200; run++) {
      List<ResourceUse> jobs = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        Instant begin = FROM.plusSeconds(random.nextInt(9 * 86_400) - 86_400);
        Optional<Instant> end =
            random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(begin.plusSeconds(random.nextInt(3 * 86_400)));
        jobs.add(
            new ResourceUse(
                "ns" + random.nextInt(3),
                begin,
                end,
                used(BigDecimal.valueOf(random.nextInt(1, 9), 1).toPlainString())));
      }
      Instant now = FROM.plusSeconds(random.nextInt(9 * 86_400));
      List<UsageInterval> report = UsageReport.of(jobs, FROM, TO, now);

      assertThat(
              report.stream()
                  .map(
                      i -> i.used().cpu().multiply(BigDecimal.valueOf(seconds(i.begin(), i.end()))))
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .as("run %d of %s", run, jobs)
          .isEqualByComparingTo(
              jobs.stream()
                  .map(j -> j.used().cpu().multiply(BigDecimal.valueOf(within(j, now))))
                  .reduce(BigDecimal.ZERO, BigDecimal::add));
      assertThat(report)
          .allSatisfy(i -> assertThat(i.begin()).isBetween(FROM, i.end().minusNanos(1)));
      assertThat(report)
          .allSatisfy(i -> assertThat(seconds(i.begin(), i.end())).isLessThanOrEqualTo(86_400));
    }
  }

  private static long within(ResourceUse job, Instant now) {
    Instant begin = job.begin().isBefore(FROM) ? FROM : job.begin();
    Instant end = job.end().orElse(now);
    return Math.max(0, seconds(begin, end.isAfter(TO) ? TO : end));
  }

  private static long seconds(Instant begin, Instant end) {
    return end.getEpochSecond() - begin.getEpochSecond();
  }

  private static ResourceUse use(String namespace, String cpu, String begin, String end) {
    return new ResourceUse(namespace, at(begin), Optional.of(at(end)), used(cpu));
  }

  /** With a thousand million bytes for each core. */
  private static Used used(String cpu) {
    BigDecimal cores = new BigDecimal(cpu);
    return new Used(cores, cores.movePointRight(9));
  }

  private static Instant at(String dayAndTime) {
    return Instant.parse("2026-11-" + dayAndTime + "Z");
  }
}
