package io.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is broken by a sample, says where to put the code instead, and lets good code pass. */
class HouseRulesTest {
  private static final JavaClasses SAMPLES =
      new ClassFileImporter()
          .importPackages(
              "io.weir.command.sample", "io.weir.executor.sample", "io.weir.events.sample");

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(
            "THE_CORE_ASKS_NOBODY",
            PurityRules.THE_CORE_ASKS_NOBODY,
            List.of("AsksTheClockDecider", "Instant.now()", "UUID.randomUUID()")),
        Arguments.of(
            "THE_CORE_SEES_VALUES_ONLY",
            PurityRules.THE_CORE_SEES_VALUES_ONLY,
            List.of("ReadsAFile", "java.io.File")),
        Arguments.of(
            "NO_PACKAGE_CYCLES",
            BoundaryRules.NO_PACKAGE_CYCLES,
            List.of("sample.left", "sample.right")),
        Arguments.of(
            "SERVICES_DO_NOT_SEE_EACH_OTHER",
            BoundaryRules.SERVICES_DO_NOT_SEE_EACH_OTHER,
            List.of("SeesTheExecutor")),
        Arguments.of(
            "EVENTS_KNOW_ONLY_JAVA_AND_JACKSON",
            BoundaryRules.EVENTS_KNOW_ONLY_JAVA_AND_JACKSON,
            List.of("KnowsSpring")),
        Arguments.of(
            "ONLY_ACT_AND_KUBE_WRITE_TO_KUBERNETES",
            BoundaryRules.ONLY_ACT_AND_KUBE_WRITE_TO_KUBERNETES,
            List.of("Writer.put")),
        Arguments.of(
            "CONFIGURATION_ONLY_IN_INFRA",
            BoundaryRules.CONFIGURATION_ONLY_IN_INFRA,
            List.of("Wiring")),
        Arguments.of(
            "NO_FIELD_INJECTION", BoundaryRules.NO_FIELD_INJECTION, List.of("Wiring.injected")),
        Arguments.of("NO_CATCH_ALL_NAMES", NamingRules.NO_CATCH_ALL_NAMES, List.of("PlanUtils")),
        Arguments.of("NO_IMPL_SUFFIX", NamingRules.NO_IMPL_SUFFIX, List.of("PlanStoreImpl")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void isBrokenByItsSampleAndSaysWhatToDo(String name, ArchRule rule, List<String> expected) {
    assertThatThrownBy(() -> rule.check(SAMPLES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("because", expected.getFirst())
        .satisfies(e -> assertThat(e.getMessage()).contains(expected))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("GoodDecider", "sample.act.Act"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Writer.get"));
  }

  @Test
  void everyRuleHasASampleThatBreaksIt() {
    Set<String> rules =
        Stream.of(PurityRules.class, BoundaryRules.class, NamingRules.class)
            .flatMap(holder -> Arrays.stream(holder.getDeclaredFields()))
            .filter(field -> field.isAnnotationPresent(ArchTest.class))
            .map(Field::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(broken().map(row -> row.get()[0]))
        .containsExactlyInAnyOrderElementsOf(List.copyOf(rules));
  }

  @Test
  void passesWhereAModuleHasNothingOfTheKind() {
    JavaClasses neutral = new ClassFileImporter().importClasses(HouseRules.class);

    broken()
        .map(row -> (ArchRule) row.get()[1])
        .forEach(rule -> assertThatCode(() -> rule.check(neutral)).doesNotThrowAnyException());
  }

  @Test
  void failsWhenTheModulesPackageIsMisspelt() {
    JavaClasses nothing = new ClassFileImporter().importPackages("io.weir.comand");

    assertThatThrownBy(() -> BoundaryRules.NO_PACKAGE_CYCLES.check(nothing))
        .hasMessageContaining("failed to check any classes");
  }
}
